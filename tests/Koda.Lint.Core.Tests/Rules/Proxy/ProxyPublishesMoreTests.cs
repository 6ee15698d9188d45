namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class ProxyPublishesMoreTests
{
    [Theory]
    [InlineData("reverse_proxy /api/* «127.0.0.1:8090»\nreverse_proxy /openapi/control-plane.json 127.0.0.1:8090\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy /metrics «127.0.0.1:8090»\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy /files/* «127.0.0.1:8333»\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy /grpc/* «127.0.0.1:50063»\nreverse_proxy 127.0.0.1:3000")]
    public void Another_path_of_the_control_plane_a_data_store_and_a_sidecar_are_reported(string directives) =>
        KodaRoutes.Alone(directives).Reports("KODA7004", Severity.Warning);

    [Fact]
    public void A_data_store_is_known_by_its_image() => Assert.Contains(
        "data store 'db'",
        Assert.Single(KodaRoutes.Nginx("location / { proxy_pass http://web:3000; } location /api/control-plane/ { proxy_pass http://app:8090; } location /api/runtime/ { proxy_pass http://app:8090; } location = /openapi/control-plane.json { proxy_pass http://app:8090; } location /db/ { proxy_pass «http://db:8008»; }").Reports("KODA7004", Severity.Warning)).Message);

    [Theory]
    [InlineData("@api path /api/control-plane/* /api/runtime/* /openapi/control-plane.json /setup\nreverse_proxy @api 127.0.0.1:8090\nreverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "reverse_proxy /grafana/* 127.0.0.1:4000\nreverse_proxy 127.0.0.1:3000")]
    public void Koda_s_paths_and_other_programs_are_silent(string directives) => KodaRoutes.Alone(directives).IsSilentOn("KODA7004");

    [Fact]
    public void A_sidecar_is_known_by_its_port_in_a_service_of_its_own_and_another_port_is_none()
    {
        const string Api = "location / { proxy_pass http://web:3000; } location /api/control-plane/ { proxy_pass http://app:8090; } location /api/runtime/ { proxy_pass http://app:8090; } location = /openapi/control-plane.json { proxy_pass http://app:8090; } ";
        KodaRoutes.Nginx(Api + "location /grpc/ { proxy_pass «http://memory:50061»; }").Reports("KODA7004", Severity.Warning);
        KodaRoutes.Nginx(Api + "location /grpc/ { proxy_pass http://memory:50060; }").IsSilentOn("KODA7004");
    }

    [Fact]
    public void What_goes_to_the_wrong_backend_is_reported_once() => KodaRoutes.BesideStack("reverse_proxy 127.0.0.1:9090").IsSilentOn("KODA7004");
}
