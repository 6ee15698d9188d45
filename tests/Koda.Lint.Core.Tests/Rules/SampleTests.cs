using Koda.Lint.Deployments;
using Koda.Lint.Rules;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>The samples, with the <c>.env</c> that their READMEs have people make.</summary>
public sealed class SampleTests
{
    private const Surfaces JudgedHere = Surfaces.Configuration;

    /// <summary>Files that cannot be read and suppressions are the hosts' business; no rule fails on a known file.</summary>
    private static readonly string[] NotJudgedHere = ["KODA9001", "KODA9005", "KODA9006", "KODA9007"];

    private static readonly string[] Hardened = ["docker-compose.yml", "docker-compose.prod.yml", "Caddyfile", "koda.service", "appsettings.json"];

    [Fact]
    public void Every_rule_on_configuration_finds_its_fault_in_the_broken_sample()
    {
        var rules = RuleCatalogue.All.Where(rule => (rule.Surfaces & JudgedHere) != 0 && !NotJudgedHere.Contains(rule.Id));
        var found = Broken("docker-compose.yml", "docker-compose.prod.yml").Findings.Concat(Broken("docker-compose.release.yml").Findings)
            .Where(finding => (finding.Rule.Surfaces & JudgedHere) != 0);

        Assert.Equal(rules.Select(rule => rule.Id), found.Select(finding => finding.Rule.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_fault_of_the_broken_sample_weighs_what_its_rule_says() => Assert.Equal(
        RuleRegistry.All.Where(rule => (rule.Info.Surfaces & JudgedHere) != 0).Select(rule => rule.Info.Id + " " + rule.Info.DefaultSeverity),
        Broken("docker-compose.yml", "docker-compose.prod.yml").RequiringEnv().Findings.Concat(Broken("docker-compose.release.yml").RequiringEnv().Findings)
            .Where(finding => (finding.Rule.Surfaces & JudgedHere) != 0 && !finding.Rule.Id.StartsWith("KODA9", StringComparison.Ordinal))
            .GroupBy(finding => finding.Rule.Id)
            .Select(group => group.Key + " " + group.Max(finding => finding.Severity))
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_is_found_in_the_hardened_sample()
    {
        var hardened = Load("vps-hardened", Hardened).And(".env", Generate(Text("vps-hardened", ".env.example")))
            .Seeing(new FileFact(".env", SecretFileKind.EnvFile) { UnixMode = 0x180, Git = GitState.Ignored });

        Assert.Equal([], hardened.RequiringEnv().Findings.Select(finding => finding.Rule.Id + " " + Deploying.Show(finding)));
        Assert.True(hardened.Deployment.IsProduction);
    }

    [Fact]
    public void Without_its_env_file_the_hardened_sample_says_what_comes_at_deploy_and_no_more()
    {
        var checkout = Load("vps-hardened", Hardened).And(".env.example", Text("vps-hardened", ".env.example"));

        Assert.NotEmpty(checkout.Findings);
        Assert.All(checkout.Findings, finding => Assert.Equal(Severity.Info, finding.Severity));
    }

    [Fact]
    public void Copied_as_it_is_the_hardened_sample_s_template_is_not_good_enough() => Assert.Equal(
        ["POSTGRES_PASSWORD", "RUNTIME_LOCAL_UI_TOKEN", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY", "WEB_OPERATOR_SESSION_SECRET"],
        Load("vps-hardened", Hardened).And(".env", Text("vps-hardened", ".env.example"))
            .Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Subject["secret:".Length..]).Order(StringComparer.Ordinal));

    private static Deploying Broken(params string[] composeFiles) => Load("vps-broken", [.. composeFiles, "nginx.conf", "koda.service", "appsettings.json"])
        .And("generated.yaml", Text("vps-broken", "generated.yaml"))
        .And(".env", Text("vps-broken", "env.sample").Replace("@random@", "b6f1c0de9a7e45d28c3b1f07e6a4d95830e2c7f4", StringComparison.Ordinal))
        .Seeing(new FileFact(".env", SecretFileKind.EnvFile) { UnixMode = 0x1A4, Git = GitState.Tracked })
        .Seeing(new FileFact("state", SecretFileKind.StateFolder) { UnixMode = 0x1ED })
        .Seeing(new FileFact("state/control_plane/bootstrap.txt", SecretFileKind.BootstrapCode) { ExpiredAt = "2020-01-01 00:00 UTC" });

    private static Deploying Load(string sample, params string[] composeFiles) => Deploying.Files([.. composeFiles.Select(file => (file, Text(sample, file)))]);

    /// <summary>As the sample's README does it, but the same in every run.</summary>
    private static string Generate(string template)
    {
        var random = new Random(1);
        return string.Join("\n", template.Split('\n').Select(line => line.EndsWith("=replace-with-random", StringComparison.Ordinal)
            ? line.Replace("replace-with-random", string.Concat(Enumerable.Range(0, 64).Select(_ => "0123456789abcdef"[random.Next(16)])), StringComparison.Ordinal)
            : line));
    }

    private static string Text(string sample, string file) => File.ReadAllText(Path.Combine(Repository.Root, "samples", sample, file));
}
