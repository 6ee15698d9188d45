using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class PortPublishedOnAllInterfacesTests
{
    private const string Rule = "KODA2001";

    [Theory]
    [InlineData("«\"8090:8090\"»", "service 'app' publishes 8090 on all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«0.0.0.0:80:8090»", "service 'app' publishes 80 on all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:80:8090")]
    [InlineData("«\"[::]:8090:8090\"»", "service 'app' publishes 8090 on all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«\"192.168.1.10:8090:8090\"»", "service 'app' publishes 8090 on 192.168.1.10, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«\"8090:8090/udp\"»", "service 'app' publishes 8090 on all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090/udp")]
    [InlineData("«\"128.0.0.1:8090:8090\"»", "service 'app' publishes 8090 on 128.0.0.1, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«\"[::2]:8090:8090\"»", "service 'app' publishes 8090 on ::2, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«8090»", "service 'app' publishes 8090 on a random port of all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«\"192.168.1.10::8090\"»", "service 'app' publishes 8090 on a random port of 192.168.1.10, where anyone who reaches the host reaches it", "127.0.0.1:8090:8090")]
    [InlineData("«\"8000-8010\"»", "service 'app' publishes 8000-8010 on a random port of all interfaces, where anyone who reaches the host reaches it", "127.0.0.1:8000-8010:8000-8010")]
    public void A_port_off_loopback_is_reported_with_what_to_type(string entry, string message, string binding)
    {
        var finding = Assert.Single(App(entry).InProduction().Reports(Rule));

        Assert.Equal(message, finding.Message);
        Assert.Equal("write `" + binding + "`, or `expose` if only other services need it", finding.Fix);
    }

    [Fact]
    public void A_range_is_one_entry_and_one_finding()
    {
        var finding = Assert.Single(App("«\"9098-9101:8098-8101\"»").InProduction().Reports(Rule));

        Assert.Equal("service 'app' publishes 9098-9101 on all interfaces, where anyone who reaches the host reaches it", finding.Message);
        Assert.Equal("services.app.ports:0.0.0.0:9098-9101:8098-8101/tcp", finding.Subject);
    }

    [Fact]
    public void The_long_form_is_reported_as_a_whole() => Deploying.Compose("""
        services:
          app:
            image: example/app:1
            ports:
              - «target: 8090
                published: "8090"»
              - «target: 8091»
        """).InProduction().Reports(Rule);

    [Theory]
    [InlineData("host_ip: 127.0.0.1")]
    [InlineData("host_ip: localhost")]
    [InlineData("host_ip: \"::1\"")]
    public void The_long_form_on_loopback_is_silent(string address) => Deploying.Compose($$"""
        services:
          app:
            image: example/app:1
            ports:
              - { target: 8090, published: "8090", {{address}} }
        """).InProduction().IsSilentOn(Rule);

    [Theory]
    [InlineData("127.0.0.1:8090:8090")]
    [InlineData("127.8.9.10:8090:8090")]
    [InlineData("[::1]:8090:8090")]
    [InlineData("[::ffff:127.0.0.1]:8090:8090")]
    [InlineData("127.0.0.1::8090")]
    [InlineData("127.0.0.1:8090-8095:8090-8095")]
    [InlineData("${BIND:-127.0.0.1}:8090:8090")]
    public void Loopback_is_silent(string entry) => App("\"" + entry + "\"").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_default_address_is_judged_like_a_written_one() => App("«\"${BIND:-0.0.0.0}:8090:8090\"»").InProduction().Reports(Rule);

    [Fact]
    public void An_address_from_dotenv_is_judged() => App("«\"${BIND}:8090:8090\"»").And(".env", "BIND=10.0.0.5\n").InProduction().Reports(Rule);

    [Fact]
    public void A_variable_port_is_published_all_the_same() => App("«\"${PORT}:8090\"»").InProduction().Reports(Rule);

    [Fact]
    public void Expose_is_silent() => Deploying.Compose("services: { app: { image: example/app:1, expose: [\"8090\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_service_on_the_host_s_network_publishes_nothing() =>
        Deploying.Compose("services: { app: { image: example/app:1, network_mode: host, ports: [\"8090:8090\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void A_service_that_no_profile_enables_is_silent() =>
        Deploying.Compose("services: { app: { image: example/app:1, profiles: [debug], ports: [\"8090:8090\"] } }").InProduction().IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => App("\"8090:8090\"").IsSilentOn(Rule);

    [Fact]
    public void A_production_overlay_makes_a_deployment_one_for_production() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, ports: [«\"8090:8090\"»] } }"),
        ("docker-compose.prod.yml", "services: { app: { restart: always } }")).Reports(Rule);

    [Fact]
    public void A_production_overlay_may_be_judged_as_development_all_the_same() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, ports: [\"8090:8090\"] } }"),
        ("docker-compose.prod.yml", "services: { app: { restart: always } }")).InDevelopment().IsSilentOn(Rule);

    [Theory]
    [InlineData("KODA_ENV: production")]
    [InlineData("KODA_ENV: \" Production \"")]
    public void A_deployment_that_says_production_is_one(string setting) => Deploying.Compose($$"""
        services:
          app:
            image: example/app:1
            environment: { {{setting}} }
            ports: [«"8090:8090"»]
        """).Reports(Rule);

    [Fact]
    public void NODE_ENV_of_another_project_says_nothing_about_its_deployment() => Deploying.Compose("""
        services:
          app:
            image: example/app:1
            environment: { NODE_ENV: production }
            ports: ["8090:8090"]
        """).IsSilentOn(Rule);

    [Fact]
    public void NODE_ENV_of_the_control_plane_does() => Deploying.Compose("""
        services:
          app:
            image: example/app:1
            environment: { NODE_ENV: production, CONTROL_PLANE_PORT: 8090 }
            ports: [«"8090:8090"»]
        """).Reports(Rule);

    [Fact]
    public void What_another_service_says_does_not_count_beside_a_control_plane() => Deploying.Compose("""
        services:
          app:
            image: example/app:1
            environment: { KODA_ENV: development, CONTROL_PLANE_PORT: 8090 }
            ports: ["8090:8090"]
          web:
            image: example/web:1
            environment: { KODA_ENV: production }
        """).IsSilentOn(Rule);

    [Theory]
    [InlineData("caddy:2")]
    [InlineData("nginx:1.27-alpine")]
    [InlineData("docker.io/library/nginx@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("traefik:v3.1")]
    [InlineData("haproxytech/haproxy-alpine:3.0")]
    [InlineData("envoyproxy/envoy:v1.31")]
    [InlineData("jc21/nginx-proxy-manager:latest")]
    [InlineData("registry.example.com:5000/infra/Caddy-cloudflare")]
    public void The_web_s_ports_of_a_reverse_proxy_are_information(string image) => Deploying.Compose($$"""
        services:
          front:
            image: {{image}}
            ports: [«"80:80"», «"443:8443"», «"443:443/udp"»]
        """).InProduction().Reports(Rule, Severity.Info);

    [Fact]
    public void A_reverse_proxy_that_is_built_here_is_known_by_its_name() => Deploying.Compose("""
        services:
          reverse-nginx:
            build: ./proxy
            ports: [«"443:443"»]
        """).InProduction().Reports(Rule, Severity.Info);

    [Theory]
    [InlineData("wordpress:6", "80:80")]
    [InlineData("traefik/whoami", "80:80")]
    [InlineData("traefik:v3", "8080:8080")]
    [InlineData("traefik:v3", "8080:80")]
    [InlineData("nginx:1", "80-81:80-81")]
    [InlineData("nginx:1", "80")]
    public void Another_image_and_another_port_are_errors(string image, string entry) => Deploying.Compose($$"""
        services:
          front:
            image: {{image}}
            ports: [«"{{entry}}"»]
        """).InProduction().Reports(Rule);

    [Fact]
    public void A_port_that_the_policy_allows_is_silent() => App("\"25565:25565\"", "\"8443:443\"")
        .Under(new DeploymentPolicy { PublicPorts = ["app:25565", "app:443"] }).InProduction().IsSilentOn(Rule);

    [Fact]
    public void The_policy_allows_ports_of_one_service_by_their_number() => App("«\"25566:25566\"»", "«\"2556:2556\"»")
        .Under(new DeploymentPolicy { PublicPorts = ["app:25565", "web:25566", "25566"] }).InProduction().Reports(Rule);

    [Fact]
    public void A_range_of_which_only_some_ports_are_allowed_is_reported() => App("«\"9000-9001:9000-9001\"»")
        .Under(new DeploymentPolicy { PublicPorts = ["app:9000"] }).InProduction().Reports(Rule);

    [Fact]
    public void What_another_rule_says_of_a_port_is_not_said_twice() => Deploying.Files(
        ("docker-compose.yml", """
            services:
              app:
                image: example/app:1
                command: ["python", "-m", "koda.control_plane"]
                ports: ["8090:8090", "50061:50061"]
              db:
                image: postgres:16
                ports: ["5432:5432"]
            """),
        ("docker-compose.prod.yml", "services: { app: { ports: [\"127.0.0.1:8090:8090\"] } }")).IsSilentOn(Rule);

    private static Deploying App(params string[] entries) =>
        Deploying.Compose("services:\n  app:\n    image: example/app:1\n    ports: [" + string.Join(", ", entries) + "]\n");
}
