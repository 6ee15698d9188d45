using System.Globalization;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>Writes a report for people: each finding with the lines it is about, and at the end what was judged.</summary>
public sealed class TextReportWriter
{
    private readonly Ink _ink;
    private readonly TextReportOptions _options;
    private readonly CodeFrameWriter _frames;

    /// <summary>Prepares a writer.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="files">The files that were judged: their lines are shown, secrets masked.</param>
    /// <param name="options">How the report looks.</param>
    public TextReportWriter(TextWriter output, IFileProvider files, TextReportOptions options)
    {
        _ink = new Ink(output, options.UseColour);
        _options = options;
        _frames = new CodeFrameWriter(_ink, files, options);
    }

    /// <summary>Writes a report.</summary>
    /// <param name="report">What was found.</param>
    public void Write(CheckReport report)
    {
        foreach (var reported in report.Findings)
        {
            Write(reported.Finding, showDeployment: report.Deployments.Count > 1);
            _ink.EndLine();
        }

        foreach (var deployment in report.Deployments)
            Write(deployment);
        foreach (var path in report.LeftOut)
            Line("not judged: " + Relative(path));
        foreach (var note in report.Notes)
            Line(Printable.Of(note));
        Write(report.Hidden);
        WriteCounts(report);
    }

    private void Write(Finding finding, bool showDeployment)
    {
        _ink.Write(RuleWords.Of(finding.Severity) + " " + finding.Rule.Id, Ink.Of(finding.Severity));
        _ink.Write(": " + Printable.Of(finding.Message), Ink.Bold);
        _ink.EndLine();
        var gutter = CodeFrameWriter.GutterOf(finding);
        _frames.Write(finding, gutter);
        if (finding.Fix is { } fix)
            Note(gutter, "fix", fix);
        if (showDeployment && finding.Deployment is { } deployment)
            Note(gutter, "deployment", deployment);
        Note(gutter, "help", finding.Rule.HelpPath);
    }

    private void Note(int gutter, string name, string text)
    {
        _ink.Write(new string(' ', gutter + 1) + "= ", Ink.Gutter);
        _ink.Write(name + ":", Ink.Bold);
        _ink.Write(" " + Printable.Of(text));
        _ink.EndLine();
    }

    private void Write(JudgedDeployment deployment)
    {
        var files = deployment.Files.Count == 0 ? "no files" : string.Join(" + ", deployment.Files.Select(Relative));
        if (deployment.Companions.Count > 0)
            files += " with " + string.Join(", ", deployment.Companions.Select(Relative));
        var purpose = deployment.IsProduction ? "production" : "development, so production rules were off";
        Line(Printable.Of(deployment.Name) + ": " + files + ", judged as " + purpose);
        if (deployment.SuppliedBy.Count > 0)
            Line(Printable.Of(deployment.Name) + ": there is no .env, so what " + string.Join(" and ", deployment.SuppliedBy.Select(Relative)) + " names was not judged by value");
    }

    private void Write(HiddenFindings hidden)
    {
        if (hidden.Suppressed.Count > 0)
            Line("suppressed in files: " + Counted(hidden.Suppressed.Count));
        if (hidden.BaselinePath is { } baseline)
            Line("admitted by " + Relative(baseline) + ": " + Counted(hidden.Admitted.Count));
    }

    private static string Counted(int count) => count.ToString(CultureInfo.InvariantCulture) + (count == 1 ? " finding" : " findings");

    private void WriteCounts(CheckReport report)
    {
        if (report.Findings.Count == 0)
        {
            Line("no findings");
            return;
        }

        var separator = "";
        foreach (var severity in FindingCounts.All)
        {
            var count = report.Count(severity);
            _ink.Write(separator);
            _ink.Write(FindingCounts.Count(count, severity), count == 0 ? null : Ink.Of(severity));
            separator = ", ";
        }

        _ink.EndLine();
    }

    private void Line(string text)
    {
        _ink.Write(text);
        _ink.EndLine();
    }

    private string Relative(string path) =>
        path == DiskFileProvider.StandardInput ? "<stdin>" : Printable.Of(RelativePath.From(_options.Folder, path));
}
