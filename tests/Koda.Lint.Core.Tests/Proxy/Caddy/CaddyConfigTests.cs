using Koda.Lint.Fuzz;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Caddy;

public sealed class CaddyConfigTests
{
    [Theory]
    [InlineData("/", 3000)]
    [InlineData("/control-plane/", 3000)]
    [InlineData("/api/control-plane/agents", 8090)]
    [InlineData("/api/runtime/x", 8090)]
    [InlineData("/openapi/control-plane.json", 3000)]
    public void The_guides_two_lines_send_the_openapi_document_to_the_dashboard(string path, int port)
    {
        var config = Read("koda.example.com {\n\treverse_proxy 127.0.0.1:3000\n\treverse_proxy /api/* 127.0.0.1:8090\n}");

        var address = Assert.Single(Assert.Single(config.Sites).Addresses);
        var decision = config.Route(ProxyRequest.To(address, path));

        Assert.Equal(("koda.example.com", 443, true), (address.Host, address.Port, address.IsTls));
        Assert.Equal(port, decision.Upstreams.Single().Port);
        Assert.Equal("127.0.0.1:" + port, decision.Span.Text);
    }

    [Fact]
    public void Plain_requests_for_a_name_are_redirected_by_themselves()
    {
        var decision = Read("koda.example.com {\n\treverse_proxy :3000\n}").Route(new ProxyRequest("koda.example.com", "/x") { Query = "a=b" });

        Assert.Equal((RouteKind.Redirect, 308, "https://koda.example.com/x?a=b"), (decision.Kind, decision.Status, decision.Location));
    }

    [Theory]
    [InlineData("a.test", 443, true)]
    [InlineData("http://a.test", 80, false)]
    [InlineData("a.test:80", 80, false)]
    [InlineData(":80", 80, false)]
    [InlineData(":443", 443, true)]
    [InlineData("a.test:8443", 8443, true)]
    [InlineData("http://a.test:8080", 8080, false)]
    [InlineData(":8080", 8080, false)]
    [InlineData("localhost", 443, true)]
    [InlineData("127.0.0.1:9000", 9000, true)]
    [InlineData("https://", 443, true)]
    [InlineData("http://[::1]:81", 81, false)]
    public void An_address_says_whether_it_speaks_TLS(string text, int port, bool isTls)
    {
        var address = Read(text + " {\n\trespond 1\n}").Sites.Single().Addresses.Single();

        Assert.Equal((port, isTls), (address.Port, address.IsTls));
        Assert.Equal(text, address.Span.Text);
    }

    [Fact]
    public void A_tls_directive_is_enough_since_2_7()
    {
        const string text = ":8443 {\n\ttls internal\n\trespond 1\n}";

        Assert.True(Read(text).Sites[0].Addresses[0].IsTls);
        Assert.False(CaddyConfig.Read(new SourceFile("Caddyfile", text), version: new Version(2, 6, 2)).Sites[0].Addresses[0].IsTls);
    }

    [Fact]
    public void Turned_off_https_is_told_with_its_place()
    {
        var config = Read("{\n\tauto_https off\n}\nhttp://a.test {\n\trespond 1\n}");

        Assert.Equal(("off", 2), (config.AutoHttps!.Value, config.AutoHttps.Span.ToLocation().Start.Line));
        Assert.False(config.RedirectsToTls(config.Sites[0].Addresses[0]));
    }

    [Fact]
    public void A_site_that_only_redirects_is_told_apart()
    {
        var config = Read("http://a.test {\n\tredir https://{host}{uri} permanent\n}\nhttp://b.test {\n\tredir /x https://b.test{uri}\n\treverse_proxy :1\n}");

        Assert.Equal([true, false], config.Sites.Select(s => config.RedirectsToTls(s.Addresses[0])));
    }

    [Fact]
    public void A_matcher_on_the_clients_address_leaves_both_ways_open()
    {
        var decision = Read(":80 {\n\t@inside remote_ip 10.0.0.0/8\n\treverse_proxy @inside :1\n\treverse_proxy :2\n}").Route(new ProxyRequest("x", "/"));

        Assert.Equal((RouteKind.Unknown, "@inside"), (decision.Kind, decision.Span.Text));
        Assert.Equal([1, 2], decision.Alternatives.Select(a => a.Upstreams.Single().Port!.Value).Order());
    }

    [Fact]
    public void An_upgrade_is_not_what_a_page_load_asks_for()
    {
        var decision = Read(":80 {\n\t@ws {\n\t\theader Connection *Upgrade*\n\t\theader Upgrade websocket\n\t}\n\treverse_proxy @ws :1\n\treverse_proxy :2\n}").Route(new ProxyRequest("x", "/"));

        Assert.Equal(2, decision.Upstreams.Single().Port);
    }

    [Fact]
    public void A_policy_is_marked_inside_its_quotes()
    {
        var config = Read("a.test {\n\theader {\n\t\tContent-Security-Policy \"script-src 'unsafe-inline'\"\n\t\t-Strict-Transport-Security\n\t}\n\treverse_proxy :1\n}");

        var policy = config.Route(new ProxyRequest("a.test", "/") { IsTls = true }).Header("content-security-policy").Values.Single();
        Assert.Equal("'unsafe-inline'", policy.Value!.SpanOf(11, 15).Text);
        Assert.True(config.Route(new ProxyRequest("a.test", "/") { IsTls = true }).Header("Strict-Transport-Security").IsGone);
        Assert.Equal(["Content-Security-Policy", "Strict-Transport-Security"], config.HeaderChanges.Select(h => h.Name));
    }

