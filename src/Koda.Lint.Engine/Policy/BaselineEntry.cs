using Koda.Lint.Text;

namespace Koda.Lint.Policy;

/// <summary>One fault that a baseline admits.</summary>
/// <param name="Fingerprint">The finding's fingerprint, seen from the baseline's folder.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Path">The finding's file, seen from the baseline's folder; for people, and to know which deployments would find it.</param>
/// <param name="Subject">What is at fault; for people.</param>
public sealed record BaselineEntry(string Fingerprint, string Rule, string Path, string Subject)
{
    /// <summary>The last day on which it admits the fault, or null for as long as it stands there.</summary>
    public DateTime? Expires { get; init; }

    /// <summary>Where it stands in the file, or null when it was not read from one.</summary>
    public SourceSpan? Span { get; init; }
}
