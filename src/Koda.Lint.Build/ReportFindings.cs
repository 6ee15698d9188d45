using Koda.Lint.Checking;
using Koda.Lint.Configuration;
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
            try
            {
                using var kept = Open(item);
                var shown = KeptFindings.ReadShown(kept);
                foreach (var finding in shown)
                    Show(finding, Weighed(finding, severities));
                if (Sarif.Length > 0)
                    WriteSarif(KeptFindings.ReadReport(kept), [.. shown.Select(finding => Weighed(finding, severities))]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException)
            {
                Log.LogError(null, LintCodes.Settings, null, LintCodes.HelpLink, item.GetMetadata("FullPath"), 0, 0, 0, 0, "the kept findings cannot be read: " + e.Message);
            }
        }

        return !Log.HasLoggedErrors;
    }

    private static MemoryStream Open(ITaskItem item) =>
        new(item.GetMetadata("Content") is { Length: > 0 } content ? Convert.FromBase64String(content) : File.ReadAllBytes(item.GetMetadata("FullPath")));

    private Severity? Weighed(ShownFinding finding, SeveritySettings severities)
    {
        var weighed = severities.SeverityOf(finding.Rule, finding.Severity);
        if (finding.IsLocked && !(weighed >= finding.Severity))
            weighed = finding.Severity;
        return (weighed, FailOn) switch
        {
            (Severity.Error, None) => Severity.Warning,
            (Severity.Warning, "warning") => Severity.Error,
            (not null, "info") => Severity.Error,
            _ => weighed,
        };
    }

    private void Show(ShownFinding finding, Severity? severity)
    {
        var (id, help, _, _, path, line, column, endLine, endColumn, text) = finding;
        switch (severity)
        {
            case Severity.Error:
                Log.LogError(null, id, null, help, path, line, column, endLine, endColumn, text);
                break;
            case Severity.Warning:
                Log.LogWarning(null, id, null, help, path, line, column, endLine, endColumn, text);
                break;
            case Severity.Info:
                Log.LogMessage(null, id, null, path, line, column, endLine, endColumn, MessageImportance.Normal, text);
                break;
        }
    }

    private void WriteSarif(CheckReport kept, IReadOnlyList<Severity?> weighed)
    {
        var findings = new List<ReportedFinding>();
        for (var i = 0; i < weighed.Count; i++)
        {
            if (weighed[i] is { } severity)
                findings.Add(kept.Findings[i] with { Finding = kept.Findings[i].Finding with { Severity = severity } });
        }

        var path = Path.Combine(Root, Sarif);
        using var written = new MemoryStream();
        SarifReportWriter.Write(kept with { Findings = findings }, written, Root, typeof(ReportFindings).Assembly.GetName().Version!.ToString(3));
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
