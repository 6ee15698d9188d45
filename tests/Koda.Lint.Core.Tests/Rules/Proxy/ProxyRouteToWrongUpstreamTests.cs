namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class ProxyRouteToWrongUpstreamTests
{
    [Fact]
    public void The_guide_s_two_lines_leave_the_API_description_to_the_dashboard()
    {
        var finding = Assert.Single(KodaRoutes.Alone("reverse_proxy «127.0.0.1:3000»\nreverse_proxy /api/* 127.0.0.1:8090").Reports("KODA7003"));

        Assert.Equal("/openapi/control-plane.json goes to the dashboard; it belongs to the control plane", finding.Message);
    }

    [Theory]
    [InlineData("reverse_proxy /api/* 127.0.0.1:8090\nreverse_proxy /openapi/* 127.0.0.1:8090\nreverse_proxy /control-plane/* «127.0.0.1:8090»\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy «127.0.0.1:5000» 127.0.0.1:3000\nhandle /control-plane/* {\nreverse_proxy 127.0.0.1:3000\n}")]
    public void A_path_that_reaches_another_backend_is_reported(string directives) => KodaRoutes.Alone(directives).Reports("KODA7003");

    [Theory]
    [InlineData("location / { proxy_pass http://127.0.0.1:3000; } location /api/ { proxy_pass http://127.0.0.1:9090; } location ~ \\.json$ { proxy_pass «http://127.0.0.1:3000»; }")]
    [InlineData("location / { proxy_pass http://web:3000; } location /api/ { proxy_pass http://app:8090; } location ^~ /api/runtime { proxy_pass «http://memory:7000»; } location = /openapi/control-plane.json { proxy_pass http://app:8090; }")]
    public void The_order_of_nginx_decides(string locations) => KodaRoutes.Nginx(locations).Reports("KODA7003");

    [Fact]
    public void The_control_plane_s_published_port_counts_and_not_its_number() =>
        Assert.Equal(3, KodaRoutes.BesideStack("@api path /api/* /openapi/*\nreverse_proxy @api 127.0.0.1:4090\nreverse_proxy 127.0.0.1:3000").Of("KODA7003").Count);

    [Theory]
    [InlineData("location / { proxy_pass http://127.0.0.1:3000; } location /api/control-plane/ { proxy_pass http://127.0.0.1:9090; } location /api/runtime/ { proxy_pass http://127.0.0.1:9090; } location = /openapi/control-plane.json { proxy_pass http://127.0.0.1:9090; } location = /setup { proxy_pass http://127.0.0.1:9090/setup; }")]
    [InlineData("location / { proxy_pass http://web:3000; } location ~ ^/(api/(control-plane|runtime)/|openapi/control-plane\\.json$) { proxy_pass http://app:8090; }")]
    public void Right_backends_by_port_or_name_are_silent(string locations) => KodaRoutes.Nginx(locations).IsSilentOn("KODA7002", "KODA7003", "KODA7004", "KODA7005");

    [Theory]
    [InlineData("container_name: plane")]
    [InlineData("hostname: plane")]
    [InlineData("networks: { default: { aliases: [plane] } }")]
    public void A_service_goes_by_all_of_its_names(string name)
    {
        var findings = Deploying.Files(
            ("docker-compose.yml", KodaRoutes.Stack.Replace("image: example/koda:1", "image: example/koda:1\n    " + name)),
            ("nginx.conf", "server { listen 443 ssl; location / { proxy_pass http://plane:4000; } location /api/ { proxy_pass http://PLANE:4000; } location /openapi/ { proxy_pass http://app:8090; } }")).Of("KODA7003");

        Assert.Equal(2, findings.Count);
        Assert.All(findings, finding => Assert.EndsWith("goes to the control plane; it belongs to the dashboard", finding.Message));
    }

    [Theory]
    [InlineData("location / { proxy_pass http://127.0.0.1:3000; } location /api/ { if ($http_x_beta) { return 302 /login; } proxy_pass http://127.0.0.1:9090; } location /openapi/ { proxy_pass http://127.0.0.1:9090; }")]
    [InlineData("location / { proxy_pass http://127.0.0.1:3000; } location /api/ { if ($http_x_beta) { return 404; } proxy_pass http://127.0.0.1:3000; } location /openapi/ { proxy_pass http://127.0.0.1:9090; }", Severity.Info)]
    [InlineData("location / { proxy_pass http://127.0.0.1:3000; } location /api/ { proxy_pass http://$backend; } location /openapi/ { proxy_pass http://127.0.0.1:9090; }")]
    public void Where_the_request_decides_only_what_may_be_wrong_is_said(string locations, Severity? severity = null) =>
        Assert.Equal(severity is null ? [] : [severity], KodaRoutes.Nginx(locations).Of("KODA7003").Select(finding => (Severity?)finding.Severity).Distinct());

    [Fact]
    public void What_cannot_be_known_is_said() => KodaRoutes.Nginx(
        "location / { proxy_pass http://127.0.0.1:3000; } location /api/ { proxy_pass http://127.0.0.1:9090; } location = /openapi/control-plane.json { if «($http_x_beta)» { return 404; } proxy_pass http://127.0.0.1:9090; }"
            .Replace("«", "").Replace("»", "")).Of("KODA7003").ToList().ForEach(finding => Assert.Equal(Severity.Info, finding.Severity));

    [Theory]
    [InlineData("app.example.com {\nreverse_proxy 127.0.0.1:3000\n}")]
    [InlineData("app.example.com {\nreverse_proxy /api/* 127.0.0.1:8080\nreverse_proxy 127.0.0.1:3000\n}")]
    public void Port_3000_alone_makes_nobody_Koda(string caddyfile) => Deploying.Files(("Caddyfile", caddyfile)).IsSilentOn("KODA7002", "KODA7003", "KODA7004", "KODA7005");

    [Theory]
    [InlineData("koda.service", "/usr/bin/docker compose up")]
    [InlineData("app.service", "/usr/bin/python3 -m koda.control_plane")]
    public void A_unit_that_starts_Koda_makes_the_proxy_beside_it_Koda_s(string name, string command) => Assert.Equal(3, Deploying
        .Files(("Caddyfile", "app.example.com {\nreverse_proxy 127.0.0.1:3000\n}"), (name, "[Service]\nExecStart=/bin/true\nExecStart=" + command + " now\n"))
        .Of("KODA7003").Count);

    [Fact]
    public void A_unit_that_starts_something_else_makes_it_nobody_s() => Deploying
        .Files(("Caddyfile", "app.example.com {\nreverse_proxy 127.0.0.1:3000\n}"), ("app.service", "[Service]\nExecStart=/usr/bin/app now\n"))
        .IsSilentOn("KODA7002", "KODA7003", "KODA7004", "KODA7005");

    [Fact]
    public void Another_backend_is_called_by_its_port() => Assert.Equal(
        "/openapi/control-plane.json goes to port 9999; it belongs to the control plane",
        Assert.Single(KodaRoutes.Alone("@api path /api/*\nreverse_proxy @api 127.0.0.1:8090\nreverse_proxy /openapi/* «127.0.0.1:9999»\nreverse_proxy 127.0.0.1:3000").Reports("KODA7003")).Message);

    [Fact]
    public void Another_project_s_services_are_not_Koda_s_whatever_their_ports() => Deploying
        .Files(
            ("docker-compose.yml", "services:\n  api:\n    image: example/api\n    ports: [\"127.0.0.1:8090:8090\"]\n  ui:\n    image: example/ui\n    ports: [\"127.0.0.1:3000:3000\"]\n"),
            ("Caddyfile", "app.example.com {\nreverse_proxy /api/* 127.0.0.1:8090\nreverse_proxy 127.0.0.1:3000\n}"))
        .IsSilentOn("KODA7002", "KODA7003", "KODA7004", "KODA7005");
}
