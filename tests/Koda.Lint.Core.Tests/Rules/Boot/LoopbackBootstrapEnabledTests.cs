namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class LoopbackBootstrapEnabledTests
{
    private const string Rule = "KODA1004";

    [Theory]
    [InlineData("\"true\"")]
    [InlineData("true")]
    [InlineData("\" TRUE \"")]
    public void On_in_production_is_reported(string value) =>
        ControlPlane.With("KODA_ENV: production", "ALLOW_LOOPBACK_BOOTSTRAP: «" + value + "»").Reports(Rule);

    [Fact]
    public void A_default_that_holds_is_judged_like_a_written_value() =>
        ControlPlane.With("KODA_ENV: production", "ALLOW_LOOPBACK_BOOTSTRAP: «\"${ALLOW_LOOPBACK_BOOTSTRAP:-true}\"»").Reports(Rule);

    [Theory]
    [InlineData("\"false\"")]
    [InlineData("\"\"")]
    [InlineData("\"1\"")]
    [InlineData("\"yes\"")]
    [InlineData("\"truee\"")]
    public void Anything_but_true_is_off(string value) =>
        ControlPlane.With("KODA_ENV: production", "ALLOW_LOOPBACK_BOOTSTRAP: " + value).IsSilentOn(Rule);

    [Fact]
    public void It_is_off_in_production_when_it_is_not_set() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => ControlPlane.With("ALLOW_LOOPBACK_BOOTSTRAP: \"true\"").IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_cannot_be_known() => ControlPlane
        .SuppliedAtDeploy("ALLOW_LOOPBACK_BOOTSTRAP=true\n", "KODA_ENV: production", "ALLOW_LOOPBACK_BOOTSTRAP: «\"${ALLOW_LOOPBACK_BOOTSTRAP}\"»")
        .Reports(Rule, Severity.Info);

    [Fact]
    public void A_value_that_comes_at_deploy_in_an_env_file_cannot_be_known() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              app:
                image: example/koda:1
                env_file: koda.env
                environment: { KODA_ENV: production }
            """),
        ("koda.env.example", "ALLOW_LOOPBACK_BOOTSTRAP=«true»\nCONTROL_PLANE_PORT=8090\n")).Reports(Rule, Severity.Info);
}
