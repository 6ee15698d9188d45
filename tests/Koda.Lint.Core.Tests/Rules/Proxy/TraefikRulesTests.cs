namespace Koda.Lint.Core.Tests.Rules.Proxy;

/// <summary>The rules on proxies, before Traefik and YARP.</summary>
public sealed class TraefikRulesTests
{
    private const string Program = "services:\n  proxy:\n    image: traefik:v3.1\n    command:\n      - --entrypoints.web.address=:80\n      - --entrypoints.websecure.address=:443\n    ports: [\"80:80\", \"443:443\"]\n";

    [Theory]
    [InlineData("- \"traefik.http.routers.app.rule=«Host(`app.example.com`)»\"\n- traefik.http.routers.app.entrypoints=web")]
    [InlineData("- traefik.http.routers.app.rule=«PathPrefix(`/`)»")]
    [InlineData("- traefik.http.routers.app.rule=«Host(`app.example.com`)»\n- traefik.http.routers.app.tls=false")]
    public void A_router_without_TLS_is_reported(string labels) => App(labels).Reports("KODA7001");

    [Theory]
    [InlineData("- traefik.http.routers.app.rule=Host(`app.example.com`)\n- traefik.http.routers.app.entrypoints=websecure\n- traefik.http.routers.app.tls.certresolver=le")]
    [InlineData("- traefik.http.routers.app.rule=Host(`app.example.com`)\n- traefik.http.routers.app.tls=true")]
    [InlineData("- traefik.http.routers.plain.rule=Host(`app.example.com`)\n- traefik.http.routers.plain.entrypoints=web\n- traefik.http.routers.plain.middlewares=https\n- traefik.http.middlewares.https.redirectscheme.scheme=https")]
    [InlineData("- traefik.http.routers.plain.rule=Host(`app.example.com`)\n- traefik.http.routers.plain.entrypoints=web\n- traefik.http.routers.app.rule=Host(`app.example.com`)\n- traefik.http.routers.app.entrypoints=websecure\n- traefik.http.routers.app.tls=true")]
    [InlineData("- traefik.enable=false\n- traefik.http.routers.app.rule=Host(`app.example.com`)")]
    [InlineData("- com.example.team=web")]
    public void TLS_redirects_and_hidden_containers_are_silent(string labels) => App(labels).IsSilentOn("KODA7001");

    [Fact]
    public void An_entry_point_that_redirects_covers_its_routers() => Deploying
        .Files(
            ("docker-compose.yml", Program.Replace("      - --entrypoints.web.address=:80\n", "      - --entrypoints.web.address=:80\n      - --entrypoints.web.http.redirections.entrypoint.to=websecure\n      - --entrypoints.websecure.http.tls=true\n") + Labels("- traefik.http.routers.app.rule=Host(`app.example.com`)")),
            ("docker-compose.prod.yml", "services: {}\n"))
        .IsSilentOn("KODA7001");

    [Fact]
    public void Where_Traefik_itself_is_configured_elsewhere_a_secure_entry_point_is_believed() => Deploying
        .Files(("docker-compose.yml", "services:\n" + Labels("- traefik.http.routers.app.rule=Host(`app.example.com`)\n- traefik.http.routers.app.entrypoints=websecure")), ("docker-compose.prod.yml", "services: {}\n"))
        .IsSilentOn("KODA7001");

    [Fact]
    public void A_policy_in_a_dynamic_file_is_judged() => Deploying
        .Files(("traefik-dynamic.yml", "http:\n  middlewares:\n    secure:\n      headers:\n        contentSecurityPolicy: >-\n          default-src 'self';\n          script-src «'unsafe-inline'»\n  routers:\n    a: { rule: \"Host(`a`)\", tls: {}, service: s }\n"))
        .Reports("KODA4001");

    [Fact]
    public void A_custom_header_without_a_value_takes_it_away() => App(
        "- traefik.http.routers.app.rule=Host(`app.example.com`)\n- traefik.http.routers.app.tls=true\n- traefik.http.routers.app.middlewares=m\n- «traefik.http.middlewares.m.headers.customresponseheaders.Strict-Transport-Security=»"
            .Replace("«", "").Replace("»", "")).Of("KODA4005").ToList().ForEach(finding => Assert.Equal(Severity.Error, finding.Severity));

    [Fact]
    public void Koda_s_routes_are_judged_by_labels()
    {
        var stack = Deploying.Files(("docker-compose.yml", """
            services:
              app:
                image: example/koda:1
                command: ["python", "-m", "koda.control_plane"]
                labels:
                  - traefik.http.routers.api.rule=Host(`koda.example.com`) && PathPrefix(`/api/`)
                  - traefik.http.routers.api.tls=true
                  - traefik.http.services.api.loadbalancer.server.port=8090
              web:
                image: example/koda-web:1
                environment: { CONTROL_PLANE_BASE_URL: "http://app:8090" }
                labels:
                  - traefik.http.routers.web.rule=Host(`koda.example.com`)
                  - traefik.http.routers.web.tls=true
                  - traefik.http.services.web.loadbalancer.server.port=3000
            """));

        Assert.StartsWith("/openapi/control-plane.json goes to the dashboard", Assert.Single(stack.Of("KODA7003")).Message);
        Assert.Equal("docker-compose.yml 8:60-8:64 Warning", Deploying.Show(Assert.Single(stack.Of("KODA7004"))));
    }

    [Fact]
    public void A_policy_that_YARP_sends_or_takes_away_is_judged()
    {
        var json = """{ "ReverseProxy": { "Routes": { "a": { "ClusterId": "c", "Match": { "Path": "/{**p}" }, "Transforms": [ { "ResponseHeader": "Content-Security-Policy", "Set": "script-src 'unsafe-inline'" }, { "ResponseHeaderRemove": "Strict-Transport-Security" } ] } }, "Clusters": { "c": { "Destinations": { "d": { "Address": "http://d:1" } } } } } }""";
        var deploying = Deploying.Files(("appsettings.json", json));

        Assert.Single(deploying.Of("KODA4001"));
        Assert.Single(deploying.Of("KODA4005"));
        deploying.IsSilentOn("KODA7001", "KODA7002", "KODA7003", "KODA7004", "KODA7005");
    }

    private static Deploying App(string labels) => Deploying.Files(("docker-compose.yml", Program + Labels(labels)), ("docker-compose.prod.yml", "services: {}\n"));

    private static string Labels(string labels) =>
        "  app:\n    image: example/app:1\n    expose: [\"5000\"]\n    labels:\n" + string.Concat(labels.Split('\n').Select(label => "      " + label + "\n"));
}
