namespace Koda.Lint.Checklist;

/// <summary>What is known of a promise.</summary>
public enum ChecklistState
{
    /// <summary>It is kept.</summary>
    Pass,

    /// <summary>Part of it, or all of it, cannot be seen from here. That is never a pass.</summary>
    Unknown,

    /// <summary>It is broken.</summary>
    Fail,
}

/// <summary>One thing that was looked at for a promise.</summary>
/// <param name="State">What it tells.</param>
/// <param name="Text">What was seen, as a sentence without its end. Carries no secret. Names in backticks.</param>
/// <param name="Place">Where, or null when no file says it.</param>
public sealed record ChecklistEvidence(ChecklistState State, string Text, Location? Place = null);

/// <summary>One of the ten promises of Koda's production guide, and whether a deployment keeps it.</summary>
/// <param name="Number">Its number in the guide, 1 to 10.</param>
/// <param name="Title">The promise. Names in backticks.</param>
/// <param name="Evidence">What was looked at.</param>
public sealed record ChecklistItem(int Number, string Title, IReadOnlyList<ChecklistEvidence> Evidence)
{
    /// <summary>The worst of what was seen.</summary>
    public ChecklistState State => Evidence.Count == 0 ? ChecklistState.Unknown : Evidence.Max(evidence => evidence.State);
}
