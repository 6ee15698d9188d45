using Koda.Lint.Configuration;
using Koda.Lint.Engine.Tests.Reports;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Configuration;

public sealed class CompilerSeveritiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CompilerSeveritiesTests() => Directory.CreateDirectory(_folder.PathTo(".git"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("error", Severity.Error)]
    [InlineData("warning", Severity.Warning)]
    [InlineData("suggestion", Severity.Info)]
    [InlineData("silent", null)]
    [InlineData("none", null)]
    [InlineData("default", Severity.Error)]
    [InlineData("loud", Severity.Error)]
    [InlineData("Warning # for now", Severity.Warning)]
    public void A_global_file_says_it_for_all_files(string word, Severity? severity)
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = " + word + "\n");

        Assert.Equal(severity, SeverityIn("compose.yml"));
    }

    [Fact]
    public void Another_rule_says_nothing()
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2002.severity = none\ndotnet_diagnostic.severity = none\n");

        Assert.Equal(Severity.Error, SeverityIn("compose.yml"));
    }

    [Fact]
    public void A_section_of_an_editorconfig_says_it_for_its_files()
    {
        _folder.Write(".editorconfig", "[*.yml]\nDotnet_Diagnostic.koda2001.Severity = warning\n[other.yml]\ndotnet_diagnostic.KODA2001.severity = none\n");

        Assert.Equal(Severity.Warning, SeverityIn("compose.yml"));
        Assert.Equal(Severity.Warning, SeverityIn("deploy/compose.yml"));
        Assert.Null(SeverityIn("other.yml"));
        Assert.Equal(Severity.Error, SeverityIn("compose.yaml"));
    }

    [Fact]
    public void An_editorconfig_wins_over_a_global_file_and_the_nearest_over_those_above()
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = none\n");
        _folder.Write(".editorconfig", "[*]\ndotnet_diagnostic.KODA2001.severity = suggestion\n");
        _folder.Write("a/.editorconfig", "[*]\ndotnet_diagnostic.KODA2001.severity = warning\n");
        _folder.Write("b/.editorconfig", "root = true\n[*.json]\ndotnet_diagnostic.KODA2001.severity = warning\n");

        Assert.Equal(Severity.Info, SeverityIn("compose.yml"));
        Assert.Equal(Severity.Warning, SeverityIn("a/compose.yml"));
        Assert.Null(SeverityIn("b/compose.yml"));
    }

    [Fact]
    public void Global_files_that_disagree_say_nothing_unless_one_has_a_higher_level()
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = none\n");
        _folder.Write("a/.globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = warning\n");

        Assert.Equal(Severity.Error, SeverityIn("a/compose.yml", from: "a"));

        _folder.Write("a/.globalconfig", "is_global = true\nglobal_level = 101\ndotnet_diagnostic.KODA2001.severity = warning\n");

        Assert.Equal(Severity.Warning, SeverityIn("a/compose.yml", from: "a"));
    }

    [Fact]
    public void Nothing_beyond_the_repository_counts()
    {
        _folder.Write(".editorconfig", "[*]\ndotnet_diagnostic.KODA2001.severity = none\n");
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = none\n");
        Directory.CreateDirectory(_folder.PathTo("inner/.git"));

        Assert.Equal(Severity.Error, SeverityIn("inner/compose.yml", from: "inner"));
    }

    [Fact]
    public void It_wins_over_koda_lint_yml_but_makes_no_locked_rule_lighter()
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.KODA2001.severity = suggestion\n");
        var settings = new PolicySettings
        {
            Configuration = new LintConfiguration { Severities = new Dictionary<string, Severity?> { ["KODA2001"] = Severity.Warning } },
            CompilerSeverities = CompilerSeverities.Of(_folder.Path, new DiskFileProvider()),
        };
        var finding = ReportSamples.Finding(Location.OfFile(_folder.PathTo("compose.yml")));

        Assert.Equal(Severity.Info, settings.SeverityOf(finding));
        Assert.Equal(Severity.Warning, (settings with { Configuration = settings.Configuration with { LockedRules = ["KODA2001"] } }).SeverityOf(finding));
    }

    [Theory]
    [InlineData("*.yml", "a/b.yml", true)]
    [InlineData("*.yml", "a/b.yaml", false)]
    [InlineData("*.{yml,yaml}", "b.yaml", true)]
    [InlineData("{compose,docker-compose}{.prod,}.yml", "docker-compose.yml", true)]
    [InlineData("{compose,docker-compose}{.prod,}.yml", "compose.prod.yml", true)]
    [InlineData("{compose,docker-compose}{.prod,}.yml", "compose.dev.yml", false)]
    [InlineData("deploy/*.yml", "deploy/a.yml", true)]
    [InlineData("deploy/*.yml", "x/deploy/a.yml", false)]
    [InlineData("deploy/*.yml", "deploy/a/b.yml", false)]
    [InlineData("deploy/**.yml", "deploy/a/b.yml", true)]
    [InlineData("/a.yml", "a.yml", true)]
    [InlineData("/a.yml", "b/a.yml", false)]
    [InlineData("**/x/*.yml", "a/x/b.yml", true)]
    [InlineData("file{1..3}.yml", "file2.yml", true)]
    [InlineData("file{1..3}.yml", "file4.yml", false)]
    [InlineData("[abx-z].yml", "y.yml", true)]
    [InlineData("[!abx-z].yml", "y.yml", false)]
    [InlineData("[!a].yml", "c.yml", true)]
    [InlineData("a?.yml", "ab.yml", true)]
    [InlineData("a?.yml", "a.yml", false)]
    [InlineData("{single}.yml", "{single}.yml", true)]
    [InlineData("\\*.yml", "*.yml", true)]
    [InlineData("\\*.yml", "a.yml", false)]
    [InlineData("[a.yml", "[a.yml", true)]
    [InlineData("{a,{b,c}}.yml", "c.yml", true)]
    [InlineData("*", "Dockerfile", true)]
    public void A_section_covers_what_editorconfig_says(string pattern, string path, bool covers)
    {
        _folder.Write(".editorconfig", "[" + pattern + "]\ndotnet_diagnostic.KODA2001.severity = none\n");

        Assert.Equal(covers, SeverityIn(path) is null);
    }

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        _folder.Write(".editorconfig", "[" + string.Concat(Enumerable.Repeat("*{a,aa,*}", 200)) + "b]\ndotnet_diagnostic.KODA2001.severity = none\n");

        Assert.Equal(Severity.Error, SeverityIn(new string('a', 200)));
    }

    private Severity? SeverityIn(string path, string from = "")
    {
        var root = DeploymentPath.Clean(_folder.PathTo(from));
        return CompilerSeverities.Of(root, new DiskFileProvider()).Of(RuleCatalogue.PortPublishedOnAllInterfaces, _folder.PathTo(path), Severity.Error);
    }
}
