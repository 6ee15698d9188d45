namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class AuthModeBypassesAuthenticationTests
{
    private const string Rule = "KODA1002";

    [Theory]
    [InlineData("open")]
    [InlineData("development")]
    [InlineData("Open")]
    [InlineData("\" DEVELOPMENT \"")]
    public void A_mode_that_admits_everyone_is_reported_in_production(string mode) =>
        ControlPlane.With("KODA_ENV: production", "CONTROL_PLANE_AUTH_MODE: «" + mode + "»").Reports(Rule);

    [Fact]
    public void The_message_shows_the_mode()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("KODA_ENV=production\nCONTROL_PLANE_AUTH_MODE=«open»\n").Reports(Rule));

        Assert.Equal("service 'app' sets CONTROL_PLANE_AUTH_MODE to 'open' in production: every request counts as the operator's, without a login", finding.Message);
    }

    [Fact]
    public void What_environment_says_counts_over_the_env_file() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              app:
                image: example/koda:1
                env_file: .env
                environment: { CONTROL_PLANE_AUTH_MODE: token }
            """),
        (".env", "KODA_ENV=production\nCONTROL_PLANE_AUTH_MODE=open\n")).IsSilentOn(Rule);

    [Theory]
    [InlineData("token")]
    [InlineData("\" Token \"")]
    public void Token_is_silent(string mode) => ControlPlane.With("KODA_ENV: production", "CONTROL_PLANE_AUTH_MODE: " + mode).IsSilentOn(Rule);

    [Fact]
    public void A_mode_that_is_not_set_is_token() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => ControlPlane.With("CONTROL_PLANE_AUTH_MODE: development").IsSilentOn(Rule);

    [Fact]
    public void A_mode_that_Koda_does_not_know_is_KODA1003() => ControlPlane.With("KODA_ENV: production", "CONTROL_PLANE_AUTH_MODE: opened").IsSilentOn(Rule);

    [Fact]
    public void A_service_that_is_no_control_plane_may_have_a_mode_of_its_own() => Deploying.Compose("""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
          demo:
            image: example/demo:1
            environment: { CONTROL_PLANE_AUTH_MODE: open }
        """).InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_mode_that_comes_at_deploy_cannot_be_known() => ControlPlane
        .SuppliedAtDeploy("CONTROL_PLANE_AUTH_MODE=open\n", "KODA_ENV: production", "CONTROL_PLANE_AUTH_MODE: «\"${CONTROL_PLANE_AUTH_MODE:-token}\"»")
        .Reports(Rule, Severity.Info);

    [Fact]
    public void Where_values_must_be_there_a_mode_that_is_not_is_an_error() => ControlPlane
        .SuppliedAtDeploy("CONTROL_PLANE_AUTH_MODE=token\n", "KODA_ENV: production", "CONTROL_PLANE_AUTH_MODE: «\"${CONTROL_PLANE_AUTH_MODE:-token}\"»")
        .RequiringEnv().Reports(Rule);
}
