using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports.Sarif;

/// <summary>Writes a report as SARIF 2.1.0, which code hosts and editors show. It holds no line of any file.</summary>
public static class SarifReportWriter
{
    /// <summary>The published schema that the report conforms to.</summary>
    public const string Schema = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The name under which a code host finds a finding's fingerprint again; the number changes when the recipe does.</summary>
    public const string FingerprintName = "kodaLint/v1";

    /// <summary>The only fingerprint that GitHub goes by; without it, its action hashes lines, which an edit nearby changes.</summary>
    public const string GitHubFingerprintName = "primaryLocationLineHash";

    /// <summary>How many results GitHub takes in a run. It refuses a log with more, all of it.</summary>
    public const int MaxResults = 25_000;

    internal const string ToolName = "koda-lint";
    internal const string RootName = "%SRCROOT%";
    internal const string FixSeparator = ". To fix it: ";

    internal static readonly SarifJsonContext Context =
        new(new JsonSerializerOptions(SarifJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a report as indented UTF-8 with a line break at its end.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="root">The folder that paths are seen from, absolute: <c>%SRCROOT%</c>.</param>
    /// <param name="toolVersion">The version of Koda.Lint.</param>
    public static void Write(CheckReport report, Stream output, string root, string toolVersion)
    {
        var rules = RuleCatalogue.All;
        var indices = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Count; i++)
            indices[rules[i].Id] = i;

        var shown = report.Findings.Count <= MaxResults
            ? report.Findings
            : [.. report.Findings.OrderByDescending(reported => reported.Finding.Severity).Take(MaxResults)];
        var run = new SarifRun(
            new SarifTool(new SarifDriver(ToolName, toolVersion, RuleInfo.ProjectUri, [.. rules.Select(ToRule)])),
            shown.Count < report.Findings.Count ? [LeftOut(report.Findings.Count - shown.Count)] : null,
            "utf16CodeUnits",
            new Dictionary<string, SarifArtifactLocation> { [RootName] = new(FileUri(root.TrimEnd('/') + "/"), UriBaseId: null) },
            [.. shown.Select(reported => ToResult(reported, indices, root))],
            ToProperties(report, root));
        JsonSerializer.Serialize(output, new SarifLog(Schema, "2.1.0", [run]), Context.SarifLog);
        output.WriteByte((byte)'\n');
    }

    private static SarifInvocation LeftOut(int count) => new(
        ExecutionSuccessful: true,
        [new SarifNotification("warning", new SarifText(count.ToString(CultureInfo.InvariantCulture) + " of the lightest findings are left out: a code host takes no more in one log"))]);

    private static SarifRunProperties ToProperties(CheckReport report, string root) => new(
        [.. report.Deployments.Select(deployment => new SarifDeployment(
            deployment.Name,
            deployment.Index,
            deployment.IsProduction,
            [.. deployment.Files.Select(path => ToArtifact(path, root))],
            [.. deployment.SuppliedBy.Select(path => ToArtifact(path, root))]))],
        [.. report.LeftOut.Select(path => ToArtifact(path, root))],
        report.Hidden.Suppressed,
        report.Hidden.Admitted,
        [.. report.Hidden.Kept.Select(place => ToPhysical(place, root))],
        report.Hidden.BaselinePath is { } baseline ? ToArtifact(baseline, root) : null);

    private static SarifRule ToRule(RuleInfo rule) => new(
        rule.Id,
        rule.Name,
        new SarifText(rule.Title),
        new SarifText(FirstParagraph(rule.Why)),
        new SarifText(rule.Why + "\n\n" + rule.HowToFix, rule.Why + "\n\n## How to fix it\n\n" + rule.HowToFix),
        rule.HelpUri,
        new SarifConfiguration(LevelOf(rule.DefaultSeverity)),
        new SarifRuleProperties(["security", rule.Category.ToLowerInvariant()], "high"));

    private static SarifResult ToResult(ReportedFinding reported, Dictionary<string, int> indices, string root)
    {
        var finding = reported.Finding;
        var related = finding.Related.Select((place, i) => new SarifLocation(i + 1, ToPhysical(place.Location, root), new SarifText(place.Message))).ToArray();
        return new SarifResult(
            finding.Rule.Id,
            indices[finding.Rule.Id],
            LevelOf(finding.Severity),
            new SarifText(finding.Fix is { } fix ? finding.Message + FixSeparator + fix : finding.Message),
            [new SarifLocation(null, ToPhysical(finding.Location, root), finding.Label is { } label ? new SarifText(label) : null)],
            related.Length > 0 ? related : null,
            new Dictionary<string, string>
            {
                [FingerprintName] = reported.Fingerprint, [GitHubFingerprintName] = reported.Fingerprint + ":1",
            },
            new SarifResultProperties(finding.Deployment, finding.Subject, finding.Fix));
    }

    private static SarifPhysicalLocation ToPhysical(Location location, string root) =>
        new(ToArtifact(location.Path, root), new SarifRegion(location.Start.Line, location.Start.Column, location.End.Line, location.End.Column));

    private static SarifArtifactLocation ToArtifact(string path, string root)
    {
        if (Location.OfFile(path).IsUrl)
            return new SarifArtifactLocation(path, UriBaseId: null);
        var relative = RelativePath.From(root, path);
        return relative.StartsWith("../", StringComparison.Ordinal) || DeploymentPath.IsAbsolute(relative)
            ? new SarifArtifactLocation(FileUri(path), UriBaseId: null)
            : new SarifArtifactLocation(Escape(relative), RootName);
    }

    /// <summary>RFC 8089; a Windows drive follows a third slash.</summary>
    private static string FileUri(string path) => "file://" + (path.StartsWith("/", StringComparison.Ordinal) ? "" : "/") + Escape(path.Replace('\\', '/'));

    private static string Escape(string path) => string.Join("/", path.Split('/').Select(Uri.EscapeDataString)).Replace("%3A", ":");

    private static string LevelOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string FirstParagraph(string text)
    {
        var end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return (end < 0 ? text : text.Substring(0, end)).Replace("\n", " ").Trim();
    }
}
