using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Policy;

/// <summary>What a baseline becomes when it is written anew.</summary>
/// <param name="Entries">What it then admits.</param>
/// <param name="Added">How many faults of those it did not admit before.</param>
/// <param name="Removed">How many faults it admitted that are gone.</param>
/// <param name="NotAdmitted">The findings that no baseline admits: those of locked rules.</param>
public sealed record BaselineUpdate(IReadOnlyList<BaselineEntry> Entries, int Added, int Removed, IReadOnlyList<Finding> NotAdmitted)
{
    /// <summary>Works it out.</summary>
    /// <param name="report">What there is, without a baseline; fingerprints seen from the baseline's folder.</param>
    /// <param name="judgedPaths">Every path that a judged deployment asked for, absolute: an entry about another file is left alone.</param>
    /// <param name="folder">The baseline's folder, absolute.</param>
    /// <param name="before">The baseline as it is, or null when there is none.</param>
    /// <param name="settings">What held in the run.</param>
    /// <param name="expires">The last day of the added entries, or null.</param>
    /// <param name="files">The host's files.</param>
    public static BaselineUpdate Of(
        CheckReport report, ISet<string> judgedPaths, string folder, Baseline? before, PolicySettings settings, DateTime? expires, IFileProvider files)
    {
        var old = (before?.Entries ?? []).GroupBy(entry => entry.Fingerprint, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var (admitted, notAdmitted) = (new List<BaselineEntry>(), new List<Finding>());
        foreach (var reported in report.Findings)
        {
            var finding = reported.Finding;
            if (settings.Configuration.LockedRules.Contains(finding.Rule.Id))
                notAdmitted.Add(finding);
            else if (old.TryGetValue(reported.Fingerprint, out var known) && !(known.Expires < settings.Today))
                admitted.Add(known);
            else
                admitted.Add(new BaselineEntry(reported.Fingerprint, finding.Rule.Id, RelativePath.From(folder, finding.Location.Path), finding.Subject) { Expires = expires });
        }

        var found = new HashSet<string>(admitted.Select(entry => entry.Fingerprint), StringComparer.Ordinal);
        var elsewhere = old.Values.Where(entry => !found.Contains(entry.Fingerprint) && IsElsewhere(DeploymentPath.Resolve(folder, entry.Path), judgedPaths, files)).ToList();
        return new BaselineUpdate(
            [.. admitted, .. elsewhere], found.Count(fingerprint => !old.ContainsKey(fingerprint)), old.Count - elsewhere.Count - found.Count(old.ContainsKey), notAdmitted);
    }

    /// <summary>A file that is there and was not a part of what was judged.</summary>
    private static bool IsElsewhere(string path, ISet<string> judgedPaths, IFileProvider files) =>
        !judgedPaths.Contains(path) && files.Read(path).Status != FileStatus.Missing;
}
