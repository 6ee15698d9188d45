namespace Koda.Lint.Core.Tests.Rules.Accounts;

public sealed class PasswordMinimumTooShortTests
{
    private const string Rule = "KODA5001";
    private const string Setting = "CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH";

    [Theory]
    [InlineData("11")]
    [InlineData("8")]
    [InlineData("0")]
    [InlineData("-1")]
    public void Fewer_than_12_characters_are_reported_in_any_environment(string value) => Assert.Equal(
        "service 'app' sets " + Setting + " to " + value + ": passwords need at least 12 characters",
        Assert.Single(ControlPlane.With(Setting + ": «\"" + value + "\"»").Reports(Rule)).Message);

    [Theory]
    [InlineData("12")]
    [InlineData("14")]
    [InlineData("100000000000000000000")]
    public void Twelve_and_more_are_silent(string value) => ControlPlane.With(Setting + ": \"" + value + "\"").IsSilentOn(Rule);

    [Theory]
    [InlineData("eight")]
    [InlineData("")]
    public void What_is_no_number_is_KODA1006(string value) => ControlPlane.With(Setting + ": \"" + value + "\"").IsSilentOn(Rule);

    [Fact]
    public void A_setting_that_is_not_there_is_12() => ControlPlane.With("KODA_ENV: production").IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_is_not_judged() => ControlPlane.SuppliedAtDeploy("MIN=8\n", Setting + ": \"${MIN}\"").IsSilentOn(Rule);
}
