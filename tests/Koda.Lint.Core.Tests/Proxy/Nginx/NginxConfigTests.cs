using Koda.Lint.Core.Tests.Proxy.Live;
using Koda.Lint.Fuzz;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Nginx;

public sealed class NginxConfigTests
{
    [Theory]
    [InlineData("/", 3000)]
    [InlineData("/control-plane/", 3000)]
    [InlineData("/api/control-plane/agents", 8090)]
    [InlineData("/api/runtime/x", 8090)]
    [InlineData("/openapi/control-plane.json", 8090)]
    [InlineData("/setup", 8090)]
    [InlineData("/setup/", 3000)]
    public void Kodas_bundle_sends_each_public_path_where_the_guide_wants_it(string path, int port)
    {
        var config = Read(Repository.ReadShared("koda/bundle/nginx.conf"));

        var address = Assert.Single(Assert.Single(config.Sites).Addresses);
        Assert.Empty(config.Problems);
        Assert.Equal((80, false), (address.Port, address.IsTls));
        Assert.False(config.RedirectsToTls(address));
        var upstream = Assert.Single(config.Route(ProxyRequest.To(address, path)).Upstreams);
        Assert.Equal(("localhost", port), (upstream.Host, upstream.Port));
    }

    [Fact]
    public void The_address_that_decided_is_marked()
    {
        var decision = Read("server { location /api/ { proxy_pass http://localhost:8090/v1/; } }").Route(new ProxyRequest("x", "/api/a"));

        Assert.Equal("http://localhost:8090/v1/", decision.Span.Text);
        Assert.Equal("http://localhost:8090", decision.Upstreams[0].Span.Text);
        Assert.Equal("/v1/a", decision.ForwardedTarget);
    }

    [Fact]
    public void A_server_of_an_upstream_is_marked_inside_its_block()
    {
        var config = Read("upstream app { server 10.0.0.1:8090 weight=2; server unix:/run/app.sock; } server { location / { proxy_pass http://app; } }");

        var upstreams = config.Route(new ProxyRequest("x", "/")).Upstreams;

        Assert.Equal(["10.0.0.1:8090", "unix:/run/app.sock"], upstreams.Select(u => u.Span.Text));
        Assert.True(upstreams[1].IsUnixSocket);
        Assert.Equal(2, config.Upstreams.Count);
    }

    [Fact]
    public void A_server_that_only_redirects_is_told_apart()
    {
        var config = Read("""
            server { listen 80; server_name a.test; location /.well-known/acme-challenge/ { root /var/www; } location / { return 301 https://$host$request_uri; } }
            server { listen 80; server_name b.test; location / { return 301 https://$host$request_uri; } location /api/ { proxy_pass http://localhost:1; } }
            server { listen 80; server_name c.test; return 301 http://other.test; }
            server { listen 443 ssl; server_name a.test; location / { proxy_pass http://localhost:2; } }
            """);

        Assert.Equal([true, false, false, false], config.Sites.Select(s => config.RedirectsToTls(s.Addresses[0])));
        Assert.Equal([false, false, false, true], config.Sites.Select(s => s.Addresses[0].IsTls));
    }

    [Fact]
    public void A_condition_on_the_client_leaves_both_ways_open()
    {
        var decision = Read("server { location / { if ($remote_addr = 10.0.0.1) { return 403; } proxy_pass http://localhost:1; } }").Route(new ProxyRequest("x", "/"));

        Assert.Equal(RouteKind.Unknown, decision.Kind);
        Assert.StartsWith("if", decision.Span.Text, StringComparison.Ordinal);
        Assert.Equal([RouteKind.Response, RouteKind.Upstream], decision.Alternatives.Select(a => a.Kind).Order().Reverse());
    }

    [Fact]
    public void A_condition_that_changes_nothing_leaves_the_way_known()
    {
        var decision = Read("server { location / { if ($http_x_debug) { set $debug 1; } proxy_pass http://localhost:1; } }").Route(new ProxyRequest("x", "/"));

        Assert.Equal(RouteKind.Upstream, decision.Kind);
        Assert.Empty(decision.Alternatives);
    }

    [Fact]
    public void A_backend_in_a_variable_that_nothing_sets_is_not_known()
    {
        var upstream = Read("server { location / { proxy_pass http://$backend; } }").Route(new ProxyRequest("x", "/")).Upstreams.Single();

        Assert.False(upstream.IsKnown);
        Assert.Equal("http://$backend", upstream.Span.Text);
    }

