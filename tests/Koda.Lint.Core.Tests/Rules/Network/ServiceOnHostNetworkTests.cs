namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class ServiceOnHostNetworkTests
{
    private const string Rule = "KODA2004";

    [Fact]
    public void A_service_on_the_host_s_network_is_reported_in_production() => Assert.Equal(
        "service 'metrics' shares the host's network: every port that it opens is open on the host",
        Assert.Single(Deploying.Compose("""
            services:
              metrics:
                image: example/metrics:1
                network_mode: «host»
            """).InProduction().Reports(Rule)).Message);

    [Fact]
    public void What_an_overlay_says_last_counts() => Deploying.Files(
        ("docker-compose.yml", "services: { metrics: { image: example/metrics:1, network_mode: host } }"),
        ("docker-compose.prod.yml", "services: { metrics: { network_mode: bridge } }")).IsSilentOn(Rule);

    [Theory]
    [InlineData("bridge")]
    [InlineData("none")]
    [InlineData("\"service:app\"")]
    public void Other_modes_are_silent(string mode) => Deploying.Compose($$"""
        services:
          app: { image: example/app:1 }
          metrics: { image: example/metrics:1, network_mode: {{mode}} }
        """).InProduction().IsSilentOn(Rule);

    [Fact]
    public void The_network_of_a_build_is_silent() =>
        Deploying.Compose("services: { app: { build: { context: ., network: host } } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() =>
        Deploying.Compose("services: { app: { image: example/app:1, network_mode: host } }").IsSilentOn(Rule);
}
