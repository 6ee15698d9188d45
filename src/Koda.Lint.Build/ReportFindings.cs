using Koda.Lint.Checking;
using Koda.Lint.Reports;
using Koda.Lint.Reports.Sarif;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Koda.Lint.Build;

/// <summary>Shows kept findings as errors, warnings and messages of the build, weighed as the project wants them.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportFindings : Task
{
    private const string None = "none";

    /// <summary>The findings: a file, with <c>Content</c> in Base64 where it could not be written.</summary>
    [Required]
    public ITaskItem[] Findings { get; set; } = [];

    /// <summary>The folder that was linted, absolute.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>The severities in one line.</summary>
    public string Severities { get; set; } = "";

    /// <summary>The least severity that fails the build: <c>error</c>, <c>warning</c>, <c>info</c> or <c>none</c>.</summary>
    public string FailOn { get; set; } = "";

    /// <summary>Where to write SARIF 2.1.0, seen from the root; empty for nowhere.</summary>
    public string Sarif { get; set; } = "";

    /// <inheritdoc />
    public override bool Execute()
    {
        var severities = SeveritySettings.Parse(Severities);
        foreach (var item in Findings)
        {
            if (Read(item, out var lockedRules) is not { } report)
            {
                Log.LogError(null, LintCodes.Settings, null, LintCodes.HelpLink, item.GetMetadata("FullPath"), 0, 0, 0, 0, "the kept findings are not whole: delete this file and build again");
                continue;
            }

            var weighed = report with { Findings = [.. report.Findings.Select(reported => Weighed(reported, severities, lockedRules)).OfType<ReportedFinding>()] };
            foreach (var reported in weighed.Findings)
                Show(reported.Finding);
            if (Sarif.Length > 0)
                WriteSarif(weighed);
        }

        return !Log.HasLoggedErrors;
    }

    private static CheckReport? Read(ITaskItem item, out IReadOnlyCollection<string> lockedRules)
    {
        if (item.GetMetadata("Content") is { Length: > 0 } content)
        {
            using var unkept = new MemoryStream(Convert.FromBase64String(content));
            return CheckReportFile.Read(unkept, out lockedRules);
        }

        try
        {
            using var kept = new MemoryStream(File.ReadAllBytes(item.GetMetadata("FullPath")));
            return CheckReportFile.Read(kept, out lockedRules);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            lockedRules = [];
            return null;
        }
    }

    private ReportedFinding? Weighed(ReportedFinding reported, SeveritySettings severities, IReadOnlyCollection<string> lockedRules)
    {
        var own = reported.Finding.Severity;
        var weighed = severities.SeverityOf(reported.Finding.Rule.Id, own);
        if (lockedRules.Contains(reported.Finding.Rule.Id) && !(weighed >= own))
            weighed = own;
        if (weighed is not { } severity)
            return null;
        severity = FailOn switch
        {
            None => severity == Severity.Error ? Severity.Warning : severity,
            "warning" => severity == Severity.Warning ? Severity.Error : severity,
            "info" => Severity.Error,
            _ => severity,
        };
        return reported with { Finding = reported.Finding with { Severity = severity } };
    }

    private void Show(Finding finding)
    {
        var id = finding.Rule.Id;
        var (path, start, end) = finding.Location;
        var text = FindingSentence.Of(finding);
        if (finding.Severity == Severity.Error)
            Log.LogError(null, id, null, finding.Rule.HelpUri, path, start.Line, start.Column, end.Line, end.Column, text);
        else if (finding.Severity == Severity.Warning)
            Log.LogWarning(null, id, null, finding.Rule.HelpUri, path, start.Line, start.Column, end.Line, end.Column, text);
        else
            Log.LogMessage(null, id, null, path, start.Line, start.Column, end.Line, end.Column, MessageImportance.Normal, text);
    }

    private void WriteSarif(CheckReport report)
    {
        var path = Path.Combine(Root, Sarif);
        using var written = new MemoryStream();
        SarifReportWriter.Write(report, written, Root, typeof(ReportFindings).Assembly.GetName().Version!.ToString(3));
        var bytes = written.ToArray();
        try
        {
            if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                return;
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Log.LogError(null, LintCodes.Settings, null, LintCodes.HelpLink, path, 0, 0, 0, 0, "KodaLintSarif cannot be written: " + e.Message);
        }
    }
}
