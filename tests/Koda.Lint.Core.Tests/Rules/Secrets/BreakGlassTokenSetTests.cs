namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class BreakGlassTokenSetTests
{
    private const string Rule = "KODA6005";

    [Theory]
    [InlineData("b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4")]
    [InlineData("short")]
    public void A_token_is_worth_knowing(string token) => Assert.Equal(
        "service 'app' sets CONTROL_PLANE_API_TOKEN: leave it blank unless you need a break-glass credential",
        Assert.Single(ControlPlane.WithEnvFile("CONTROL_PLANE_API_TOKEN=«" + token + "»\n").Reports(Rule, Severity.Info)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("\" \"")]
    [InlineData("changeme")]
    [InlineData("xxxxxxxx")]
    public void A_blank_token_and_a_placeholder_are_silent(string token) => ControlPlane.WithEnvFile("CONTROL_PLANE_API_TOKEN=" + token + "\n").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_token_that_the_control_plane_does_not_get_is_silent() =>
        ControlPlane.With("KODA_ENV: production").And(".env", "CONTROL_PLANE_API_TOKEN=b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4\n").IsSilentOn(Rule);

    [Fact]
    public void A_token_that_comes_at_deploy_is_silent() =>
        ControlPlane.SuppliedAtDeploy("TOKEN=b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4\n", "CONTROL_PLANE_API_TOKEN: \"${TOKEN}\"").IsSilentOn(Rule);
}