    [Fact]
    public void A_header_that_an_inner_block_loses_is_found_with_both_places()
    {
        var config = Read("""
            server {
                add_header Content-Security-Policy "script-src 'self'" always;
                add_header X-Frame-Options DENY;
                location / { proxy_pass http://localhost:1; }
                location /static/ { add_header Cache-Control public; add_header x-frame-options DENY; root /srv; }
            }
            """);

        var lost = Assert.Single(config.LostHeaders);
        Assert.Equal("Content-Security-Policy", lost.Header.Name);
        Assert.Equal("add_header Cache-Control public", lost.Scope.Text);
        Assert.Empty(config.Route(new ProxyRequest("x", "/")).LostHeaders);
        Assert.Equal("script-src 'self'", config.Route(new ProxyRequest("x", "/")).Headers["content-security-policy"].Values[0].Value!.Span.Text);
        Assert.Single(config.Route(new ProxyRequest("x", "/static/x")).LostHeaders);
    }

    [Fact]
    public void Merged_inheritance_loses_nothing()
    {
        var config = Read("http { add_header_inherit merge; add_header X-One a; server { location / { add_header X-Two b; return 200 x; } } }");

        Assert.Empty(config.LostHeaders);
        Assert.Equal(["X-One", "X-Two"], config.Route(new ProxyRequest("x", "/")).Headers.Keys.Order());
    }

    [Fact]
    public void A_hidden_header_is_gone()
    {
        var headers = Read("server { location / { proxy_hide_header Strict-Transport-Security; proxy_pass http://localhost:1; } }").Route(new ProxyRequest("x", "/")).Headers;

        Assert.True(headers["Strict-Transport-Security"].IsGone);
        Assert.Equal("proxy_hide_header Strict-Transport-Security", headers["Strict-Transport-Security"].RemovedBy!.Span.Text);
    }

    [Fact]
    public void Each_location_gives_a_path_to_ask_for()
    {
        var paths = Read("""server { location /api/ { } location = /setup { } location ~ ^/(openapi|docs)/.+\.json$ { } location ~* \.(js|css)$ { } }""").MentionedPaths;

        Assert.Equal(["/", "/api/", "/api/probe", "/setup", "/openapi/a.json", "/.js"], paths);
    }

    [Fact]
    public void Nothing_listens_on_another_port() =>
        Assert.Equal(RouteKind.NotServed, Read("server { listen 80; return 204; }").Route(new ProxyRequest("x", "/") { IsTls = true }).Kind);

    [Theory]
    [InlineData("server { location { } location a b c { } listen; return x; rewrite a; error_page 404; location / { proxy_pass http://localhost:1; } }")]
    [InlineData("server { listen 99999; location % / { } location ~ ( { } if (x) { } set a; try_files x; error_page 1 /x; location / { proxy_pass http://localhost:1; } }")]
    [InlineData("upstream { } upstream a { server; } map a { } server { proxy_pass; location / { proxy_pass http://localhost:1; } location / { } }")]
    [InlineData("map $host $ { default a; } server { if ($) { } if ($ = a) { } if (\"$\") { } set $ a; location / { proxy_pass http://localhost:1; } }")]
    public void What_nginx_would_refuse_is_reported_and_the_rest_still_routes(string text)
    {
        var config = Read(text);

        Assert.True(config.Problems.Count >= 5);
        Assert.Contains(config.Route(new ProxyRequest("x", "/")).Outcomes, o => o.Upstreams is [{ Port: 1 }]);
    }

    [Fact]
    public void Any_text_is_survived() => ReaderProperties.Survive(
        f => ReaderSpans.Of(NginxConfig.Read(f)),
        ["server {", "location / {", "location ~ ", "}", "proxy_pass http://a;", "rewrite ^ /x last;", "if ($uri ~ a) {", "return 301 $uri;", "map $uri $m {", "listen 80;", "add_header A b;", "try_files $uri @a;"],
        [.. NginxCases.All.Select(c => c.Text.Replace("@P", "80", StringComparison.Ordinal))]);

    [Fact]
    public void A_megabyte_is_judged_in_linear_time() => ReaderProperties.ReadInLinearTime(
        f => ReaderSpans.Of(NginxConfig.Read(f)),
        "server { listen 80; } ", "server { listen 80; location / { ", "server { server_name a; add_header X y; location /a { add_header Y z; proxy_pass http://a; } } ", "location ~ ^(a+)+$ { } ", "rewrite ^ /x; ");

    private static NginxConfig Read(string text) => NginxConfig.Read(new SourceFile("nginx.conf", text));
}
