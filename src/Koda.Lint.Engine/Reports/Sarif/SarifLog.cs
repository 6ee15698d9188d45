using System.Text.Json.Serialization;

namespace Koda.Lint.Reports.Sarif;

// The part of SARIF 2.1.0 (OASIS, 2020) that a report of findings needs; the numbers are those of the specification's sections.

/// <summary>A log file (3.13).</summary>
internal sealed record SarifLog(
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

/// <summary>One run of one tool (3.14).</summary>
internal sealed record SarifRun(
    SarifTool Tool, IReadOnlyList<SarifInvocation>? Invocations, string ColumnKind, IReadOnlyDictionary<string, SarifArtifactLocation> OriginalUriBaseIds,
    IReadOnlyList<SarifResult> Results, SarifRunProperties? Properties);

/// <summary>What a run has beside the standard: what it takes to join the reports on the parts of a tree.</summary>
internal sealed record SarifRunProperties(
    IReadOnlyList<SarifDeployment> Deployments, IReadOnlyList<SarifArtifactLocation> LeftOut, IReadOnlyList<string> Suppressed, IReadOnlyList<string> Admitted,
    IReadOnlyList<SarifPhysicalLocation> KeptSuppressions, SarifArtifactLocation? Baseline);

/// <summary>A deployment that was judged.</summary>
internal sealed record SarifDeployment(
    string Name, int Index, bool IsProduction, IReadOnlyList<SarifArtifactLocation> Files, IReadOnlyList<SarifArtifactLocation> SuppliedBy);

/// <summary>How the tool ran (3.20).</summary>
internal sealed record SarifInvocation(bool ExecutionSuccessful, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

/// <summary>Something about the run itself (3.58).</summary>
internal sealed record SarifNotification(string Level, SarifText Message);

/// <summary>The tool (3.18).</summary>
internal sealed record SarifTool(SarifDriver Driver);

/// <summary>The tool's own component (3.19).</summary>
internal sealed record SarifDriver(string Name, string SemanticVersion, string InformationUri, IReadOnlyList<SarifRule> Rules);

/// <summary>A rule (3.49).</summary>
internal sealed record SarifRule(
    string Id, string Name, SarifText ShortDescription, SarifText FullDescription, SarifText Help, string HelpUri,
    SarifConfiguration DefaultConfiguration, SarifRuleProperties Properties);

/// <summary>A rule's level when nobody decided otherwise (3.50).</summary>
internal sealed record SarifConfiguration(string Level);

/// <summary>What code hosts read beside the standard: tags to search by, and how sure the rule is.</summary>
internal sealed record SarifRuleProperties(IReadOnlyList<string> Tags, string Precision);

/// <summary>A finding (3.27).</summary>
internal sealed record SarifResult(
    string RuleId, int RuleIndex, string Level, SarifText Message, IReadOnlyList<SarifLocation> Locations, IReadOnlyList<SarifLocation>? RelatedLocations,
    IReadOnlyDictionary<string, string> PartialFingerprints, SarifResultProperties? Properties);

/// <summary>What a finding has beside the standard: the deployment that was judged, what is at fault, and what to type.</summary>
internal sealed record SarifResultProperties(string? Deployment, string Subject, string? Fix);

/// <summary>A place (3.28).</summary>
internal sealed record SarifLocation(int? Id, SarifPhysicalLocation PhysicalLocation, SarifText? Message);

/// <summary>A place in a file (3.29).</summary>
internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion Region);

/// <summary>A file (3.4).</summary>
internal sealed record SarifArtifactLocation(string Uri, string? UriBaseId);

/// <summary>Characters of a file (3.30): 1-based, the end exclusive.</summary>
internal sealed record SarifRegion(int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>A message or a multiformat message (3.11, 3.12).</summary>
internal sealed record SarifText(string Text, string? Markdown = null);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJsonContext : JsonSerializerContext;
