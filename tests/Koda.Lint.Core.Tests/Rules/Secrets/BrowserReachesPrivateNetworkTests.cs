namespace Koda.Lint.Core.Tests.Rules.Secrets;

public sealed class BrowserReachesPrivateNetworkTests
{
    private const string Rule = "KODA6012";

    [Theory]
    [InlineData("true")]
    [InlineData(" True ")]
    [InlineData("1")]
    [InlineData("yes")]
    [InlineData("on")]
    public void On_in_production_is_reported(string value) => Assert.Equal(
        "service 'app' turns BROWSER_ALLOW_PRIVATE_NETWORK on in production: a web page can steer agents to internal addresses",
        Assert.Single(ControlPlane.With("KODA_ENV: production", "BROWSER_ALLOW_PRIVATE_NETWORK: «\"" + value + "\"»").Reports(Rule, Severity.Warning)).Message);

    [Fact]
    public void One_line_that_reaches_several_containers_is_one_finding() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, env_file: .env }, worker: { image: example/app:1, env_file: .env } }"),
        (".env", "BROWSER_ALLOW_PRIVATE_NETWORK=«true»\n")).InProduction().Reports(Rule, Severity.Warning);

    [Theory]
    [InlineData("\"false\"")]
    [InlineData("\"\"")]
    [InlineData("\"0\"")]
    [InlineData("")]
    public void Off_and_nothing_are_silent(string value) => ControlPlane.With("KODA_ENV: production", "BROWSER_ALLOW_PRIVATE_NETWORK: " + value).IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => ControlPlane.With("BROWSER_ALLOW_PRIVATE_NETWORK: \"true\"").IsSilentOn(Rule);

    [Fact]
    public void A_value_that_comes_at_deploy_is_not_judged() =>
        ControlPlane.SuppliedAtDeploy("A=true\n", "BROWSER_ALLOW_PRIVATE_NETWORK: \"${A}\"").InProduction().IsSilentOn(Rule);
}
