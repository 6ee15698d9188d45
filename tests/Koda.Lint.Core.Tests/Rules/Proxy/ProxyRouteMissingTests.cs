namespace Koda.Lint.Core.Tests.Rules.Proxy;

public sealed class ProxyRouteMissingTests
{
    [Theory]
    [InlineData("«respond /openapi/* 404»\n" + KodaRoutes.Api + "reverse_proxy 127.0.0.1:3000")]
    [InlineData("«abort /api/runtime/*»\n" + KodaRoutes.Api + "reverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "handle_path /control-plane/* {\n«respond 410»\n}\nreverse_proxy 127.0.0.1:3000")]
    public void A_path_that_the_proxy_answers_itself_is_reported_where_it_does(string directives) =>
        KodaRoutes.Alone(directives).Reports("KODA7002", Severity.Warning);

    [Fact]
    public void Paths_that_nothing_answers_are_reported_at_the_site() => Assert.Equal(
        ["/", "/control-plane/"],
        Deploying.Files(("docker-compose.yml", KodaRoutes.Stack), ("Caddyfile", "koda.example.com {\n@api path /api/* /openapi/*\nreverse_proxy @api 127.0.0.1:9090\n}"))
            .Of("KODA7002").Select(finding => finding.Message.Split(' ')[0]));

    [Theory]
    [InlineData("handle_path /api/runtime/* {\nreverse_proxy «127.0.0.1:8090»\n}\n@api path /api/control-plane/* /openapi/control-plane.json\nreverse_proxy @api 127.0.0.1:8090\nreverse_proxy 127.0.0.1:3000")]
    public void A_path_that_arrives_as_another_is_reported(string directives) => KodaRoutes.Alone(directives).Reports("KODA7002", Severity.Warning);

    [Theory]
    [InlineData(KodaRoutes.Api + "reverse_proxy 127.0.0.1:3000")]
    [InlineData(KodaRoutes.Api + "redir / /login\nreverse_proxy 127.0.0.1:3000")]
    [InlineData("respond /setup 404\n" + KodaRoutes.Api + "reverse_proxy 127.0.0.1:3000")]
    public void Five_paths_and_redirects_are_enough(string directives) => KodaRoutes.Alone(directives).IsSilentOn("KODA7002");

    [Fact]
    public void Of_a_host_that_is_served_twice_the_side_with_TLS_is_asked() => Deploying.Files(
        ("Caddyfile", "http://koda.example.com {\nrespond 404\n}\nhttps://koda.example.com {\n«respond /openapi/* 404»\n" + KodaRoutes.Api + "reverse_proxy 127.0.0.1:3000\n}"))
        .Reports("KODA7002", Severity.Warning);

    [Fact]
    public void Koda_s_own_paths_tell_a_proxy_that_leads_to_the_control_plane_alone() => Assert.NotEmpty(
        KodaRoutes.Alone("reverse_proxy /api/runtime/* 127.0.0.1:8090").Of("KODA7002"));

    [Fact]
    public void A_proxy_of_another_program_has_no_such_paths() =>
        Deploying.Files(("Caddyfile", "shop.example.com {\nreverse_proxy /api/* 127.0.0.1:8090\nrespond 404\n}")).IsSilentOn("KODA7002", "KODA7003", "KODA7004", "KODA7005");

    [Fact]
    public void A_host_that_leads_to_no_part_of_Koda_is_not_asked_for_its_paths() =>
        Deploying.Files(("docker-compose.yml", KodaRoutes.Stack), ("Caddyfile", "koda.example.com {\n" + KodaRoutes.Api.Replace("8090", "9090") + "reverse_proxy 127.0.0.1:3000\n}\nblog.example.com {\nreverse_proxy 127.0.0.1:4000\n}\nwww.example.com {\nredir https://koda.example.com{uri}\n}"))
            .IsSilentOn("KODA7002", "KODA7003", "KODA7004");
}
