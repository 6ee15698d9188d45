namespace Koda.Lint.Policy;

/// <summary>What a repository decided about findings, whatever rule made them.</summary>
public sealed record FindingPolicy
{
    /// <summary>Nothing decided: each finding weighs what its rule says.</summary>
    public static FindingPolicy Default { get; } = new();

    /// <summary>How much a rule's findings weigh, by its id, whatever the rule says itself; null turns the rule off.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>();

    /// <summary>A finding as the policy has it; null when its rule is off.</summary>
    /// <param name="finding">The finding as its rule has it.</param>
    public Finding? Apply(Finding finding)
    {
        if (!Severities.TryGetValue(finding.Rule.Id, out var severity))
            return finding;
        return severity is { } decided ? finding with { Severity = decided } : null;
    }
}
