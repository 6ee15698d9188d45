using System.Text;
using System.Text.RegularExpressions;
using Koda.Lint.Suppressions;

namespace Koda.Lint.Reports;

/// <summary>Writes a rule's page, <c>docs/rules/KODA####.md</c>, as Markdown. The headings are the same on every page.</summary>
public static class RulePageWriter
{
    private static readonly Regex RuleId = new("(?<!`)\\bKODA[0-9]{4}\\b", RegexOptions.CultureInvariant);

    /// <summary>The page of a rule.</summary>
    /// <param name="rule">The rule.</param>
    public static string Write(RuleInfo rule)
    {
        var page = new StringBuilder();
        page.Append("<!-- Generated from rules/").Append(rule.Id).Append('.').Append(rule.Name).Append(".yml. Edit that file. -->\n\n");
        page.Append("# ").Append(rule.Id).Append(' ').Append(rule.Name).Append("\n\n");
        page.Append(rule.Title).Append(".\n\n");
        page.Append("| severity | category | found in |\n| --- | --- | --- |\n");
        page.Append("| ").Append(RuleWords.Of(rule.DefaultSeverity)).Append(" | ").Append(rule.Category).Append(" | ")
            .Append(string.Join(", ", RuleWords.Of(rule.Surfaces))).Append(" |\n\n");

        page.Append("## What it says\n\n");
        foreach (var message in rule.Messages)
            AppendFence(page, "text", Words(message));

        page.Append("## Why it matters\n\n").Append(Linked(rule.Why, rule)).Append("\n\n");
        page.Append("## How to fix it\n\n").Append(rule.HowToFix).Append("\n\n");

        if (rule.CodeFix is { } codeFix)
            page.Append("In C#, a code fix ").Append(codeFix).Append(".\n\n");

        page.Append("## What stays silent\n\n");
        foreach (var sentence in rule.StaysSilent)
            page.Append("- ").Append(Linked(sentence, rule)).Append('\n');

        page.Append("\n## Examples\n\n");
        if (rule.NoBadExample is { } reason)
            page.Append("No example shows the fault: ").Append(reason).Append(".\n\n");
        foreach (var example in rule.Examples)
            AppendExample(page, example);

        AppendSuppression(page, rule);
        return page.ToString();
    }

    /// <summary>Prose in which other rules lead to their pages.</summary>
    private static string Linked(string prose, RuleInfo rule) => RuleId.Replace(
        prose,
        match => match.Value != rule.Id && RuleCatalogue.Find(match.Value) is not null ? $"[{match.Value}]({match.Value}.md)" : match.Value);

    private static string Words(RuleMessage message)
    {
        var words = RuleWords.Of(message.Severity) + ": " + message.Text + "\n";
        if (message.Label is { } label)
            words += "  ^ " + label + "\n";
        if (message.Fix is { } fix)
            words += "  = fix: " + fix + "\n";
        return words;
    }

    private static void AppendExample(StringBuilder page, RuleExample example)
    {
        page.Append("### ").Append(example.Title).Append("\n\n");
        foreach (var file in example.Files)
        {
            page.Append('`').Append(file.Name).Append('`');
            if (file.Mode is { } mode)
                page.Append(", mode ").Append(mode);
            if (file.IsTracked)
                page.Append(", tracked by git");
            page.Append("\n\n");
            AppendFence(page, LanguageOf(file.Name), file.Text);
        }

        if (example.Arguments.Count > 0)
            page.Append("Checked with `koda-lint check ").Append(string.Join(" ", example.Arguments)).Append("`.\n\n");
        if (example.Expected.Count == 0)
            page.Append("Nothing is reported.\n\n");
        foreach (var place in example.Expected)
            page.Append("Reported at ").Append(Describe(place)).Append(".\n\n");
    }

    /// <summary><c>docker-compose.yml 5:9</c> in words.</summary>
    private static string Describe(string place)
    {
        var space = place.LastIndexOf(' ');
        var colon = place.LastIndexOf(':');
        return $"`{place.Substring(0, space)}` line {place.Substring(space + 1, colon - space - 1)}, column {place.Substring(colon + 1)}";
    }

    private static void AppendSuppression(StringBuilder page, RuleInfo rule)
    {
        page.Append("## How to suppress it\n\n");
        if (Suppression.IsInputRule(rule))
        {
            page.Append("No comment suppresses it: it tells what could not be judged, and behind that may be anything.\n\n");
        }
        else if ((rule.Surfaces & Surfaces.Configuration) != 0)
        {
            page.Append("Above the line, with a reason:\n\n");
            AppendFence(page, "yaml", "# koda-lint: disable=" + rule.Id + " -- what protects this place instead\n");
        }

        if ((rule.Surfaces & Surfaces.Source) != 0)
        {
            page.Append("In C#, around the line:\n\n");
            AppendFence(page, "csharp", "#pragma warning disable " + rule.Id + " // what protects this place instead\n");
        }

        page.Append("For a whole deployment, in `koda-lint.yml`:\n\n");
        AppendFence(page, "yaml", "rules:\n  " + rule.Id + ": { severity: none }\n");
        page.Length--;
    }

    private static void AppendFence(StringBuilder page, string language, string text)
    {
        text = Visible(text).TrimEnd('\n');
        var fence = "```";
        while (text.Contains(fence))
            fence += "`";
        page.Append(fence).Append(language).Append('\n').Append(text).Append('\n').Append(fence).Append("\n\n");
    }

    /// <summary>Control characters as their symbols, so that a page stays text.</summary>
    private static string Visible(string text) =>
        string.Concat(text.Select(c => c < ' ' && c is not ('\n' or '\t') ? (char)('\u2400' + c) : c));

    private static string LanguageOf(string fileName)
    {
        var name = fileName.Substring(fileName.LastIndexOf('/') + 1);
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".yml" or ".yaml" => "yaml",
            ".json" => "json",
            ".cs" => "csharp",
            ".service" => "ini",
            ".conf" => "nginx",
            ".html" or ".cshtml" or ".razor" => "html",
            ".env" => "dotenv",
            _ => name.StartsWith(".env", StringComparison.Ordinal) ? "dotenv" : "text",
        };
    }
}
