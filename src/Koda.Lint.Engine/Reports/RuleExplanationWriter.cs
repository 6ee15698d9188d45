namespace Koda.Lint.Reports;

/// <summary>Explains a rule in a terminal: the words of its page, without Markdown's tables and fences.</summary>
public sealed class RuleExplanationWriter
{
    private readonly Ink _ink;

    /// <summary>Prepares a writer.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="useColour">Whether to colour with ANSI escape sequences.</param>
    public RuleExplanationWriter(TextWriter output, bool useColour) => _ink = new Ink(output, useColour);

    /// <summary>Explains a rule.</summary>
    /// <param name="rule">The rule.</param>
    public void Write(RuleInfo rule)
    {
        _ink.Write(rule.Id + " " + rule.Name, Ink.Bold);
        Line();
        Line(rule.Title + ".");
        _ink.Write(RuleWords.Of(rule.DefaultSeverity), Ink.Of(rule.DefaultSeverity));
        Line(", " + rule.Category + ", found in " + string.Join(", ", RuleWords.Of(rule.Surfaces)).Replace("`", ""));

        Heading("Why it matters");
        Text(rule.Why);
        Heading("How to fix it");
        Text(rule.HowToFix);
        if (rule.CodeFix is { } codeFix)
            Text("\nIn C#, a code fix " + codeFix + ".");
        Heading("What stays silent");
        foreach (var sentence in rule.StaysSilent)
            Text("- " + sentence);
        Heading("Examples");
        if (rule.NoBadExample is { } reason)
            Text("No example shows the fault: " + reason + ".");
        foreach (var example in rule.Examples)
            Write(example);
        Line();
        _ink.Write("= page: ", Ink.Gutter);
        Line(rule.HelpUri);
    }

    private void Write(RuleExample example)
    {
        _ink.Write("  " + example.Title, Ink.Related);
        Line(example.Arguments.Count > 0 ? "  (koda-lint check " + string.Join(" ", example.Arguments) + ")" : "");
        foreach (var file in example.Files)
        {
            Line("    " + file.Name + (file.Mode is { } mode ? ", mode " + mode : "") + (file.IsTracked ? ", tracked by git" : ""));
            foreach (var line in file.Text.TrimEnd('\n').Split('\n'))
                Line("      " + Printable.Of(line));
        }

        Line(example.Expected.Count == 0 ? "    nothing is reported" : "    reported at " + string.Join(", ", example.Expected));
        Line();
    }

    private void Heading(string text)
    {
        Line();
        _ink.Write(text, Ink.Bold);
        Line();
    }

    /// <summary>Markdown reads well in a terminal as it is; only fences are taken out, and what they held is set off.</summary>
    private void Text(string markdown)
    {
        var isCode = false;
        foreach (var line in markdown.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = !isCode;
            else
                Line((isCode ? "      " : "  ") + line);
        }
    }

    private void Line(string text = "")
    {
        _ink.Write(text);
        _ink.EndLine();
    }
}
