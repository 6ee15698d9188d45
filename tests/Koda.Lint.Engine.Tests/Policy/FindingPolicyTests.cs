using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Policy;

public sealed class FindingPolicyTests : IDisposable
{
    private const string TwoServices = "services:\n  a:\n    image: x:1\n    ports: [\"80:80\"]\n  b:\n    image: x:1\n    ports: [\"81:81\"]\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var rule in (RuleInfo[])[RuleCatalogue.SuppressionStale, RuleCatalogue.SuppressionWithoutReason])
            {
                for (var i = 0; i < rule.Examples.Count; i++)
                    examples.Add(rule.Id, i);
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_judged_as_its_rule_file_says(string id, int number)
    {
        var example = RuleCatalogue.Find(id)!.Examples[number];
        foreach (var file in example.Files)
            _folder.Write(file.Name, file.Text);

        var found = Check().Findings.Select(reported => reported.Finding).Where(finding => finding.Rule.Id == id);

        Assert.Equal(["--environment", "production"], example.Arguments);
        Assert.Equal(example.Expected, found.Select(finding => RelativePath.From(_folder.Path, finding.Location.Path) + " " + finding.Location.Start));
    }

    [Fact]
    public void The_broken_sample_has_a_stale_suppression_and_one_without_a_reason_and_the_hardened_one_neither()
    {
        string[] rules = ["KODA9005", "KODA9006"];

        Assert.Equal(rules, RulesIn("samples/vps-broken").Intersect(rules).Order(StringComparer.Ordinal));
        Assert.Empty(RulesIn("samples/vps-hardened").Intersect(rules));
    }

    [Fact]
    public void A_suppression_hides_its_finding_and_the_report_counts_it()
    {
        _folder.Write("compose.yml", TwoServices.Replace("[\"80:80\"]", "[\"80:80\"] # koda-lint: disable=KODA2001 -- why", StringComparison.Ordinal));

        var report = Check();

        Assert.Equal(["KODA2001"], report.Findings.Select(reported => reported.Finding.Rule.Id));
        Assert.Single(report.Hidden.Suppressed);
    }

    [Fact]
    public void An_auditor_sees_what_suppressions_and_baseline_hide()
    {
        _folder.Write("compose.yml", TwoServices.Replace("[\"80:80\"]", "[\"80:80\"] # koda-lint: disable=KODA2001 -- why", StringComparison.Ordinal));
        var baseline = BaselineOf(Check());

        Assert.Empty(Check(new PolicySettings { Baseline = baseline }).Findings);
        var all = Check(new PolicySettings { Baseline = baseline, ShowsAll = true });
        Assert.Equal(["KODA2001", "KODA2001"], all.Findings.Select(reported => reported.Finding.Rule.Id));
        Assert.Equal([], all.Hidden.Suppressed);
    }

    [Fact]
    public void A_locked_rule_is_neither_suppressed_nor_admitted()
    {
        _folder.Write("compose.yml", TwoServices.Replace("[\"80:80\"]", "[\"80:80\"] # koda-lint: disable=KODA2001 -- why", StringComparison.Ordinal));
        var baseline = BaselineOf(Check(new PolicySettings { ShowsAll = true }));

        var report = Check(new PolicySettings { Baseline = baseline, Configuration = new LintConfiguration { LockedRules = ["KODA2001"] } });

        Assert.Equal(2, report.Findings.Count(reported => reported.Finding.Rule.Id == "KODA2001"));
        Assert.Equal(3, report.Findings.Count(reported => reported.Finding.Rule.Id == "KODA9005" && reported.Finding.Message.Contains("locked", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_baseline_admits_old_faults_wherever_they_moved_and_nothing_else()
    {
        _folder.Write("compose.yml", TwoServices);
        var baseline = BaselineOf(Check());
        _folder.Write("compose.yml", "# moved\n\nservices:\n  c:\n    image: x:1\n    ports: [\"82:82\"]\n  b:\n    image: x:2\n    ports: [\"81:81\"]\n  a:\n    image: x:1\n    ports:\n      - \"80:80\"\n");

        var report = Check(new PolicySettings { Baseline = baseline });

        Assert.Contains("82", Assert.Single(report.Findings).Finding.Message, StringComparison.Ordinal);
        Assert.Equal(2, report.Hidden.Admitted.Count);
    }

    [Fact]
    public void A_baseline_of_a_folder_above_holds_for_what_is_below()
    {
        _folder.Write("deploy/compose.yml", TwoServices);
        var baseline = BaselineOf(Check(recursive: true));

        Assert.Empty(Check(new PolicySettings { Baseline = baseline }, folder: "deploy").Findings);
    }

    [Fact]
    public void An_entry_whose_fault_is_gone_is_told_at_its_line()
    {
        _folder.Write("compose.yml", TwoServices);
        var baseline = BaselineOf(Check());
        _folder.Write("compose.yml", TwoServices.Replace("81:81", "127.0.0.1:81:81", StringComparison.Ordinal));

        var finding = Assert.Single(Check(new PolicySettings { Baseline = baseline }).Findings).Finding;

        Assert.Equal("KODA9005", finding.Rule.Id);
        Assert.Equal(_folder.PathTo(Baseline.FileName), finding.Location.Path);
        Assert.Equal(5, finding.Location.Start.Line);
    }

    [Fact]
    public void An_entry_of_a_file_that_is_gone_is_told_too()
    {
        _folder.Write("compose.yml", TwoServices);
        _folder.Write("compose.prod.yml", "services:\n  c:\n    image: x:1\n    ports: [\"82:82\"]\n");
        var baseline = BaselineOf(Check());
        File.Delete(_folder.PathTo("compose.prod.yml"));

        Assert.Equal(["KODA9005"], Check(new PolicySettings { Baseline = baseline }).Findings.Select(reported => reported.Finding.Rule.Id));
    }

    [Fact]
    public void An_entry_of_a_file_that_was_not_judged_is_left_alone()
    {
        _folder.Write("a/compose.yml", TwoServices);
        _folder.Write("b/compose.yml", TwoServices);
        var baseline = BaselineOf(Check(recursive: true));

        Assert.Empty(Check(new PolicySettings { Baseline = baseline }, folder: "a").Findings);
    }

    [Theory]
    [InlineData(30, 2)]
    [InlineData(31, 2)]
    [InlineData(32, 4)]
    public void An_entry_admits_up_to_its_last_day(int day, int findings)
    {
        _folder.Write("compose.yml", TwoServices + "  c:\n    image: x:${TAG}\n    ports: [\"82:82\"]\n");
        var baseline = BaselineOf(Check(), expires: new DateTime(2030, 12, 31, 0, 0, 0, DateTimeKind.Utc), entries: 1);
        var today = new DateTime(2030, 12, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day - 1);

        var report = Check(new PolicySettings { Baseline = baseline, Today = today });

        Assert.Equal(findings, report.Findings.Count - 1);
        Assert.Equal(day > 31, report.Findings.Any(reported => reported.Finding.Message.Contains("until 2030-12-31", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_suppression_of_a_rule_that_is_turned_off_is_not_stale()
    {
        _folder.Write("compose.yml", "# koda-lint: disable-file=KODA2001 -- why\nservices:\n  a:\n    image: x:1\n");
        var off = new LintConfiguration { Severities = new Dictionary<string, Severity?> { ["KODA2001"] = null } };

        Assert.Empty(Check(new PolicySettings { Configuration = off }).Findings);
        _folder.Write(".editorconfig", "root = true\n[*.yml]\ndotnet_diagnostic.KODA2001.severity = none\n");
        Assert.Empty(Check(new PolicySettings { CompilerSeverities = CompilerSeverities.Of(_folder.Path, new DiskFileProvider()) }).Findings);
        Assert.Equal(["KODA9005"], Check().Findings.Select(reported => reported.Finding.Rule.Id));
    }

    [Fact]
    public void A_suppression_that_one_of_two_deployments_needs_is_not_stale()
    {
        _folder.Write("shared.yml", "services:\n  s:\n    image: x:1\n    ports: [\"${P:-127.0.0.1:1}:1\"] # koda-lint: disable=KODA2001 -- why\n");
        _folder.Write("a/compose.yml", "include: [{ path: ../shared.yml, env_file: a.env }]\n");
        _folder.Write("a/a.env", "P=1\n");
        _folder.Write("b/compose.yml", "include: [{ path: ../shared.yml, env_file: b.env }]\n");
        _folder.Write("b/b.env", "P=127.0.0.1:1\n");

        Assert.Empty(Check(recursive: true).Findings);
        Assert.Equal(["KODA9005"], Check(folder: "b").Findings.Select(reported => reported.Finding.Rule.Id));
    }

    private CheckReport Check(PolicySettings? settings = null, bool recursive = false, string folder = "")
    {
        var files = new DiskFileProvider();
        var root = DeploymentPath.Clean(_folder.PathTo(folder));
        var discovered = DeploymentDiscovery.Find(root, recursive, new ComposeRequest { WorkingDirectory = root }, DeploymentEnvironment.Production, files);
        return new DeploymentCheck(files) { Root = root, Settings = settings ?? new PolicySettings() }.Run(discovered);
    }

    private static IEnumerable<string> RulesIn(string sample)
    {
        var files = new DiskFileProvider();
        var root = DeploymentPath.Clean(Repository.PathTo(sample));
        var discovered = DeploymentDiscovery.Find(root, recursive: false, new ComposeRequest { WorkingDirectory = root }, DeploymentEnvironment.Auto, files);
        return new DeploymentCheck(files) { Root = root }.Run(discovered).Findings.Select(reported => reported.Finding.Rule.Id);
    }

    /// <summary>The report as the baseline that <c>koda-lint baseline</c> would write, or its first entries.</summary>
    private Baseline BaselineOf(CheckReport report, DateTime? expires = null, int entries = int.MaxValue)
    {
        var update = BaselineUpdate.Of(report, new HashSet<string>(), _folder.Path, before: null, new PolicySettings(), expires, new DiskFileProvider());
        _folder.Write(Baseline.FileName, Baseline.Write(update.Entries.Where(entry => entry.Rule == "KODA2001").Take(entries)));
        return Baseline.Read(_folder.PathTo(Baseline.FileName), new DiskFileProvider());
    }
}
