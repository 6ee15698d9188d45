namespace Koda.Lint.Core.Tests.Rules.Boot;

public sealed class AuthModeUnknownTests
{
    private const string Rule = "KODA1003";

    [Theory]
    [InlineData("tokens")]
    [InlineData("none")]
    [InlineData("\"to ken\"")]
    public void A_mode_that_Koda_does_not_know_is_reported_in_any_environment(string mode) =>
        ControlPlane.With("CONTROL_PLANE_AUTH_MODE: «" + mode + "»").Reports(Rule);

    [Fact]
    public void An_empty_mode_is_reported_because_it_is_not_the_default()
    {
        var finding = Assert.Single(ControlPlane.WithEnvFile("CONTROL_PLANE_AUTH_MODE=«»\n").Reports(Rule));

        Assert.Equal("service 'app' sets CONTROL_PLANE_AUTH_MODE to nothing: Koda refuses to boot, the default is for a setting that is not there", finding.Message);
    }

    [Fact]
    public void A_variable_that_nothing_defines_gives_an_empty_mode() =>
        ControlPlane.With("CONTROL_PLANE_AUTH_MODE: «\"${CONTROL_PLANE_AUTH_MODE}\"»").Reports(Rule);

    [Theory]
    [InlineData("token")]
    [InlineData("Open")]
    [InlineData("\"\\tdevelopment\"")]
    public void Known_modes_are_silent(string mode) => ControlPlane.With("CONTROL_PLANE_AUTH_MODE: " + mode).IsSilentOn(Rule);

    [Fact]
    public void A_mode_that_is_not_set_is_silent() => ControlPlane.With("CONTROL_PLANE_PORT: 8090", "CONTROL_PLANE_AUTH_MODE:").IsSilentOn(Rule);

    [Fact]
    public void A_mode_that_comes_at_deploy_is_not_judged() =>
        ControlPlane.SuppliedAtDeploy("CONTROL_PLANE_AUTH_MODE=fill-in\n", "CONTROL_PLANE_AUTH_MODE: \"${CONTROL_PLANE_AUTH_MODE}\"").IsSilentOn(Rule);

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() => Deploying.Compose("services: { web: { image: nginx } }").IsSilentOn(Rule);
}
