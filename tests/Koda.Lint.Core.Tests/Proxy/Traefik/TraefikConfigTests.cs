using Koda.Lint.Compose;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Proxy.Traefik;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Traefik;

public sealed class TraefikConfigTests
{
    private const string Static = """
        entryPoints:
          web:
            address: ":80"
            http:
              redirections:
                entryPoint: { to: websecure, scheme: https }
          websecure:
            address: ":443"
            http:
              tls: {}
        """;

    private const string Dynamic = """
        http:
          routers:
            api:
              rule: "Host(`a.example.com`) && PathPrefix(`/api`)"
              entryPoints: [websecure]
              middlewares: [strip]
              service: api
            rest:
              rule: Host(`a.example.com`)
              service: web
            old:
              rule: "(Path(`/old`) || PathRegexp(`^/v[0-9]+$`)) && !Host(`b.example.com`)"
              priority: 1000
              service: web
              middlewares: away
            own:
              rule: Host(`t.example.com`)
              service: api@internal
            method:
              rule: Host(`m.example.com`) && Method(`POST`)
              service: api
          middlewares:
            strip: { stripPrefix: { prefixes: ["/api"] } }
            away: { redirectRegex: { regex: ".*", replacement: "https://new.example.com/" } }
          services:
            api: { loadBalancer: { servers: [{ url: "http://127.0.0.1:8090" }] } }
            web: { loadBalancer: { servers: [{ url: "http://web:3000" }, { url: "http://web2:3000" }] } }
        """;

    [Theory]
    [InlineData("a.example.com", "/", "upstream http://web:3000, http://web2:3000 /")]
    [InlineData("a.example.com", "/api/x", "upstream http://127.0.0.1:8090 /x")]
    [InlineData("a.example.com", "/apix", "upstream http://127.0.0.1:8090 /x")]
    [InlineData("A.EXAMPLE.COM", "/api", "upstream http://127.0.0.1:8090 /")]
    [InlineData("a.example.com", "/old", "redirect 302 https://new.example.com/")]
    [InlineData("a.example.com", "/v12", "redirect 302 https://new.example.com/")]
    [InlineData("b.example.com", "/old", "response 404")]
    [InlineData("t.example.com", "/", "response 200")]
    [InlineData("m.example.com", "/", "response 404")]
    public void A_request_takes_the_router_with_the_highest_priority(string host, string path, string expected) =>
        Assert.Equal(expected, Read(Static, Dynamic).Route(new ProxyRequest(host, path) { IsTls = true }).ToString());

    [Fact]
    public void A_redirecting_entry_point_serves_nothing_else() =>
        Assert.Equal("redirect 301 https://a.example.com/api", Read(Static, Dynamic).Route(new ProxyRequest("a.example.com", "/api")).ToString());

    [Fact]
    public void A_router_without_TLS_takes_plain_requests_alone()
    {
        var config = Read("entryPoints: { web: { address: ':80' }, websecure: { address: ':443' } }", """
            http:
              routers:
                plain: { rule: "Host(`a.example.com`)", entryPoints: [web, websecure], service: s }
                secure: { rule: "Host(`b.example.com`)", entryPoints: [web, websecure], service: s, tls: {} }
              services: { s: { loadBalancer: { servers: [{ url: "http://s:1" }] } } }
            """);

        Assert.Equal(["a.example.com 80 False", "a.example.com 443 False", "b.example.com 80 True", "b.example.com 443 True"], config.Sites.SelectMany(site => site.Addresses).Select(a => a.Host + " " + a.Port + " " + a.IsTls));
        Assert.Equal(RouteKind.Response, config.Route(new ProxyRequest("b.example.com", "/")).Kind);
    }

    [Fact]
    public void Labels_name_services_by_their_containers()
    {
        var project = Load("""
            services:
              proxy:
                image: traefik:3.1
                command: [--entrypoints.web.address=:80, --entrypoints.websecure.address=:443, --entrypoints.websecure.http.tls=true]
              app:
                image: example/app
                labels:
                  traefik.http.routers.app.rule: Host(`a.example.com`)
                  traefik.http.routers.app.entrypoints: websecure
                  traefik.http.services.app.loadbalancer.server.port: 5000
              bare:
                image: example/bare
                expose: ["7000"]
                labels: ["traefik.http.routers.bare.rule=Host(`b.example.com`)", "traefik.http.routers.bare.entrypoints=websecure"]
              hidden:
                image: example/hidden
                labels: { traefik.enable: "false", traefik.http.routers.hidden.rule: "Host(`h.example.com`)" }
            """);
        var config = TraefikConfig.Read([], project, project.Services[0])!;

        Assert.Equal("upstream http://app:5000 /x", config.Route(new ProxyRequest("a.example.com", "/x") { IsTls = true }).ToString());
        Assert.Equal("upstream http://bare:7000 /", config.Route(new ProxyRequest("b.example.com", "/") { IsTls = true }).ToString());
        Assert.Equal(2, config.Sites.Count);
    }

    [Theory]
    [InlineData("Host(`a`", "a `)` is missing")]
    [InlineData("Hots(`a`)", "`Hots` is no matcher of Traefik's")]
    [InlineData("Host(a)", "a value in backquotes is missing")]
    [InlineData("Host(`a`) && ", "a matcher such as Host(`…`) is missing")]
    [InlineData("Host(`a`) Host(`b`)", "nothing can follow here")]
    public void A_rule_that_Traefik_refuses_is_a_problem_at_its_place(string rule, string message)
    {
        var config = Read(Static, "http:\n  routers:\n    r:\n      rule: \"" + rule + "\"\n      service: s\n  services:\n    s: { loadBalancer: { servers: [{ url: \"http://s:1\" }] } }\n");

        var problem = Assert.Single(config.Problems);
        Assert.Equal(message, problem.Message);
        Assert.Equal(4, problem.Span.ToLocation().Start.Line);
    }

    [Theory]
    [InlineData("http:\n  routers: {}\n", true)]
    [InlineData("# x\nhttp:\n  services: {}\n  middlewares:\n    a: {}\n", true)]
    [InlineData("on: push\njobs:\n  http:\n    routers: x\n", false)]
    [InlineData("http: 80\n", false)]
    public void A_dynamic_file_is_known_by_what_stands_in_it(string text, bool isOne) => Assert.Equal(isOne, TraefikConfig.LooksLikeFile(text));

    [Fact]
    public void A_template_is_said_not_to_be_judged() =>
        Assert.Equal(ReadProblemKind.NotUnderstood, Assert.Single(TraefikConfig.Read([new SourceFile("dynamic.yml", "http:\n  routers:\n    {{ range .x }}\n")], Load("services: { a: { image: x } }"), null)!.Problems).Kind);

    private static TraefikConfig Read(string first, string second) =>
        TraefikConfig.Read([new SourceFile("traefik.yml", first), new SourceFile("dynamic.yml", second)], Load("services: { a: { image: x } }"), null)!;

    private static ComposeProject Load(string yaml) =>
        ComposeLoader.Load(new ComposeRequest { WorkingDirectory = "/srv", Files = ["compose.yml"] }, new OneFile(new SourceFile("/srv/compose.yml", yaml)));

    private sealed class OneFile(SourceFile file) : Koda.Lint.Files.IFileProvider
    {
        public Koda.Lint.Files.FileAnswer Read(string path) => path == file.Path ? Koda.Lint.Files.FileAnswer.Of(file) : Koda.Lint.Files.FileAnswer.Missing;
    }
}
