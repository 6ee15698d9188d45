namespace Koda.Lint.Core.Tests.Rules.Cookies;

public sealed class InsecureCookiesEnabledTests
{
    private const string Rule = "KODA3004";

    [Theory]
    [InlineData("SECURE_COOKIES: «\"false\"»", "service 'web' sets SECURE_COOKIES to 'false' in production: the session cookie may travel over plain HTTP")]
    [InlineData("SECURE_COOKIES: «\" False \"»", "service 'web' sets SECURE_COOKIES to ' False ' in production: the session cookie may travel over plain HTTP")]
    [InlineData("SECURE_COOKIES: «0»", "service 'web' sets SECURE_COOKIES to '0' in production: the session cookie may travel over plain HTTP")]
    [InlineData("ALLOW_INSECURE_COOKIES: «\"true\"»", "service 'web' sets ALLOW_INSECURE_COOKIES to 'true' in production: the session cookie may travel over plain HTTP")]
    [InlineData("ALLOW_INSECURE_COOKIES: «1»", "service 'web' sets ALLOW_INSECURE_COOKIES to '1' in production: the session cookie may travel over plain HTTP")]
    [InlineData("ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET: «\"TRUE\"»", "service 'web' sets ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET to 'TRUE' in production: sessions end with each restart")]
    public void A_switch_that_lets_cookies_travel_in_the_clear_is_reported(string setting, string message) =>
        Assert.Equal(message, Assert.Single(Web(setting).InProduction().Reports(Rule)).Message);

    [Theory]
    [InlineData("args: { SECURE_COOKIES: «\"false\"» }")]
    [InlineData("args: { SECURE_COOKIES: «false» }")]
    [InlineData("args: [SECURE_COOKIES=«false»]")]
    public void A_build_argument_is_reported_because_the_image_keeps_it(string arguments) => Assert.Equal(
        "service 'web' is built with SECURE_COOKIES 'false' for production: the session cookie may travel over plain HTTP",
        Assert.Single(Built(arguments).InProduction().Reports(Rule)).Message);

    [Theory]
    [InlineData("SECURE_COOKIES: \"true\"")]
    [InlineData("SECURE_COOKIES: \"\"")]
    [InlineData("SECURE_COOKIES:")]
    [InlineData("ALLOW_INSECURE_COOKIES: \"false\"")]
    [InlineData("ALLOW_INSECURE_COOKIES: \"\"")]
    [InlineData("ALLOW_INSECURE_WEB_OPERATOR_SESSION_SECRET: \"false\"")]
    [InlineData("COOKIES: \"false\"")]
    public void Safe_values_are_silent(string setting) => Web(setting).InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("args: { SECURE_COOKIES: \"true\" }")]
    [InlineData("args: { ALLOW_INSECURE_COOKIES: \"false\" }")]
    [InlineData("args: [SECURE_COOKIES]")]
    public void Safe_build_arguments_are_silent(string arguments) => Built(arguments).InProduction().IsSilentOn(Rule);

    [Fact]
    public void An_overlay_may_turn_it_back_on() => Built("args: { SECURE_COOKIES: \"false\" }")
        .And("docker-compose.prod.yml", "services: { web: { build: { args: { SECURE_COOKIES: \"true\" } } } }").IsSilentOn(Rule);

    [Fact]
    public void One_line_that_reaches_several_containers_is_one_finding() => Deploying.Files(
        ("docker-compose.yml", "services: { web: { image: example/web:1, env_file: .env }, app: { image: example/app:1, env_file: .env } }"),
        (".env", "SECURE_COOKIES=«false»\nALLOW_INSECURE_COOKIES=«yes»\n")).InProduction().Reports(Rule);

    [Fact]
    public void One_build_that_services_share_is_one_finding() => Deploying.Compose("""
        x-build: &build
          context: .
          args: { SECURE_COOKIES: «no» }
        services:
          web: { build: *build }
          worker: { build: *build }
        """).InProduction().Reports(Rule);

    [Fact]
    public void A_dotenv_that_no_container_gets_is_silent() => Web("PORT: 3000").And(".env", "SECURE_COOKIES=false\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_is_not_judged()
    {
        Web("SECURE_COOKIES: \"${SECURE_COOKIES}\"").And(".env.example", "SECURE_COOKIES=false\n").InProduction().IsSilentOn(Rule);
        Built("args: { SECURE_COOKIES: \"${SECURE_COOKIES}\" }").And(".env.example", "SECURE_COOKIES=false\n").InProduction().IsSilentOn(Rule);
    }

    [Fact]
    public void Development_deployments_are_silent() => Web("SECURE_COOKIES: \"false\"", "ALLOW_INSECURE_COOKIES: \"true\"").IsSilentOn(Rule);

    private static Deploying Web(params string[] settings) =>
        Deploying.Compose("services:\n  web:\n    image: example/web:1\n    environment:\n" + string.Concat(settings.Select(setting => "      " + setting + "\n")));

    private static Deploying Built(string arguments) =>
        Deploying.Compose("services:\n  web:\n    build:\n      context: .\n      " + arguments + "\n");
}
