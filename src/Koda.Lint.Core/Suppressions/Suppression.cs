using Koda.Lint.Text;

namespace Koda.Lint.Suppressions;

/// <summary>One rule that a comment suppresses, and where.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Span">The rule's id in the comment.</param>
/// <param name="FirstLine">The first line on which it is suppressed, 1-based.</param>
/// <param name="LastLine">The last one.</param>
/// <param name="Subject">The suppression's name: which of the file's suppressions of the rule it is, whatever line it stands on.</param>
public sealed record Suppression(RuleInfo Rule, SourceSpan Span, int FirstLine, int LastLine, string Subject)
{
    /// <summary>Whether it covers a finding of its file: the line on which a finding begins decides.</summary>
    /// <param name="finding">The finding.</param>
    public bool Covers(Finding finding) =>
        finding.Rule == Rule && finding.Location.Start.Line >= FirstLine && finding.Location.Start.Line <= LastLine;

    /// <summary>
    /// Whether a rule tells what could not be judged, or what is wrong with a suppression (9xxx). No comment suppresses it: behind it may be
    /// anything.
    /// </summary>
    /// <param name="rule">The rule.</param>
    public static bool IsInputRule(RuleInfo rule) => rule.Id.StartsWith("KODA9", StringComparison.Ordinal);
}

/// <summary>A suppression that cannot be used: something to tell.</summary>
/// <param name="Text">What is wrong with it.</param>
/// <param name="Span">Where.</param>
/// <param name="Subject">Its name, as that of a <see cref="Suppression"/>.</param>
public sealed record SuppressionProblem(FindingText Text, SourceSpan Span, string Subject);
