namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class ControlPlaneBindsAllInterfacesTests
{
    private const string Rule = "KODA2006";

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("\"::\"")]
    [InlineData("10.0.0.5")]
    [InlineData("\"\"")]
    public void A_control_plane_on_the_host_s_network_must_bind_loopback(string address) => OnHost("«" + address + "»").Reports(Rule);

    [Fact]
    public void The_message_shows_the_address() => Assert.Equal(
        "service 'app' sets CONTROL_PLANE_BIND to '0.0.0.0' on the host's network: the control plane listens beyond loopback",
        Assert.Single(OnHost("«0.0.0.0»").Reports(Rule)).Message);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("\" 127.0.0.2 \"")]
    [InlineData("\"::1\"")]
    [InlineData("localhost")]
    public void Loopback_is_silent(string address) => OnHost(address).IsSilentOn(Rule);

    [Fact]
    public void Loopback_is_the_default() => Deploying.Compose(
        "services: { app: { image: example/koda:1, network_mode: host, environment: { CONTROL_PLANE_PORT: 8090 } } }").IsSilentOn(Rule);

    [Fact]
    public void A_bridged_container_may_bind_what_it_likes() => ControlPlane.With("CONTROL_PLANE_BIND: 0.0.0.0").InProduction().IsSilentOn(Rule);

    [Fact]
    public void An_address_that_comes_at_deploy_is_not_judged() => OnHost("\"${ADDRESS}\"").And(".env.example", "ADDRESS=0.0.0.0\n").IsSilentOn(Rule);

    [Fact]
    public void An_env_file_for_a_control_plane_that_no_service_holds_is_the_host_s()
    {
        var finding = Assert.Single(Stores("CONTROL_PLANE_BIND=«0.0.0.0»\n").Reports(Rule));

        Assert.Equal("CONTROL_PLANE_BIND is '0.0.0.0' and the control plane runs on the host itself: it listens beyond loopback", finding.Message);
    }

    [Theory]
    [InlineData("CONTROL_PLANE_BIND=127.0.0.1\n")]
    [InlineData("WEB_PORT=3000\n")]
    public void An_env_file_that_binds_loopback_or_nothing_is_silent(string text) => Stores(text).IsSilentOn(Rule);

    [Fact]
    public void An_address_that_a_service_uses_is_not_the_host_s() => Deploying.Files(
        ("docker-compose.yml", "services: { proxy: { image: nginx, environment: { UPSTREAM: \"${CONTROL_PLANE_BIND}:8090\" } } }"),
        (".env", "CONTROL_PLANE_BIND=0.0.0.0\n")).IsSilentOn(Rule);

    [Fact]
    public void A_control_plane_that_no_profile_enables_is_not_the_host_s() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/koda:1, profiles: [full], env_file: .env }, db: { image: postgres:16 } }"),
        (".env", "CONTROL_PLANE_BIND=0.0.0.0\n")).IsSilentOn(Rule);

    [Fact]
    public void A_template_without_an_env_file_is_not_judged() => Deploying.Files(
        ("docker-compose.yml", "services: { db: { image: postgres:16 } }"), (".env.example", "CONTROL_PLANE_BIND=0.0.0.0\n")).IsSilentOn(Rule);

    private static Deploying OnHost(string address) => Deploying.Compose($$"""
        services:
          app:
            image: example/koda:1
            network_mode: host
            environment:
              CONTROL_PLANE_BIND: {{address}}
        """);

    private static Deploying Stores(string env) => Deploying.Files(("docker-compose.yml", "services: { db: { image: postgres:16 } }"), (".env", env));
}
