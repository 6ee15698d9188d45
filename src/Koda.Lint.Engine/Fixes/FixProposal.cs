using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Fixes;

/// <summary>What would mend a finding, or why nothing can that a program may do.</summary>
public sealed class FixProposal
{
    private FixProposal(IReadOnlyList<TextEdit> edits, IReadOnlyList<ModeChange> modes, string? whyNot)
    {
        Edits = edits;
        Modes = modes;
        WhyNot = whyNot;
    }

    /// <summary>The changes of text.</summary>
    public IReadOnlyList<TextEdit> Edits { get; }

    /// <summary>The changes of permissions.</summary>
    public IReadOnlyList<ModeChange> Modes { get; }

    /// <summary>Why there is no change to make, as a sentence without its end; null when there is one.</summary>
    public string? WhyNot { get; }

    /// <summary>A change of text.</summary>
    /// <param name="edit">The change.</param>
    public static FixProposal Of(TextEdit edit) => new([edit], [], null);

    /// <summary>A change of permissions.</summary>
    /// <param name="mode">The change.</param>
    public static FixProposal Of(ModeChange mode) => new([], [mode], null);

    /// <summary>No change.</summary>
    /// <param name="whyNot">Why, as a sentence without its end. Carries no secret.</param>
    public static FixProposal Not(string whyNot) => new([], [], whyNot);
}

/// <summary>A finding that is to be mended, with all that tells how.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Deployment">The deployment that it was found in.</param>
/// <param name="Files">The files as they are now.</param>
/// <param name="NewSecret">Makes a secret; null when none may be made.</param>
public sealed record FixRequest(Finding Finding, Deployment Deployment, IFileProvider Files, Func<string>? NewSecret);

/// <summary>Mends the findings of one rule. It proposes; whether the proposal holds is found by judging again.</summary>
public abstract class FindingFix
{
    /// <summary>What would mend a finding of the rule.</summary>
    /// <param name="request">The finding.</param>
    public abstract FixProposal Propose(FixRequest request);
}
