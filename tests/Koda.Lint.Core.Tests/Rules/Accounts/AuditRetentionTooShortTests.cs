namespace Koda.Lint.Core.Tests.Rules.Accounts;

public sealed class AuditRetentionTooShortTests
{
    private const string Rule = "KODA5008";

    [Theory]
    [InlineData("89")]
    [InlineData("7")]
    [InlineData("0")]
    public void Fewer_than_90_days_are_reported(string days) => Assert.Equal(
        "service 'app' sets AUDIT_RETENTION_DAYS to " + days + ": audit events are deleted before 90 days have passed",
        Assert.Single(ControlPlane.With("AUDIT_RETENTION_DAYS: «\"" + days + "\"»").Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("90")]
    [InlineData("365")]
    [InlineData("forever")]
    [InlineData("")]
    public void Ninety_days_more_and_what_is_no_number_are_silent(string days) => ControlPlane.With("AUDIT_RETENTION_DAYS: \"" + days + "\"").IsSilentOn(Rule);

    [Fact]
    public void A_setting_that_is_not_there_is_90_days() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_is_not_judged() => ControlPlane.SuppliedAtDeploy("DAYS=7\n", "AUDIT_RETENTION_DAYS: \"${DAYS}\"").IsSilentOn(Rule);
}
