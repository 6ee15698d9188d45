using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Checking;

public sealed class DeploymentCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_production_overlay_makes_the_deployment_one_for_production()
    {
        _folder.Write("docker-compose.yml", "services:\n  web:\n    image: x:1\n    ports: [\"80:80\"]\n");
        _folder.Write("docker-compose.prod.yml", "services:\n  web:\n    ports: [\"127.0.0.1:80:80\"]\n");

        var report = Check();

        Assert.True(Assert.Single(report.Deployments).IsProduction);
        Assert.Equal("KODA2002", Assert.Single(report.Findings).Finding.Rule.Id);
    }

    [Fact]
    public void What_stands_around_the_containers_is_judged_with_them()
    {
        _folder.Write("docker-compose.yml", "services:\n  web:\n    image: x:1\n");
        _folder.Write("docker-compose.prod.yml", "services:\n  web:\n    restart: always\n");
        _folder.Write("web.service", "[Service]\nExecStart=/usr/bin/docker compose up\n");
        _folder.Write("nginx.conf", "http { include conf.d/*.conf; }\n");
        _folder.Write("conf.d/site.conf", "server { listen 80; location / { proxy_pass http://127.0.0.1:5000; } }\n");

        var report = Check();

        var deployment = Assert.Single(report.Deployments);
        Assert.Equal(["docker-compose.yml", "docker-compose.prod.yml"], deployment.Files.Select(path => DeploymentPath.RelativeTo(_folder.Path, path)));
        Assert.Equal(["nginx.conf", "web.service"], deployment.Companions.Select(path => DeploymentPath.RelativeTo(_folder.Path, path)).Order(StringComparer.Ordinal));
        Assert.Equal(["KODA7001 conf.d/site.conf", "KODA7006 web.service"], report.Findings.Select(reported => reported.Finding.Rule.Id + " " + DeploymentPath.RelativeTo(_folder.Path, reported.Finding.Location.Path)));
    }

    [Fact]
    public void Without_compose_files_the_report_names_what_was_judged()
    {
        _folder.Write("Caddyfile", "http://app.example.com {\n\treverse_proxy 127.0.0.1:5000\n}\n");

        var deployment = Assert.Single(Check().Deployments);

        Assert.Equal(["Caddyfile"], deployment.Files.Select(path => DeploymentPath.RelativeTo(_folder.Path, path)));
        Assert.True(deployment.IsProduction);
    }

    [Fact]
    public void A_fault_of_a_shared_file_is_told_once()
    {
        _folder.Write("docker-compose.yml", "services:\n  web:\n    image: x:${TAG}\n");
        _folder.Write("docker-compose.prod.yml", "services:\n  web:\n    restart: always\n");
        _folder.Write("docker-compose.dev.yml", "services:\n  web:\n    restart: \"no\"\n");

        var report = Check();

        Assert.Equal(2, report.Deployments.Count);
        var finding = Assert.Single(report.Findings, reported => reported.Finding.Rule.Id == "KODA9002").Finding;
        Assert.Equal(report.Deployments[0].Name, finding.Deployment);
    }

    [Fact]
    public void Findings_of_several_deployments_are_in_one_order()
    {
        _folder.Write("b/compose.yml", "services:\n  web:\n    image: x:${B}\n");
        _folder.Write("a/compose.yml", "services:\n  web:\n    image: x:${A}\n    ports: [\"80:80\"]\n");

        var findings = Check(recursive: true, environment: DeploymentEnvironment.Production).Findings.Select(reported => reported.Finding).ToList();

        Assert.Equal(["KODA9002", "KODA2001", "KODA9002"], findings.Select(finding => finding.Rule.Id));
        Assert.Equal(["a", "a", "b"], findings.Select(finding => finding.Deployment));
    }

    [Fact]
    public void Files_that_compose_file_names_are_not_told_as_left_out()
    {
        _folder.Write("docker-compose.yml", "services:\n  web:\n    image: x:1\n");
        _folder.Write("docker-compose.prod.yml", "services:\n  web:\n    restart: always\n");
        _folder.Write("docker-compose.dev.yml", "services:\n  web:\n    restart: \"no\"\n");
        _folder.Write(".env", "COMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml\n");

        var report = Check();

        Assert.True(Assert.Single(report.Deployments).IsProduction);
        Assert.Equal([_folder.PathTo("docker-compose.dev.yml")], report.LeftOut);
    }

    [Fact]
    public void Without_an_env_file_the_example_tells_the_names()
    {
        _folder.Write("compose.yml", "services:\n  web:\n    image: x:${TAG:?Set TAG}\n");
        _folder.Write(".env.example", "TAG=1\n");

        var report = Check();

        Assert.Equal([_folder.PathTo(".env.example")], Assert.Single(report.Deployments).SuppliedBy);
        Assert.Equal(Severity.Info, Assert.Single(report.Findings).Finding.Severity);
    }

    [Fact]
    public void With_an_env_file_the_example_is_not_asked()
    {
        _folder.Write("compose.yml", "services:\n  web:\n    image: x:${TAG:?Set TAG}\n");
        _folder.Write(".env.example", "TAG=1\n");
        _folder.Write(".env", "OTHER=1\n");

        var report = Check();

        Assert.Empty(Assert.Single(report.Deployments).SuppliedBy);
        Assert.Equal(Severity.Error, Assert.Single(report.Findings).Finding.Severity);
    }

    [Fact]
    public void The_policy_has_the_last_word_on_severities()
    {
        _folder.Write("compose.yml", "services:\n  web:\n    image: x:${TAG}\n");
        var off = new LintConfiguration { Severities = new Dictionary<string, Severity?> { ["KODA9002"] = null } };

        Assert.Empty(Check(configuration: off).Findings);
    }

    [Fact]
    public void A_file_that_vanishes_after_it_was_listed_is_told()
    {
        _folder.Write("compose.yml", "services: {}\n");
        var files = new DiskFileProvider();
        var discovered = Discover(files);
        File.Delete(_folder.PathTo("compose.yml"));

        var finding = Assert.Single(new DeploymentCheck(files) { Root = _folder.Path }.Run(discovered).Findings).Finding;

        Assert.Equal("KODA9001", finding.Rule.Id);
        Assert.Equal(_folder.PathTo("compose.yml"), finding.Location.Path);
    }

    private CheckReport Check(bool recursive = false, DeploymentEnvironment environment = DeploymentEnvironment.Auto, LintConfiguration? configuration = null)
    {
        var files = new DiskFileProvider();
        return new DeploymentCheck(files) { Root = _folder.Path, Settings = new PolicySettings { Configuration = configuration ?? LintConfiguration.Empty } }.Run(Discover(files, recursive, environment));
    }

    private DiscoveredDeployments Discover(DiskFileProvider files, bool recursive = false, DeploymentEnvironment environment = DeploymentEnvironment.Auto) =>
        DeploymentDiscovery.Find(_folder.Path, recursive, new ComposeRequest { WorkingDirectory = _folder.Path }, environment, files);
}
