using System.Globalization;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>
/// Writes a report as workflow commands, which GitHub Actions shows at the lines of a pull request. GitHub shows ten errors, ten warnings and ten
/// notices of a step, so the findings that weigh most come first; all of them are in the step's log.
/// </summary>
/// <remarks>docs.github.com/actions/reference/workflow-commands-for-github-actions.</remarks>
public static class GitHubReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="root">The folder that paths are seen from, absolute: the checkout.</param>
    public static void Write(CheckReport report, Stream output, string root)
    {
        using var text = Utf8Text.Over(output);
        foreach (var reported in report.Findings.OrderByDescending(reported => reported.Finding.Severity))
            Write(text, reported.Finding, root);
        text.WriteLine(Data(Summary(report)));
    }

    private static void Write(StreamWriter text, Finding finding, string root)
    {
        var (start, end) = (finding.Location.Start, finding.Location.End);
        text.Write("::" + CommandOf(finding.Severity));
        text.Write(" file=" + Property(RelativePath.From(root, finding.Location.Path)));
        text.Write(",line=" + Number(start.Line) + ",endLine=" + Number(end.Line));

        // Columns hold for one line only; GitHub ignores an annotation that has them for several.
        if (start.Line == end.Line && end.Column > start.Column)
            text.Write(",col=" + Number(start.Column) + ",endColumn=" + Number(end.Column));
        text.Write(",title=" + Property(finding.Rule.Id + " " + finding.Rule.Title));
        text.WriteLine("::" + Data(MessageOf(finding, root)));
    }

    private static string MessageOf(Finding finding, string root)
    {
        var message = Printable.Of(finding.Message);
        foreach (var related in finding.Related)
            message += "\n" + Printable.Of(RelativePath.From(root, related.Location.Path)) + ":" + related.Location.Start + ": " + Printable.Of(related.Message);
        if (finding.Fix is { } fix)
            message += "\nfix: " + Printable.Of(fix);
        return message + "\nhelp: " + finding.Rule.HelpUri;
    }

    private static string Summary(CheckReport report) => "koda-lint: " + FindingCounts.CountsOf(report);

    private static string CommandOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What follows the command: one line, in which a percent sign would begin an escape.</summary>
    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    /// <summary>A property ends at a comma or a colon, too.</summary>
    private static string Property(string text) => Data(Printable.Of(text)).Replace(":", "%3A").Replace(",", "%2C");
}
