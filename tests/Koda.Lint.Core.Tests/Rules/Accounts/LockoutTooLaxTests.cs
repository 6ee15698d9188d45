namespace Koda.Lint.Core.Tests.Rules.Accounts;

public sealed class LockoutTooLaxTests
{
    private const string Rule = "KODA5004";
    private const string Failures = "CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES";
    private const string Seconds = "CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS";

    [Fact]
    public void More_than_5_failures_are_reported() => Assert.Equal(
        "service 'app' sets " + Failures + " to 6: an account should lock after 5 failed logins",
        Assert.Single(ControlPlane.With(Failures + ": «\"6\"»").Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void Less_than_5_minutes_are_reported() => Assert.Equal(
        "service 'app' sets " + Seconds + " to 299: a locked account should stay locked for at least 5 minutes",
        Assert.Single(ControlPlane.With(Seconds + ": «\"299\"»").Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void Both_are_reported_each_at_its_place() => ControlPlane.WithEnvFile(Failures + "=«20»\n" + Seconds + "=«0»\n").Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("5", "300")]
    [InlineData("3", "3600")]
    [InlineData("many", "5m")]
    public void Stricter_values_and_what_is_no_number_are_silent(string failures, string seconds) =>
        ControlPlane.With(Failures + ": \"" + failures + "\"", Seconds + ": \"" + seconds + "\"").IsSilentOn(Rule);

    [Fact]
    public void Settings_that_are_not_there_are_silent() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void Values_that_come_at_deploy_are_not_judged() =>
        ControlPlane.SuppliedAtDeploy("A=20\nB=1\n", Failures + ": \"${A}\"", Seconds + ": \"${B}\"").IsSilentOn(Rule);
}
