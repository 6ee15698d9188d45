using Koda.Lint.Checking;
using Koda.Lint.Reports.Html;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Reports;

/// <summary>A format of reports.</summary>
public sealed class ReportFormat
{
    private readonly Action<CheckReport, Stream, ReportSurroundings> _write;

    private ReportFormat(string name, string description, Action<CheckReport, Stream, ReportSurroundings> write)
    {
        Name = name;
        Description = description;
        _write = write;
    }

    /// <summary>All formats; the first is the one for a terminal.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("text", "for people on a terminal", WriteText),
        new("json", "for programs", (report, output, place) => JsonReportWriter.Write(report, output, place.Folder, place.ToolVersion())),
        new("sarif", "SARIF 2.1.0, for code hosts and editors", (report, output, place) => SarifReportWriter.Write(report, output, place.Root, place.ToolVersion())),
        new("github", "workflow commands, which GitHub Actions shows at the lines", (report, output, place) => GitHubReportWriter.Write(report, output, place.Root)),
        new("gitlab", "GitLab's code quality report", (report, output, place) => GitLabReportWriter.Write(report, output, place.Root)),
        new("junit", "JUnit XML, for test reports of a CI", (report, output, place) => JUnitReportWriter.Write(report, output, place.Root)),
        new("html", "one page for people", HtmlReportWriter.Write) { ShowsDeployments = true },
    ];

    /// <summary>The name on the command line.</summary>
    public string Name { get; }

    /// <summary>What it is for, in a few words.</summary>
    public string Description { get; }

    /// <summary>Whether it shows the deployments themselves, which a check has to keep for it.</summary>
    public bool ShowsDeployments { get; private init; }

    /// <summary>The format of a name, or null.</summary>
    /// <param name="name">The name; case matters.</param>
    public static ReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>Writes a report as UTF-8 without a byte order mark, and leaves the stream open.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="surroundings">What the format may show beside the findings.</param>
    public void Write(CheckReport report, Stream output, ReportSurroundings surroundings) => _write(report, output, surroundings);

    private static void WriteText(CheckReport report, Stream output, ReportSurroundings surroundings)
    {
        using var text = Utf8Text.Over(output);
        new TextReportWriter(text, surroundings.Files, surroundings.Text).Write(report);
    }
}
