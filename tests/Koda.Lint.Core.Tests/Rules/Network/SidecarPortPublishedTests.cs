using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class SidecarPortPublishedTests
{
    private const string Rule = "KODA2005";

    [Theory]
    [InlineData("50061:50061")]
    [InlineData("0.0.0.0:9000:50067")]
    [InlineData("50064")]
    [InlineData("192.168.0.1:50062:50062")]
    public void A_sidecar_off_loopback_is_reported_in_any_environment(string entry)
    {
        Kernel("«\"" + entry + "\"»").Reports(Rule);
        Kernel("«\"" + entry + "\"»").InProduction().Reports(Rule);
    }

    [Fact]
    public void The_message_names_the_port()
    {
        var finding = Assert.Single(Kernel("«\"50061-50063:50061-50063\"»").Reports(Rule));

        Assert.Equal("service 'kernel' publishes gRPC sidecar port 50061-50063 on all interfaces", finding.Message);
        Assert.Equal("remove the port: the control plane reaches 'kernel:50061-50063' without it", finding.Fix);
    }

    [Theory]
    [InlineData("127.0.0.1:50061:50061")]
    [InlineData("50060:50060")]
    [InlineData("50068:50068")]
    [InlineData("50061:8000")]
    public void Loopback_and_other_ports_are_silent(string entry)
    {
        Kernel("\"" + entry + "\"").IsSilentOn(Rule);
        Kernel("\"" + entry + "\"").InProduction().IsSilentOn(Rule);
    }

    [Fact]
    public void A_range_that_holds_a_sidecar_s_port_is_one_finding() => Kernel("«\"50066-50070:50066-50070\"»").InProduction().Reports(Rule);

    [Fact]
    public void A_deployment_without_a_control_plane_is_silent() =>
        Deploying.Compose("services: { kernel: { image: example/kernel:1, ports: [\"50061:50061\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_sidecar_that_the_policy_calls_a_data_store_is_KODA2003() => Kernel("\"50061:50061\"")
        .Under(new DeploymentPolicy { DataStores = ["kernel"] }).InProduction().IsSilentOn(Rule);

    [Fact]
    public void In_production_a_port_that_an_overlay_meant_to_replace_is_KODA2002() => Kernel("\"50061:50061\"")
        .And("docker-compose.prod.yml", "services: { kernel: { ports: [\"127.0.0.1:50061:50061\"] } }").IsSilentOn(Rule);

    [Fact]
    public void In_development_an_overlay_changes_nothing() => Kernel("«\"50061:50061\"»")
        .And("docker-compose.dev.yml", "services: { kernel: { ports: [\"127.0.0.1:50061:50061\"] } }").Reports(Rule);

    private static Deploying Kernel(string entry) => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            command: ["python", "-m", "koda.control_plane"]
          kernel:
            image: example/kernel:1
            ports: [{{entry}}]
        """);
}
