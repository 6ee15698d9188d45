namespace Koda.Lint.Core.Tests.Rules.Browser;

public sealed class ProxyPolicyTests
{
    private const string Pass = " location / { proxy_pass http://127.0.0.1:5000; } }";

    [Theory]
    [InlineData("header Content-Security-Policy \"script-src 'self' «'unsafe-inline'»\"")]
    [InlineData("header {\nX-Frame-Options DENY\ncontent-security-policy `style-src «'UNSAFE-inline'»`\n}")]
    [InlineData("header /login* +Content-Security-Policy \"default-src «'unsafe-inline'»; img-src *\"")]
    [InlineData("header ?Content-Security-Policy \"default-src «'unsafe-inline'»\"")]
    public void The_keyword_itself_is_marked_in_a_Caddyfile(string directive) =>
        Deploying.Files(("Caddyfile", "app.example.com {\n" + directive + "\nreverse_proxy 127.0.0.1:5000\n}")).Reports("KODA4001");

    [Theory]
    [InlineData("server { listen 443 ssl; add_header Content-Security-Policy \"script-src «'unsafe-inline'»\" always;" + Pass)]
    [InlineData("server { listen 443 ssl; more_set_headers \"Content-Security-Policy: script-src «'unsafe-inline'»\";" + Pass)]
    [InlineData("server { listen 443 ssl; set $inline \"«'unsafe-inline'»\"; add_header Content-Security-Policy \"script-src 'self' $inline\";" + Pass)]
    [InlineData("map $host $csp { default \"script-src «'unsafe-inline'»\"; a.example.com \"script-src 'self'\"; } server { listen 443 ssl; add_header Content-Security-Policy \"${csp}\";" + Pass)]
    [InlineData("server { listen 443 ssl; location /a { add_header Content-Security-Policy 'script-src «\\'unsafe-inline\\'»'; proxy_pass http://127.0.0.1:5000; } }")]
    public void The_keyword_itself_is_marked_in_nginx(string text) => Deploying.Files(("nginx.conf", text)).Reports("KODA4001");

    [Theory]
    [InlineData("add_header Content-Security-Policy \"script-src 'self'\";")]
    [InlineData("add_header X-Note \"'unsafe-inline'\";")]
    [InlineData("add_header Content-Security-Policy \"script-src unsafe-inline\";")]
    [InlineData("# add_header Content-Security-Policy \"script-src 'unsafe-inline'\";")]
    [InlineData("proxy_hide_header Content-Security-Policy; add_header Content-Security-Policy \"default-src 'self'\";")]
    public void Other_headers_comments_and_strict_policies_are_silent(string line) =>
        Deploying.Files(("nginx.conf", "server { listen 443 ssl; " + line + Pass)).IsSilentOn("KODA4001", "KODA4002", "KODA4003", "KODA4005");

    [Theory]
    [InlineData("Content-Security-Policy \"script-src 'nonce-{http.request.uuid}' «'unsafe-inline'»\"")]
    [InlineData("Content-Security-Policy-Report-Only \"script-src «'unsafe-inline'»\"")]
    public void Beside_a_nonce_and_in_a_report_it_is_information(string header) =>
        Deploying.Files(("Caddyfile", "app.example.com {\nheader " + header + "\nreverse_proxy 127.0.0.1:5000\n}")).Reports("KODA4001", Severity.Info);

    [Fact]
    public void A_snippet_that_two_sites_import_is_reported_once() => Deploying
        .Files(("Caddyfile", "(csp) {\nheader Content-Security-Policy \"script-src «'unsafe-eval'»\"\n}\na.example.com {\nimport csp\nreverse_proxy 127.0.0.1:5000\n}\nb.example.com {\nimport csp\nreverse_proxy 127.0.0.1:5001\n}"))
        .Reports("KODA4002", Severity.Warning);

    [Fact]
    public void An_included_file_is_reported_where_it_stands() => Deploying
        .Files(("nginx.conf", "http { include conf.d/*.conf; }"), ("conf.d/app.conf", "server { listen 443 ssl; add_header Content-Security-Policy \"script-src «https:»\";" + Pass))
        .Reports("KODA4003", Severity.Warning);

    [Theory]
    [InlineData("{ \"Headers\": { \"Content-Security-Policy\": \"script-src 'self' «'unsafe-inline'»\" } }")]
    [InlineData("{ \"Csp\": { \"ScriptSrc\": [ \"'self'\", \"«'unsafe-inline'»\" ] } } // comment")]
    [InlineData("{ \"Page\": { \"Policy\": \"default-src 'none'; style-src \\u0027self\\u0027 «\\u0027unsafe-inline\\u0027»\" } }")]
    public void A_policy_of_a_NET_program_s_settings_is_judged(string json) => Deploying.Files(("appsettings.json", json)).Reports("KODA4001");

    [Theory]
    [InlineData("{ \"Csp\": { \"ScriptSrc\": [ \"'self'\" ], \"Note\": \"without 'unsafe-inline'\" } }")]
    [InlineData("{ \"Text\": \"never write 'unsafe-inline'\" }")]
    public void Other_settings_are_silent(string json) => Deploying.Files(("appsettings.json", json)).IsSilentOn("KODA4001", "KODA4002", "KODA4003");

    [Fact]
    public void What_production_replaces_does_not_count() => Deploying
        .Files(("appsettings.json", "{ \"Csp\": { \"Policy\": \"script-src 'unsafe-inline'\" } }"), ("appsettings.Production.json", "{ \"Csp\": { \"Policy\": \"script-src 'self'\" } }"))
        .IsSilentOn("KODA4001");

    [Theory]
    [InlineData("server { listen 443 ssl; location / { proxy_pass http://127.0.0.1:5000; «proxy_hide_header Content-Security-Policy»; } }")]
    [InlineData("server { listen 443 ssl; «proxy_hide_header strict-transport-security»;" + Pass)]
    [InlineData("server { listen 443 ssl; add_header Content-Security-Policy \"default-src 'self'\"; location / { «add_header X-A b»; proxy_pass http://127.0.0.1:5000; } }")]
    public void A_removed_or_lost_header_is_reported_in_nginx(string text) => Deploying.Files(("nginx.conf", text)).Reports("KODA4005");

    [Theory]
    [InlineData("«header -Content-Security-Policy»")]
    [InlineData("«header -Strict-*»")]
    [InlineData("header {\n«-Strict-Transport-Security»\n}")]
    public void A_removed_header_is_reported_in_a_Caddyfile(string directive) =>
        Deploying.Files(("Caddyfile", "app.example.com {\n" + directive + "\nreverse_proxy 127.0.0.1:5000\n}")).Reports("KODA4005");

    [Theory]
    [InlineData("server { listen 443 ssl; add_header Content-Security-Policy \"default-src 'self'\"; location / { add_header X-A b; add_header Content-Security-Policy \"default-src 'self'\"; proxy_pass http://127.0.0.1:5000; } }")]
    [InlineData("server { listen 443 ssl; proxy_hide_header X-Powered-By; add_header X-A b;" + Pass)]
    [InlineData("server { listen 443 ssl; proxy_hide_header Strict-Transport-Security; add_header Strict-Transport-Security \"max-age=1\" always;" + Pass)]
    public void A_header_that_is_set_again_and_other_headers_are_silent(string text) => Deploying.Files(("nginx.conf", text)).IsSilentOn("KODA4005");
}
