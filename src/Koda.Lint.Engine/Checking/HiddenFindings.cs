namespace Koda.Lint.Checking;

/// <summary>What a check found and does not report.</summary>
/// <param name="Suppressed">Fingerprints of the findings that suppressions in files cover, in order.</param>
/// <param name="Admitted">Fingerprints of those that the baseline admits, in order.</param>
/// <param name="Kept">The places of suppressions and of the baseline's entries that are needed, in order: of several reports on parts of a tree, one may need what another calls stale.</param>
/// <param name="BaselinePath">The baseline, absolute, or null when there is none.</param>
public sealed record HiddenFindings(IReadOnlyList<string> Suppressed, IReadOnlyList<string> Admitted, IReadOnlyList<Location> Kept, string? BaselinePath)
{
    /// <summary>Nothing is hidden.</summary>
    public static HiddenFindings None { get; } = new([], [], [], null);

    /// <summary>Puts them in order.</summary>
    internal static HiddenFindings Of(IEnumerable<string> suppressed, IEnumerable<string> admitted, IEnumerable<Location> kept, string? baselinePath)
    {
        var places = kept.Distinct().ToList();
        places.Sort((left, right) => string.CompareOrdinal(left.Path, right.Path) is var order and not 0 ? order : left.Start.CompareTo(right.Start));
        return new(
            [.. suppressed.Distinct().OrderBy(fingerprint => fingerprint, StringComparer.Ordinal)],
            [.. admitted.Distinct().OrderBy(fingerprint => fingerprint, StringComparer.Ordinal)],
            places,
            baselinePath);
    }
}
