using System.Text.Json;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports.Sarif;

/// <summary>Reads back what <see cref="SarifReportWriter"/> wrote.</summary>
public sealed class SarifReportReader
{
    private const string FileScheme = "file://";

    private readonly string _root;

    private SarifReportReader(string root) => _root = root;

    /// <summary>Reads a report.</summary>
    /// <param name="log">The log file.</param>
    /// <param name="root">
    /// The folder to see the report's relative paths from, absolute; null to take, and give back, the one that it was written in: each machine may
    /// have its own checkout.
    /// </param>
    /// <exception cref="FormatException">It is not a report of koda-lint, or one of another version. The message ends a sentence.</exception>
    public static CheckReport Read(Stream log, ref string? root)
    {
        try
        {
            var read = JsonSerializer.Deserialize(log, SarifReportWriter.Context.SarifLog);
            if (read?.Runs is not [{ } run] || run.Tool?.Driver?.Name != SarifReportWriter.ToolName || run.Properties is not { } properties)
                throw new FormatException("it is not a report of this koda-lint");
            var reader = new SarifReportReader(root ?? DeploymentPath.Clean(PathOf(run.OriginalUriBaseIds[SarifReportWriter.RootName].Uri)));
            var report = reader.ToReport(run, properties);
            root = reader._root;
            return report;
        }
        // A property that is not there is null whatever its type says.
        catch (Exception e) when (e is JsonException or NullReferenceException or KeyNotFoundException or ArgumentException)
        {
            throw new FormatException("it is not a report of this koda-lint", e);
        }
    }

    private CheckReport ToReport(SarifRun run, SarifRunProperties properties) => new(
        [.. properties.Deployments.Select(deployment =>
            new JudgedDeployment(deployment.Name, PathsOf(deployment.Files), deployment.IsProduction, PathsOf(deployment.SuppliedBy)) { Index = deployment.Index })],
        [.. run.Results.Select(ToFinding)],
        PathsOf(properties.LeftOut))
    {
        Hidden = HiddenFindings.Of(
            properties.Suppressed, properties.Admitted, properties.KeptSuppressions.Select(ToPlace), properties.Baseline is { } baseline ? PathOf(baseline) : null),
    };

    private ReportedFinding ToFinding(SarifResult result)
    {
        var rule = RuleCatalogue.Find(result.RuleId) ?? throw new FormatException("it has a rule that this koda-lint does not know: " + result.RuleId);
        var fix = result.Properties?.Fix;
        var message = result.Message.Text;
        var finding = new Finding
        {
            Rule = rule,
            Severity = result.Level switch { "error" => Severity.Error, "warning" => Severity.Warning, _ => Severity.Info },
            Message = fix is null ? message : message.Substring(0, message.Length - fix.Length - SarifReportWriter.FixSeparator.Length),
            Label = result.Locations[0].Message?.Text,
            Fix = fix,
            Location = ToPlace(result.Locations[0].PhysicalLocation),
            Related = [.. (result.RelatedLocations ?? []).Select(place => new RelatedLocation(ToPlace(place.PhysicalLocation), place.Message?.Text ?? ""))],
            Subject = result.Properties?.Subject ?? "",
            Deployment = result.Properties?.Deployment,
        };
        return new ReportedFinding(finding, result.PartialFingerprints[SarifReportWriter.FingerprintName]);
    }

    private Location ToPlace(SarifPhysicalLocation place) => new(
        PathOf(place.ArtifactLocation),
        new TextPosition(place.Region.StartLine, place.Region.StartColumn),
        new TextPosition(place.Region.EndLine, place.Region.EndColumn));

    private IReadOnlyList<string> PathsOf(IReadOnlyList<SarifArtifactLocation> files) => [.. files.Select(PathOf)];

    private string PathOf(SarifArtifactLocation file)
    {
        if (file.UriBaseId is null)
            return PathOf(file.Uri);
        var path = Uri.UnescapeDataString(file.Uri);
        return path == DiskFileProvider.StandardInput ? path : DeploymentPath.Resolve(_root, path);
    }

    /// <summary>The path of a file's address (RFC 8089); a Windows drive follows a third slash.</summary>
    private static string PathOf(string uri)
    {
        var path = Uri.UnescapeDataString(uri);
        path = path.StartsWith(FileScheme, StringComparison.Ordinal) ? path.Substring(FileScheme.Length) : path;
        return path.Length > 1 && DeploymentPath.IsWindowsDrive(path.Substring(1)) ? path.Substring(1) : path;
    }
}
