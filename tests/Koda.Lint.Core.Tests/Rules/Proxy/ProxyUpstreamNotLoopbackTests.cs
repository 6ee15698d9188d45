namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class ProxyUpstreamNotLoopbackTests
{
    [Theory]
    [InlineData("@api path /api/control-plane/* /api/runtime/* /openapi/control-plane.json\nreverse_proxy @api «10.0.0.5:8090»\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy «web.internal.example.com:3000»")]
    public void An_upstream_on_another_machine_is_reported(string directives) => KodaRoutes.Alone(directives).Reports("KODA7005", Severity.Warning);

    [Fact]
    public void A_name_that_is_no_service_of_the_stack_is_reported() =>
        KodaRoutes.Nginx("location / { proxy_pass http://web:3000; } location /api/ { proxy_pass «http://backend:8090»; } location = /openapi/control-plane.json { proxy_pass http://app:8090; }").Reports("KODA7005", Severity.Warning);

    [Theory]
    [InlineData(KodaRoutes.Api + "reverse_proxy [::1]:3000")]
    [InlineData("@api path /api/control-plane/* /api/runtime/* /openapi/control-plane.json\nreverse_proxy @api app:8090\nreverse_proxy web:3000")]
    [InlineData("@api path /api/control-plane/* /api/runtime/* /openapi/control-plane.json\nreverse_proxy @api host.docker.internal:8090\nreverse_proxy unix//run/web.sock")]
    public void Loopback_names_of_services_and_sockets_are_silent(string directives) => KodaRoutes.Alone(directives).IsSilentOn("KODA7005");

    [Fact]
    public void A_proxy_of_another_program_may_ask_other_machines() =>
        Deploying.Files(("nginx.conf", "server { listen 443 ssl; location / { proxy_pass http://10.0.0.5:5000; } }")).IsSilentOn("KODA7005");
}
