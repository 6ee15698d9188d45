using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Configuration;

public sealed class LintConfigurationReaderTests
{
    [Fact]
    public void Everything_that_the_file_can_say_is_read()
    {
        var configuration = Read("""
            deployments:
              - name: vps
                compose: [docker-compose.yml, docker-compose.prod.yml]
                env-file: .env
                profiles: [web]
                environment: production
                files: [Caddyfile, deploy/koda.service]
              - name: laptop
                compose: docker-compose.yml
              - name: proxy
                files: conf.d/site.conf
            rules:
              KODA2003: { severity: error, locked: true }
              koda6005: none
            policy:
              control-plane: app
              data-stores: [postgres, seaweedfs]
              loopback-ports: { allow-public: ["caddy:80", "caddy:443"] }
              audit-methods: [EmitAudit]
              tunnel: tailscale
            settings:
              known: KODA_ENVS
            """);

        Assert.Equal(["vps", "laptop", "proxy"], configuration.Deployments.Select(d => d.Name));
        Assert.Equal(["docker-compose.yml", "docker-compose.prod.yml"], configuration.Deployments[0].Compose);
        Assert.Equal([".env"], configuration.Deployments[0].EnvFiles);
        Assert.Equal(["Caddyfile", "deploy/koda.service"], configuration.Deployments[0].Files);
        Assert.Null(configuration.Deployments[1].Files);
        Assert.Empty(configuration.Deployments[2].Compose);
        Assert.Equal(["web"], configuration.Deployments[0].Profiles);
        Assert.Equal(DeploymentEnvironment.Production, configuration.Deployments[0].Environment);
        Assert.Equal(DeploymentEnvironment.Auto, configuration.Deployments[1].Environment);
        Assert.Equal(Severity.Error, configuration.Severities["KODA2003"]);
        Assert.Null(configuration.Severities["KODA6005"]);
        Assert.Equal(["KODA2003"], configuration.LockedRules);
        Assert.Equal("app", configuration.Policy.ControlPlane);
        Assert.Equal(["postgres", "seaweedfs"], configuration.Policy.DataStores);
        Assert.Equal(["caddy:80", "caddy:443"], configuration.Policy.PublicPorts);
        Assert.Equal(["EmitAudit"], configuration.Policy.AuditMethods);
        Assert.Equal("tailscale", configuration.Policy.Tunnel);
        Assert.Equal(["KODA_ENVS"], configuration.Policy.KnownSettings);
    }

    [Theory]
    [InlineData("deployment: []", "1:1", "did you mean 'deployments'?")]
    [InlineData("rules:\n  KODA2033: error", "2:3", "did you mean KODA2003?")]
    [InlineData("rules:\n  KODA2003: fatal", "2:13", "must be one of error, warning, info, none")]
    [InlineData("rules:\n  KODA2003: { severty: error }", "2:15", "did you mean 'severity'?")]
    [InlineData("deployments:\n  - compose: a.yml", "2:5", "needs a name")]
    [InlineData("deployments:\n  - name: x", "2:5", "needs at least one file")]
    [InlineData("deployments:\n  - { name: x, compose: a.yml }\n  - { name: x, compose: b.yml }", "3:13", "is taken")]
    [InlineData("deployments:\n  - { name: x, files: notes.txt }", "2:23", "cannot be told by its name")]
    [InlineData("deployments: x", "1:14", "must be a list")]
    [InlineData("policy:\n  loopback-ports: { allow-public: [\"80\"] }", "2:36", "service:port")]
    [InlineData("policy: [a]", "1:9", "must be a mapping")]
    [InlineData("policy: {}\npolicy: {}", "2:1", "twice")]
    [InlineData("a: [", "1:5", "")]
    [InlineData("{}\n---\n{}", "3:1", "one document")]
    public void A_mistake_is_told_at_its_place(string text, string place, string words)
    {
        LintConfigurationReader.Read(new SourceFile("koda-lint.yml", text), out var problems);

        var problem = Assert.Single(problems);
        Assert.Equal(place, problem.Span.ToLocation().Start.ToString());
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("deployments:\nrules: {}\n")]
    public void A_file_that_says_nothing_changes_nothing(string text)
    {
        var configuration = Read(text);

        Assert.Empty(configuration.Deployments);
        Assert.Empty(configuration.Severities);
    }

    private static LintConfiguration Read(string text)
    {
        var configuration = LintConfigurationReader.Read(new SourceFile("koda-lint.yml", text), out var problems);
        Assert.Empty(problems);
        return configuration;
    }
}
