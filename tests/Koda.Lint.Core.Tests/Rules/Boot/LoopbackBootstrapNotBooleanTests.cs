namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class LoopbackBootstrapNotBooleanTests
{
    private const string Rule = "KODA1005";

    [Theory]
    [InlineData("1")]
    [InlineData("Yes")]
    [InlineData(" on ")]
    public void A_word_that_people_take_for_on_is_reported_in_any_environment(string value)
    {
        var finding = Assert.Single(ControlPlane.With("ALLOW_LOOPBACK_BOOTSTRAP: «\"" + value + "\"»").Reports(Rule, Severity.Warning));

        Assert.Equal("service 'app' sets ALLOW_LOOPBACK_BOOTSTRAP to '" + value + "', which reads as on and which Koda takes for off", finding.Message);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("off")]
    [InlineData("maybe")]
    public void Any_other_word_is_reported(string value)
    {
        var finding = Assert.Single(ControlPlane.With("ALLOW_LOOPBACK_BOOTSTRAP: «\"" + value + "\"»").Reports(Rule, Severity.Warning));

        Assert.Equal("service 'app' sets ALLOW_LOOPBACK_BOOTSTRAP to '" + value + "', which is neither true nor false: Koda takes it for off", finding.Message);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("False")]
    [InlineData(" false\\t")]
    [InlineData("")]
    [InlineData(" ")]
    public void True_false_and_nothing_are_silent(string value) => ControlPlane.With("ALLOW_LOOPBACK_BOOTSTRAP: \"" + value + "\"").IsSilentOn(Rule);

    [Fact]
    public void A_switch_that_is_not_set_is_silent() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_is_not_judged() =>
        ControlPlane.SuppliedAtDeploy("SWITCH=1\n", "ALLOW_LOOPBACK_BOOTSTRAP: \"${SWITCH}\"").IsSilentOn(Rule);
}
