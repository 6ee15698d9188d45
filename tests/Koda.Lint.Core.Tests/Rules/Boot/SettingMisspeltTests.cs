using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class SettingMisspeltTests
{
    private const string Rule = "KODA1009";

    [Theory]
    [InlineData("ALLOW_LOOPBACK_BOOSTRAP", "ALLOW_LOOPBACK_BOOTSTRAP")]
    [InlineData("ALLOW_LOOPBACK_BOTSTRAPS", "ALLOW_LOOPBACK_BOOTSTRAP")]
    [InlineData("CONTROL_PLANE_AUTHMODE", "CONTROL_PLANE_AUTH_MODE")]
    [InlineData("CONTROL_PLANE_RATE_LIMTI", "CONTROL_PLANE_RATE_LIMIT")]
    [InlineData("CONTROL_PLANE_API_TOKENS", "CONTROL_PLANE_API_TOKEN")]
    [InlineData("KODA_ENVIRONMENT", "KODA_ENV")]
    [InlineData("KODA_EVN", "KODA_ENV")]
    [InlineData("KODA_ENVS", "KODA_ENV")]
    public void A_name_close_to_a_security_setting_is_reported_with_the_one_that_was_meant(string name, string meant)
    {
        var finding = Assert.Single(ControlPlane.With("«" + name + "»: x").Reports(Rule, Severity.Warning));

        Assert.Equal("Koda does not read " + name + "; it reads " + meant, finding.Message);
    }

    [Fact]
    public void A_name_in_a_dotenv_is_reported_there_whether_or_not_a_container_gets_it() =>
        ControlPlane.With("KODA_ENV: production").And(".env", "LOG_LEVEL=info\n«ALLOW_LOOPBACK_BOOSTRAP»=false\n").Reports(Rule, Severity.Warning);

    [Fact]
    public void A_file_that_is_env_file_and_dotenv_at_once_is_judged_once() =>
        ControlPlane.WithEnvFile("«KODA_ENVIRONMENT»=production\n").Reports(Rule, Severity.Warning);

    [Fact]
    public void The_dashboard_s_settings_are_judged_too() => Deploying.Compose("""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
          web:
            image: example/web:1
            environment:
              «ALLOW_INSECURE_COOKIE»: "false"
        """).Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("NODE_ENV")]
    [InlineData("WEB_PORT")]
    [InlineData("CONTROL_PLANE_PORT")]
    [InlineData("CONTROL_PLANE_MASTER_KEY_FILE")]
    [InlineData("CONTROL_PLANE_MASTER_KEY_PREVIOUS")]
    public void A_name_that_Koda_reads_is_silent(string name) => ControlPlane.With(name + ": x").IsSilentOn(Rule);

    [Theory]
    [InlineData("KODA_DEV")]
    [InlineData("KODA_NODE")]
    [InlineData("KODA_REGION")]
    [InlineData("CONTROL_PLANE_HOST")]
    [InlineData("ALLOWED_HOSTS")]
    [InlineData("ALOW_LOOPBACK_BOOTSTRAP")]
    [InlineData("SECURE_COOKIE")]
    [InlineData("ALLOW_LOOPBACK_BOOTSTRAP_FROM")]
    public void A_name_that_resembles_none_or_is_none_of_Koda_s_is_silent(string name) => ControlPlane.With(name + ": x").IsSilentOn(Rule);

    [Fact]
    public void A_name_that_the_repository_declares_as_its_own_is_silent() => ControlPlane.With("KODA_ENVIRONMENT: production")
        .Under(new DeploymentPolicy { KnownSettings = ["KODA_ENVIRONMENT"] }).IsSilentOn(Rule);

    [Fact]
    public void A_name_that_a_Compose_file_uses_is_silent() =>
        ControlPlane.With("KODA_ENV: \"${KODA_ENVIRONMENT}\"").And(".env", "KODA_ENVIRONMENT=production\n").IsSilentOn(Rule);

    [Fact]
    public void A_name_that_a_later_file_no_longer_uses_is_silent_too() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/koda:1, environment: { CONTROL_PLANE_PORT: 8090, KODA_ENV: \"${KODA_ENVIRONMENT}\" } } }"),
        ("docker-compose.prod.yml", "services: { app: { environment: { KODA_ENV: production } } }"),
        (".env", "KODA_ENVIRONMENT=staging\n")).IsSilentOn(Rule);

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() => Deploying.Files(
        ("docker-compose.yml", "services: { web: { image: nginx, environment: { ALLOW_INSECURE_COOKIE: 1 } } }"),
        (".env", "KODA_ENVIRONMENT=production\n")).IsSilentOn(Rule);
}
