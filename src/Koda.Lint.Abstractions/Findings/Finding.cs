namespace Koda.Lint;

/// <summary>A fault at a place, independent of the host that shows it.</summary>
public sealed record Finding
{
    /// <summary>The rule that was broken.</summary>
    public required RuleInfo Rule { get; init; }

    /// <summary>How much it weighs here: the rule's default, unless the rule or a policy says otherwise.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What is wrong: one sentence without a full stop. Carries no secret value.</summary>
    public required string Message { get; init; }

    /// <summary>The characters that caused it. Of a finding with an <see cref="Origin"/> the path alone tells something: the file, or who gave the value.</summary>
    public required Location Location { get; init; }

    /// <summary>A few words for the marked characters, or null.</summary>
    public string? Label { get; init; }

    /// <summary>What to type, or null.</summary>
    public string? Fix { get; init; }

    /// <summary>Other places that explain the fault, most telling first.</summary>
    public IReadOnlyList<RelatedLocation> Related { get; init; } = [];

    /// <summary>
    /// What is at fault, named so that the name survives edits elsewhere in the file: <c>services.app.ports:8090/tcp</c>,
    /// <c>env:KODA_ENV</c>. With the rule and the path it identifies the finding in a baseline. Carries no secret value.
    /// </summary>
    public required string Subject { get; init; }

    /// <summary>Where the process that was judged has the setting from; null for a finding about files.</summary>
    public SettingOrigin? Origin { get; init; }

    /// <summary>The deployment that was judged, or null for a finding about no deployment.</summary>
    public string? Deployment { get; init; }
}
