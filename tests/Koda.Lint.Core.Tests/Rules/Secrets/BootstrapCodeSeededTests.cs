namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class BootstrapCodeSeededTests
{
    private const string Rule = "KODA6007";

    [Fact]
    public void A_code_that_is_written_down_is_reported_without_showing_it()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("CONTROL_PLANE_BOOTSTRAP_CODE=«ABCD-EFGH-2345»\n").Reports(Rule, Severity.Warning));

        Assert.Equal("service 'app' sets CONTROL_PLANE_BOOTSTRAP_CODE: whoever reads this file can become the owner", finding.Message);
    }

    [Theory]
    [InlineData("901")]
    [InlineData("86400")]
    public void A_code_that_lives_longer_than_15_minutes_is_reported(string seconds) => Assert.Equal(
        "service 'app' sets CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS to " + seconds + ": a bootstrap code should expire within 15 minutes",
        Assert.Single(ControlPlane.With("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: «\"" + seconds + "\"»").Reports(Rule, Severity.Warning)).Message);

    [Theory]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE: \"\"")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE: \" \"")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: \"900\"")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: \"60\"")]
    [InlineData("CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: 15m")]
    public void An_empty_code_and_a_short_life_are_silent(string setting) => ControlPlane.With(setting).IsSilentOn(Rule);

    [Fact]
    public void A_code_that_comes_at_deploy_is_silent() =>
        ControlPlane.SuppliedAtDeploy("CODE=x\nTTL=9999\n", "CONTROL_PLANE_BOOTSTRAP_CODE: \"${CODE}\"", "CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS: \"${TTL}\"").IsSilentOn(Rule);
}
