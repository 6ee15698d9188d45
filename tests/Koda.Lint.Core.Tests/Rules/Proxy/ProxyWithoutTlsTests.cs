using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class ProxyWithoutTlsTests
{
    private const string Pass = "location / { proxy_pass http://127.0.0.1:5000; }";

    [Theory]
    [InlineData("server { «listen 80»; " + Pass + " }")]
    [InlineData("server { «listen 80 default_server»; server_name _; " + Pass + " }")]
    [InlineData("server { «listen 8080»; listen [::]:8080; server_name a.example.com b.example.com; " + Pass + " }")]
    [InlineData("http { server { «listen 80»; server_name a.example.com; if ($host = x) { return 301 https://a.example.com; } " + Pass + " } }")]
    [InlineData("server { listen 443 ssl; server_name a.example.com; return 204; } server { «listen 80»; server_name b.example.com; " + Pass + " }")]
    [InlineData("server { «listen 80»; server_name a.example.com; location /old { return 301 https://a.example.com/; } " + Pass + " }")]
    public void A_server_of_nginx_that_passes_requests_on_over_plain_HTTP_is_reported(string text) =>
        Deploying.Files(("nginx.conf", text)).Reports("KODA7001");

    [Theory]
    [InlineData("server { listen 80; server_name a.example.com; return 301 https://$host$request_uri; }")]
    [InlineData("server { listen 80; location /.well-known/acme-challenge/ { root /srv; } location / { return 308 https://a.example.com$request_uri; } }")]
    [InlineData("server { listen 80; listen 443 ssl; server_name a.example.com; " + Pass + " }")]
    [InlineData("server { listen 80; server_name a.example.com; " + Pass + " } server { listen 443 ssl; server_name a.example.com; " + Pass + " }")]
    [InlineData("server { listen 127.0.0.1:80; " + Pass + " }")]
    [InlineData("server { listen [::1]:80; " + Pass + " }")]
    [InlineData("server { listen 80; server_name localhost; " + Pass + " }")]
    [InlineData("server { listen 80; root /usr/share/nginx/html; location / { try_files $uri /index.html; } }")]
    [InlineData("server { listen 80; location /health { return 200; } location / { return 404; } }")]
    [InlineData("events { }")]
    public void Redirects_siblings_with_TLS_loopback_and_files_are_silent(string text) =>
        Deploying.Files(("nginx.conf", text)).IsSilentOn("KODA7001");

    [Theory]
    [InlineData("«http://app.example.com» {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("«:80» {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("«:8080» {\n\thandle /api/* {\n\t\treverse_proxy app:5000\n\t}\n}")]
    [InlineData("{\n\tauto_https «off»\n}\napp.example.com {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("{\n\tauto_https off\n}\n«http://app.example.com» {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("(common) {\n\tencode gzip\n}\n«http://a.example.com», https://b.example.com {\n\timport common\n\treverse_proxy 127.0.0.1:5000\n}")]
    public void A_site_of_Caddy_that_passes_requests_on_over_plain_HTTP_is_reported(string text) =>
        Deploying.Files(("Caddyfile", text)).Reports("KODA7001");

    [Theory]
    [InlineData("app.example.com {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("{\n\tauto_https disable_redirects\n}\napp.example.com {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("http://app.example.com {\n\tredir https://{host}{uri}\n}\nhttps://app.example.com {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("http://localhost:8080, http://app.localhost {\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("http://app.example.com {\n\tbind 127.0.0.1\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData("http://app.example.com {\n\troot * /srv\n\tfile_server\n}")]
    [InlineData(":80 {\n\trespond \"it works\"\n}")]
    [InlineData("{\n\tauto_https off\n}\napp.example.com {\n\ttls /cert.pem /key.pem\n\treverse_proxy 127.0.0.1:5000\n}")]
    [InlineData(":8443 {\n\ttls /cert.pem /key.pem\n\treverse_proxy 127.0.0.1:5000\n}")]
    public void Caddy_s_own_TLS_redirects_local_names_and_files_are_silent(string text) =>
        Deploying.Files(("Caddyfile", text)).IsSilentOn("KODA7001");

    [Fact]
    public void A_declared_tunnel_ends_TLS_before_the_proxy() =>
        Deploying.Files(("Caddyfile", ":80 {\n\treverse_proxy 127.0.0.1:5000\n}")).Under(DeploymentPolicy.Default with { Tunnel = "cloudflare" }).IsSilentOn("KODA7001");

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"127.0.0.1:8080:80\"]")]
    [InlineData("[\"443:443\"]")]
    public void A_container_whose_port_is_not_public_is_silent(string ports) => InContainer(ports, "server { listen 80; " + Pass + " }").IsSilentOn("KODA7001");

    [Fact]
    public void A_container_whose_port_is_public_is_reported() => InContainer("[\"80:80\"]", "server { «listen 80»; " + Pass + " }").Reports("KODA7001");

    [Fact]
    public void A_container_that_is_built_with_its_configuration_counts_as_one_that_mounts_it() => Deploying
        .Files(
            ("docker-compose.yml", "services:\n  web:\n    build: .\n"),
            ("docker-compose.prod.yml", "services: {}\n"),
            ("Dockerfile", "FROM nginx\nCOPY nginx.conf /etc/nginx/conf.d/default.conf\n"),
            ("nginx.conf", "server { listen 80; " + Pass + " }"))
        .IsSilentOn("KODA7001");

    [Fact]
    public void Of_a_container_for_development_it_is_information() => Deploying
        .Files(
            ("docker-compose.yml", "services:\n  proxy:\n    image: nginx\n    ports: [\"80:80\"]\n    volumes: [\"./nginx.conf:/etc/nginx/conf.d/default.conf:ro\"]\n"),
            ("nginx.conf", "server { «listen 80»; " + Pass + " }"))
        .Reports("KODA7001", Severity.Info);

    [Fact]
    public void Files_of_one_folder_serve_together() => Deploying
        .Files(("conf.d/plain.conf", "server { listen 80; server_name a.example.com; " + Pass + " }"), ("conf.d/tls.conf", "server { listen 443 ssl; server_name a.example.com; " + Pass + " }"))
        .IsSilentOn("KODA7001");

    private static Deploying InContainer(string ports, string nginx) => Deploying.Files(
        ("docker-compose.yml", "services:\n  proxy:\n    image: nginx\n    ports: " + ports + "\n    volumes: [\"./nginx.conf:/etc/nginx/conf.d/default.conf:ro\"]\n"),
        ("docker-compose.prod.yml", "services: {}\n"),
        ("nginx.conf", nginx));
}
