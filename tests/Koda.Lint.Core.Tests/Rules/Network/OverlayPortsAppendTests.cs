using Koda.Lint.Deployments;

namespace Koda.Lint.Core.Tests.Rules.Network;

public sealed class OverlayPortsAppendTests
{
    private const string Rule = "KODA2002";

    [Fact]
    public void A_loopback_binding_that_an_overlay_adds_leaves_the_wide_one_in_place()
    {
        var finding = Assert.Single(Merged("[«\"${PORT:-8090}:8090\"»]", "[\"127.0.0.1:${PORT:-8090}:8090\"]").Reports(Rule));

        Assert.Equal("service 'app' still publishes 8090 on all interfaces: Compose appends 'ports' across files", finding.Message);
        Assert.Equal("published on 0.0.0.0", finding.Label);
        Assert.Equal("write `ports: !override` in docker-compose.prod.yml (Docker Compose 2.24.4 or later)", finding.Fix);
        var related = Assert.Single(finding.Related);
        Assert.Equal("docker-compose.prod.yml 1:28-1:58", Deploying.Show(related.Location));
        Assert.Equal("this binding is added beside it, not in its place", related.Message);
    }

    [Theory]
    [InlineData("[«\"8080:80\"»]", "[\"127.0.0.1:9090:80\"]")]
    [InlineData("[«\"0.0.0.0:80:80\"»]", "[{ target: 80, published: \"80\", host_ip: \"::1\" }]")]
    [InlineData("[«\"10.0.0.5:80:80\"»]", "[\"127.0.0.1::80\"]")]
    [InlineData("[«\"53:53/udp\"»]", "[\"127.0.0.1:53:53/udp\"]")]
    [InlineData("[«\"8000-8002:8000-8002\"»]", "[\"127.0.0.1:8001:8001\"]")]
    public void The_container_s_port_and_protocol_tell_which_port_was_meant(string @base, string overlay) => Merged(@base, overlay).Reports(Rule);

    [Theory]
    [InlineData("[\"127.0.0.1:8091:8091\"]")]
    [InlineData("[\"127.0.0.1:8090:8090/udp\"]")]
    [InlineData("[\"127.0.0.1:8090:8091\"]")]
    public void A_loopback_binding_of_another_port_is_no_sibling(string overlay)
    {
        var merged = Merged("[\"8090:8090\"]", overlay);

        merged.IsSilentOn(Rule);
        Assert.Single(merged.Of("KODA2001"));
    }

    [Fact]
    public void On_a_data_store_the_message_says_so() => Assert.Equal(
        "data store 'db' still publishes 5432 on all interfaces: Compose appends 'ports' across files",
        Assert.Single(Deploying.Files(
            ("docker-compose.yml", "services: { db: { image: postgres:16, ports: [«\"5432:5432\"»] } }"),
            ("docker-compose.prod.yml", "services: { db: { ports: [\"127.0.0.1:5432:5432\"] } }")).Reports(Rule)).Message);

