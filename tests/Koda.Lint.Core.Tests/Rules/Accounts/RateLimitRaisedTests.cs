namespace Koda.Lint.Core.Tests.Rules.Accounts;

public sealed class RateLimitRaisedTests
{
    private const string Rule = "KODA5005";
    private const string Refused = "CONTROL_PLANE_AUTH_FAILURE_RATE_LIMIT";
    private const string All = "CONTROL_PLANE_RATE_LIMIT";

    [Theory]
    [InlineData(Refused, "6", "5")]
    [InlineData(All, "121", "120")]
    public void A_limit_above_Koda_s_own_is_reported(string setting, string value, string limit) => Assert.Equal(
        "service 'app' raises " + setting + " to " + value + ", above Koda's " + limit + " a minute",
        Assert.Single(ControlPlane.With(setting + ": «\"" + value + "\"»").Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData(Refused, "0")]
    [InlineData(All, "-1")]
    public void A_limit_that_cannot_be_met_is_reported(string setting, string value) => Assert.Equal(
        "service 'app' sets " + setting + " to " + value + ", which is no limit that can be met",
        Assert.Single(ControlPlane.With(setting + ": «\"" + value + "\"»").Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("5", "120")]
    [InlineData("1", "1")]
    [InlineData("unlimited", "")]
    public void Limits_at_or_below_Koda_s_own_and_what_is_no_number_are_silent(string refused, string all) =>
        ControlPlane.With(Refused + ": \"" + refused + "\"", All + ": \"" + all + "\"").IsSilentOn(Rule);

    [Fact]
    public void Values_that_come_at_deploy_are_not_judged() => ControlPlane.SuppliedAtDeploy("A=500\n", All + ": \"${A}\"").IsSilentOn(Rule);
}