    [Theory]
    [InlineData("localhost:8090", "http", "localhost", 8090)]
    [InlineData("http://10.0.0.1", "http", "10.0.0.1", 80)]
    [InlineData("https://up.test", "https", "up.test", 443)]
    [InlineData("h2c://up.test:9", "h2c", "up.test", 9)]
    [InlineData(":3000", "http", "localhost", 3000)]
    [InlineData("[::1]:3000", "http", "::1", 3000)]
    [InlineData("app", "http", "app", 80)]
    [InlineData("app:1-3", "http", "app", 1)]
    [InlineData("unix//run/app.sock", "http", null, null)]
    [InlineData("{env.APP}", "http", null, null)]
    public void An_upstream_is_taken_apart(string text, string scheme, string? host, int? port)
    {
        var upstream = Read(":80 {\n\treverse_proxy " + text + "\n}").Upstreams.Single();

        Assert.Equal((scheme, host, port, text), (upstream.Scheme, upstream.Host, upstream.Port, upstream.Span.Text));
        Assert.Equal(!text.Contains('{', StringComparison.Ordinal), upstream.IsKnown);
    }

    [Fact]
    public void The_order_of_directives_can_be_changed()
    {
        var config = Read("{\n\torder respond after reverse_proxy\n}\n:80 {\n\trespond 404\n\treverse_proxy :1\n}");

        Assert.Equal(RouteKind.Upstream, config.Route(new ProxyRequest("x", "/")).Kind);
    }

    [Fact]
    public void A_named_route_is_invoked()
    {
        var config = Read("&(app) {\n\treverse_proxy :8090\n}\n:80 {\n\thandle /api/* {\n\t\tinvoke app\n\t}\n\treverse_proxy :3000\n}");

        Assert.Equal(8090, config.Route(new ProxyRequest("x", "/api/y")).Upstreams.Single().Port);
    }

    [Fact]
    public void Exact_paths_come_before_stars_since_2_7()
    {
        const string text = ":80 {\n\treverse_proxy /api* :1\n\treverse_proxy /api :2\n}";

        Assert.Equal(2, Read(text).Route(new ProxyRequest("x", "/api")).Upstreams.Single().Port);
        Assert.Equal(1, CaddyConfig.Read(new SourceFile("Caddyfile", text), version: new Version(2, 6, 2)).Route(new ProxyRequest("x", "/api")).Upstreams.Single().Port);
    }

    [Fact]
    public void Each_matcher_gives_a_path_to_ask_for()
    {
        var paths = Read(":80 {\n\t@re path_regexp ^/(openapi|docs)/.+\\.json$\n\thandle /api/* {\n\t\trespond @re 1\n\t}\n\trespond /setup 1\n}").MentionedPaths;

        Assert.Equal(["/", "/openapi/a.json", "/api/", "/api/probe", "/setup"], paths);
    }

    [Theory]
    [InlineData(":80 {\n\treverse_proxy @nowhere :9\n\tredir\n\trewrite\n\turi strip_prefix\n\theader\n\thandle_path {\n\t}\n\treverse_proxy :1\n}")]
    [InlineData("{\n\thttp_port x\n\torder a\n\torder a before nothing\n}\nftp://x, :x, :80 {\n\treverse_proxy :1\n}")]
    [InlineData(":80 {\n\t@a path\n\t@b\n\t@c nonsense\n\t@d path_regexp (\n\tplugin x\n\treverse_proxy :1\n}")]
    public void What_Caddy_would_refuse_is_reported_and_the_rest_still_routes(string text)
    {
        var config = Read(text);

        Assert.True(config.Problems.Count >= 5);
        Assert.Contains(config.Route(new ProxyRequest("x", "/")).Outcomes, o => o.Upstreams is [{ Port: 1 }]);
    }

    [Theory]
    [InlineData("path_regexp /a\n\tpath_regexp /b")]
    [InlineData("path_regexp\n\tpath_regexp /b")]
    [InlineData("path_regexp a /a\n\tpath_regexp b /b c")]
    public void A_matcher_has_one_pattern_of_a_path(string tests) =>
        Assert.Equal(ReadProblemKind.Malformed, Assert.Single(Read(":80 {\n\t@m {\n\t" + tests + "\n\t}\n\trespond @m 410\n}\n").Problems).Kind);

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(CaddyConfig.Read(f)),
        [":80 {\n", "handle /a/* {\n", "}\n", "reverse_proxy @a :1\n", "@a path_regexp ", "rewrite * ", "uri ", "header -X\n", "redir ", "map {path} {x} {\n", "{args[0]}", "route {\n", "handle_errors {\n", "import s\n"],
        [.. CaddyCases.All.Select(c => c.Text.Replace("@P", "80", StringComparison.Ordinal).Replace("@A", ":1", StringComparison.Ordinal))]);

    [Fact]
    public void A_megabyte_is_judged_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(CaddyConfig.Read(f)),
        "a.test {\n\trespond 1\n}\n", "handle {\n", ":80 {\n\treverse_proxy /a/* :1\n}\n", "reverse_proxy /a :1\n", "header X y\n", "rewrite /a /b\n", "@a path /b\n");

    private static CaddyConfig Read(string text) => CaddyConfig.Read(new SourceFile("Caddyfile", text));
}