    [Fact]
    public void An_overlay_that_widens_a_loopback_binding_is_told_to_take_its_entry_back()
    {
        var finding = Assert.Single(Merged("[\"127.0.0.1:8090:8090\"]", "[«\"8090:8090\"»]").Reports(Rule));

        Assert.Equal("service 'app' also publishes 8090 on all interfaces: Compose appends 'ports' across files", finding.Message);
        Assert.Equal("remove this entry: docker-compose.yml binds the port to loopback", finding.Fix);
        Assert.Equal("this binding stays, and the public one is added beside it", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void An_overlay_that_widens_a_data_store_s_binding_is_told_that_it_is_one() => Assert.StartsWith(
        "data store 'db' also publishes",
        Assert.Single(Deploying.Files(
            ("docker-compose.yml", "services: { db: { image: postgres:16, ports: [\"127.0.0.1:5432:5432\"] } }"),
            ("docker-compose.prod.yml", "services: { db: { ports: [«\"5432:5432\"»] } }")).Reports(Rule)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void What_an_included_file_binds_comes_before_the_deployment_s_own_files() => Assert.Equal(
        "remove this entry: cache.yaml binds the port to loopback",
        Assert.Single(Deploying.Files(
            ("docker-compose.yml", "include: [cache.yaml]\nservices: { web: { image: nginx } }"),
            ("docker-compose.prod.yml", "services: { cache: { ports: [«\"8000:8000\"»] } }"),
            ("cache.yaml", "services: { cache: { image: example/cache:1, ports: [\"127.0.0.1:8000:8000\"] } }")).Reports(Rule)).Fix);

    [Theory]
    [InlineData("[]")]
    [InlineData("[ ]")]
    [InlineData("[\n    ]")]
    public void An_empty_list_in_an_overlay_removes_nothing(string empty)
    {
        var finding = Assert.Single(Merged("[«\"8090:8090\"»]", empty).Reports(Rule));

        Assert.Equal("service 'app' still publishes 8090 on all interfaces: an empty 'ports' in an overlay removes nothing", finding.Message);
        Assert.Equal("write `ports: !reset []` in docker-compose.prod.yml (Docker Compose 2.24.4 or later)", finding.Fix);
        Assert.Equal("an empty list adds nothing and removes nothing", Assert.Single(finding.Related).Message);
    }

    [Fact]
    public void An_empty_list_between_two_files_removes_nothing_either() => Merged("[«\"8090:8090\"»]", "[]")
        .And("docker-compose.site.yml", "services: { app: { ports: [\"127.0.0.1:9000:9000\"] } }").Reports(Rule);

    [Fact]
    public void An_empty_list_in_the_base_file_was_not_meant_to_remove_what_comes_later()
    {
        var merged = Merged("[]", "[\"8090:8090\"]");

        merged.IsSilentOn(Rule);
        Assert.Single(merged.Of("KODA2001"));
    }

    [Theory]
    [InlineData("!override [\"127.0.0.1:8090:8090\"]")]
    [InlineData("!reset []")]
    [InlineData("!override []")]
    public void Override_and_reset_are_silent(string overlay) => Merged("[\"8090:8090\"]", overlay).IsSilentOn(Rule, "KODA2001");

    [Fact]
    public void A_base_file_on_loopback_is_silent() => Merged("[\"127.0.0.1:8090:8090\"]", "[\"127.0.0.1:8091:8090\"]").IsSilentOn(Rule);

    [Fact]
    public void Both_bindings_in_one_file_are_no_overlay_s_fault()
    {
        var merged = Merged("[\"8090:8090\", \"127.0.0.1:9090:8090\"]", "!reset []").And("docker-compose.site.yml", "services: { app: { ports: [\"8090:8090\", \"127.0.0.1:9090:8090\"] } }");

        merged.IsSilentOn(Rule);
        Assert.Single(merged.Of("KODA2001"));
    }

    [Fact]
    public void A_loopback_binding_of_another_service_is_no_sibling() => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, ports: [\"8090:8090\"] }, web: { image: example/web:1 } }"),
        ("docker-compose.prod.yml", "services: { web: { ports: [\"127.0.0.1:8090:8090\"] } }")).IsSilentOn(Rule);

    [Fact]
    public void A_port_that_the_policy_allows_is_silent() => Merged("[\"8090:8090\"]", "[\"127.0.0.1:8090:8090\"]")
        .Under(new DeploymentPolicy { PublicPorts = ["app:8090"] }).IsSilentOn(Rule);

    [Fact]
    public void Development_deployments_are_silent() => Merged("[\"8090:8090\"]", "[\"127.0.0.1:8090:8090\"]").InDevelopment().IsSilentOn(Rule);

    private static Deploying Merged(string @base, string overlay) => Deploying.Files(
        ("docker-compose.yml", "services: { app: { image: example/app:1, ports: " + @base + " } }"),
        ("docker-compose.prod.yml", "services: { app: { ports: " + overlay + " } }"));
}
