namespace Koda.Lint.Core.Tests.Rules.Input;

public sealed class VariableUnresolvedTests
{
    private const string Rule = "KODA9002";

    [Fact]
    public void A_variable_that_nothing_defines_is_a_warning()
    {
        var finding = Assert.Single(Image("\"registry/«${APP}»:1\"").Reports(Rule, Severity.Warning));

        Assert.Equal("variable 'APP' is not set: Compose puts an empty string in its place", finding.Message);
        Assert.Equal("set APP in .env, or write a default: `${APP:-value}`", finding.Fix);
    }

    [Theory]
    [InlineData("«${APP:?}»", "variable 'APP' is required and has no value, so Compose refuses to start")]
    [InlineData("«${APP?}»", "variable 'APP' is required and has no value, so Compose refuses to start")]
    [InlineData("«${APP:?set it in .env}»", "variable 'APP' is required and has no value, so Compose refuses to start: set it in .env")]
    [InlineData("«${APP:?ask ${SECRET:-nobody}}»", "variable 'APP' is required and has no value, so Compose refuses to start: ask ${SECRET:-nobody}")]
    public void A_required_variable_is_an_error_with_its_reason_as_written(string image, string message) =>
        Assert.Equal(message, Assert.Single(Image("\"" + image + "\"").Reports(Rule)).Message);

    [Fact]
    public void An_empty_value_is_none_for_a_variable_that_must_not_be_empty() => Image("\"«${APP:?}»\"").And(".env", "APP=\n").Reports(Rule);

    [Fact]
    public void Every_required_variable_is_reported_and_each_once_with_its_other_uses()
    {
        var deploying = Deploying.Compose("""
            services:
              a: { image: "${A:?}", hostname: "${A}", labels: { one: "${A}", two: "${A}", three: "${A}" } }
              b: { image: "${B:?}" }
            """);

        Assert.Equal(["docker-compose.yml 2:16-2:22 Error", "docker-compose.yml 3:16-3:22 Error"], deploying.Of(Rule).Select(Deploying.Show));
        Assert.Equal(3, deploying.Of(Rule)[0].Related.Count);
    }

    [Fact]
    public void The_use_that_needs_it_most_is_the_place() => Deploying.Compose("""
        services:
          a: { image: "x${A}" }
          b: { image: "«${A:?}»" }
        """).Reports(Rule);

    [Fact]
    public void A_required_variable_of_a_service_that_no_profile_enables_is_an_error_as_for_Compose() =>
        Deploying.Compose("services: { a: { image: x }, b: { image: \"«${B:?}»\", profiles: [debug] } }").Reports(Rule);

    [Theory]
    [InlineData("\"${APP:-example/app}\"")]
    [InlineData("\"${APP-example/app}\"")]
    [InlineData("\"x${APP:+y}\"")]
    [InlineData("\"x$$APP\"")]
    [InlineData("\"${DEFINED}\"")]
    [InlineData("\"x${EMPTY}\"")]
    [InlineData("\"x${EMPTY?}\"")]
    public void A_default_a_definition_and_a_literal_dollar_sign_are_silent(string image) =>
        Image(image).And(".env", "DEFINED=example/app\nEMPTY=\n").IsSilentOn(Rule);

    [Fact]
    public void A_service_s_env_file_does_not_define_variables_for_the_Compose_file() => Deploying.Files(
        ("docker-compose.yml", "services: { a: { image: \"x«${A}»\", env_file: a.env } }"), ("a.env", "A=1\n")).Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("«${APP}»", ".env.example")]
    [InlineData("«${APP:?}»", ".env.sample")]
    [InlineData("«$APP»", ".env.template")]
    [InlineData("«${APP?}»", ".env.dist")]
    public void A_value_that_comes_at_deploy_is_information_and_an_error_where_it_must_be_there(string image, string template)
    {
        var supplied = Assert.Single(Image("\"x" + image + "\"").And(template, "APP=\n").Reports(Rule, Severity.Info));
        Assert.Equal("the value of 'APP' is supplied at deploy: " + template + " names it, and there is no .env to judge", supplied.Message);

        var missing = Assert.Single(Image("\"x" + image + "\"").And(template, "APP=fill-in\n").RequiringEnv().Reports(Rule));
        Assert.Equal("'APP' has no value at deploy: " + template + " names it, but there is no .env", missing.Message);
    }

    [Fact]
    public void A_default_is_what_comes_at_deploy_unless_somebody_says_otherwise() => Image("\"${APP:-x}\"").And(".env.example", "APP=y\n").IsSilentOn(Rule);

    [Fact]
    public void A_name_that_the_template_lacks_is_set_nowhere() => Image("\"«${APP:?}»\"").And(".env.example", "OTHER=1\n").Reports(Rule);

    [Fact]
    public void A_template_beside_an_env_file_counts_for_nothing() => Image("\"«${APP:?}»\"").And(".env", "OTHER=1\n").And(".env.example", "APP=1\n").Reports(Rule);

    private static Deploying Image(string image) => Deploying.Compose("services:\n  app:\n    image: " + image + "\n");
}
