using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

/// <summary>
/// The generated pages are committed, so that they can be read on the web and reviewed with the rule that they describe.
/// These tests fail when they are not what the catalogue says; with KODA_LINT_WRITE_DOCS=1 they write the pages instead.
/// </summary>
public sealed class RuleDocumentationTests
{
    private const string Remedy = "Run the tests of Koda.Lint.Engine.Tests with KODA_LINT_WRITE_DOCS=1 and commit what they write.";

    private static readonly bool Writes = Environment.GetEnvironmentVariable("KODA_LINT_WRITE_DOCS") == "1";

    public static TheoryData<string> Ids => [.. RuleCatalogue.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_what_its_rule_file_says(string id)
    {
        var rule = RuleCatalogue.Find(id)!;
        AssertWritten(rule.HelpPath, RulePageWriter.Write(rule));
    }

    [Fact]
    public void The_index_lists_all_rules() =>
        AssertWritten("docs/rules/README.md", RuleTableWriter.WriteIndex(RuleCatalogue.All));

    [Fact]
    public void The_readme_lists_all_rules() => AssertTable("README.md", RuleTableWriter.WriteInto);

    [Fact]
    public void The_page_on_the_boot_guard_says_at_which_doors_each_rule_stands() => AssertTable("docs/boot-guard.md", RuleTableWriter.WriteDoorsInto);

    [Fact]
    public void No_page_is_left_of_a_rule_that_is_gone()
    {
        var stale = Directory.GetFiles(Repository.PathTo("docs/rules"))
            .Select(path => Path.GetFileName(path)!)
            .Except(RuleCatalogue.All.Select(rule => rule.Id + ".md").Append("README.md"))
            .ToList();
        if (Writes)
            stale.ForEach(name => File.Delete(Repository.PathTo("docs/rules/" + name)));
        else
            Assert.True(stale.Count == 0, string.Join(", ", stale) + ": no such rule. " + Remedy);
    }

    [Fact]
    public void Every_help_link_leads_to_a_page() =>
        Assert.All(RuleCatalogue.All, rule => Assert.True(File.Exists(Repository.PathTo(rule.HelpPath)), rule.HelpPath + " is missing. " + Remedy));

    private static void AssertTable(string relative, Func<string, IReadOnlyList<RuleInfo>, string?> write)
    {
        var path = Repository.PathTo(relative);
        Assert.True(File.Exists(path), $"There is no {relative}.");
        var document = write(File.ReadAllText(path), RuleCatalogue.All);
        Assert.True(document is not null, $"{relative} needs {RuleTableWriter.Begin} and {RuleTableWriter.End} where the table of rules goes.");
        AssertWritten(relative, document);
    }

    private static void AssertWritten(string relative, string text)
    {
        var path = Repository.PathTo(relative);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return;
        }

        Assert.True(File.Exists(path), relative + " is missing. " + Remedy);
        Assert.True(File.ReadAllText(path) == text, relative + " is not what the catalogue says. " + Remedy);
    }
}
