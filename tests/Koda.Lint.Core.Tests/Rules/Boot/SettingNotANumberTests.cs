namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class SettingNotANumberTests
{
    private const string Rule = "KODA1006";

    [Theory]
    [InlineData("CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH", "\"twelve\"")]
    [InlineData("CONTROL_PLANE_RECOVERY_CODES_PER_USER", "\"10.0\"")]
    [InlineData("CONTROL_PLANE_PORT", "\"0x1f9a\"")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS", "15m")]
    [InlineData("CONTROL_PLANE_REGISTRATION_TOKEN_TTL_SECONDS", "\"1 800\"")]
    [InlineData("CONTROL_PLANE_OPERATOR_SESSION_TTL_SECONDS", "\"604.800\"")]
    [InlineData("CONTROL_PLANE_OPERATOR_TOKEN_TTL_DAYS", "90d")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES", "\"_5\"")]
    [InlineData("CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS", "\"9__00\"")]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "\"1,000\"")]
    [InlineData("CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT", "\"+ 5\"")]
    [InlineData("CONTROL_PLANE_POLL_INTERVAL_SECONDS", "\"2,5\"")]
    [InlineData("CONTROL_PLANE_RESTART_GRACE_SECONDS", "15s")]
    [InlineData("CONTROL_PLANE_STARTUP_GRACE_SECONDS", "fast")]
    public void Each_number_that_Koda_reads_at_boot_is_judged_in_any_environment(string setting, string value) =>
        ControlPlane.With(setting + ": «" + value + "»").Reports(Rule);

    [Fact]
    public void An_empty_number_is_reported_because_it_is_not_the_default()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("CONTROL_PLANE_RATE_LIMIT=«»\n").Reports(Rule));

        Assert.Equal("service 'app' sets CONTROL_PLANE_RATE_LIMIT to nothing: Koda exits at boot, the default is for a setting that is not there", finding.Message);
        Assert.Equal("remove the line, or write a number; Koda's default is 120", finding.Fix);
    }

    [Theory]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "\" 120 \"")]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "\"+14\"")]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "\"1_2\"")]
    [InlineData("CONTROL_PLANE_RATE_LIMIT", "\"١٢\"")]
    [InlineData("CONTROL_PLANE_POLL_INTERVAL_SECONDS", "\"2.5\"")]
    [InlineData("CONTROL_PLANE_POLL_INTERVAL_SECONDS", "\"1e1\"")]
    public void What_Python_takes_for_a_number_is_silent(string setting, string value) => ControlPlane.With(setting + ": " + value).IsSilentOn(Rule);

    [Theory]
    [InlineData("AUDIT_RETENTION_DAYS: a year")]
    [InlineData("WEB_PORT: none")]
    public void A_setting_that_Koda_does_not_parse_at_boot_is_silent(string setting) => ControlPlane.With(setting).IsSilentOn(Rule);

    [Fact]
    public void A_number_that_comes_at_deploy_is_not_judged() =>
        ControlPlane.SuppliedAtDeploy("LIMIT=<fill in>\n", "CONTROL_PLANE_RATE_LIMIT: \"${LIMIT}\"").IsSilentOn(Rule);

    [Fact]
    public void Another_service_may_have_what_it_likes() => Deploying.Compose("""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
          other:
            image: example/other:1
            environment: { CONTROL_PLANE_PORT: none }
        """).IsSilentOn(Rule);
}
