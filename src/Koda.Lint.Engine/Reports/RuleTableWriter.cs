using System.Text;

namespace Koda.Lint.Reports;

/// <summary>Writes the rules as Markdown tables: the index of <c>docs/rules</c>, the table of the README, the doors of <c>docs/boot-guard.md</c>.</summary>
public static class RuleTableWriter
{
    /// <summary>What stands before the generated table of a document.</summary>
    public const string Begin = "<!-- rules:begin -->";

    /// <summary>What stands behind it.</summary>
    public const string End = "<!-- rules:end -->";

    /// <summary>The index page, <c>docs/rules/README.md</c>, a table for each category.</summary>
    /// <param name="rules">The rules, sorted by id.</param>
    public static string WriteIndex(IReadOnlyList<RuleInfo> rules)
    {
        var page = new StringBuilder("<!-- Generated from rules/*.yml. -->\n\n# Rules\n\n");
        page.Append(
            """
            Every finding names its rule, and every rule has a page here: what it says, why it matters, how to fix it, what
            stays silent, and examples that the tests run. An *error* fails a gate and refuses a boot; a *warning* and an
            *info* are reported.


            """);
        foreach (var category in rules.GroupBy(rule => rule.Category))
        {
            page.Append("## ").Append(category.Key).Append("\n\n| rule | severity | what is wrong | found in |\n| --- | --- | --- | --- |\n");
            foreach (var rule in category)
            {
                page.Append("| [").Append(rule.Id).Append("](").Append(rule.Id).Append(".md) ").Append(rule.Name)
                    .Append(" | ").Append(RuleWords.Of(rule.DefaultSeverity))
                    .Append(" | ").Append(Cell(rule.Title))
                    .Append(" | ").Append(string.Join(", ", RuleWords.Of(rule.Surfaces))).Append(" |\n");
            }

            page.Append('\n');
        }

        page.Length--;
        return page.ToString();
    }

    /// <summary>Puts the table of all rules between the marks of a document.</summary>
    /// <param name="document">The README.</param>
    /// <param name="rules">The rules, sorted by id.</param>
    /// <returns>The document with the table, or null when it has no <see cref="Begin"/> followed by <see cref="End"/>.</returns>
    public static string? WriteInto(string document, IReadOnlyList<RuleInfo> rules)
    {
        var table = new StringBuilder("\n| rule | severity | what is wrong |\n| --- | --- | --- |\n");
        foreach (var rule in rules)
        {
            table.Append("| [").Append(rule.Id).Append("](").Append(rule.HelpPath).Append(") | ")
                .Append(RuleWords.Of(rule.DefaultSeverity)).Append(" | ").Append(Cell(rule.Title)).Append(" |\n");
        }

        return PutBetweenMarks(table, document);
    }

    /// <summary>Puts the table of the doors at which each rule stands between the marks of a document: the build, the gate, the boot.</summary>
    /// <param name="document">The page on the boot guard.</param>
    /// <param name="rules">The rules, sorted by id.</param>
    /// <returns>The document with the table, or null when it has no <see cref="Begin"/> followed by <see cref="End"/>.</returns>
    public static string? WriteDoorsInto(string document, IReadOnlyList<RuleInfo> rules)
    {
        // The file system is the gate's: a build's checkout has no modes to judge.
        const Surfaces build = Surfaces.Source | (Surfaces.Configuration & ~Surfaces.FileSystem);
        var table = new StringBuilder("\n| rule | build | gate | boot |\n| --- | --- | --- | --- |\n");
        foreach (var rule in rules)
        {
            table.Append("| [").Append(rule.Id).Append("](rules/").Append(rule.Id).Append(".md) ").Append(Cell(rule.Title))
                .Append(" | ").Append(string.Join(", ", RuleWords.Of(rule.Surfaces & build)))
                .Append(" | ").Append(string.Join(", ", RuleWords.Of(rule.Surfaces & Surfaces.Configuration)))
                .Append(" | ").Append(rule.Surfaces.HasFlag(Surfaces.BootGuard) ? RuleWords.Of(rule.DefaultSeverity) : "").Append(" |\n");
        }

        return PutBetweenMarks(table, document);
    }

    private static string? PutBetweenMarks(StringBuilder table, string document)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = begin < 0 ? -1 : document.IndexOf(End, begin, StringComparison.Ordinal);
        return end < 0 ? null : document.Substring(0, begin + Begin.Length) + table + document.Substring(end);
    }

    private static string Cell(string text) => text.Replace("|", "\\|");
}
