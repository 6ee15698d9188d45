using System.Globalization;
using Koda.Lint.Files;
using Koda.Lint.Fixes;

namespace Koda.Lint.Reports;

/// <summary>Writes what a run of fixes mended, what is left, and why no program can mend that.</summary>
public static class FixReportWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="outcome">What the run did.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="folder">The folder that paths are seen from, absolute.</param>
    /// <param name="isDryRun">Whether nothing was written.</param>
    public static void Write(FixOutcome outcome, TextWriter output, string folder, bool isDryRun)
    {
        foreach (var finding in outcome.Mended)
            output.Write((isDryRun ? "would fix " : "fixed ") + Line(finding, folder) + "\n");
        foreach (var (finding, whyNot) in outcome.Remaining)
        {
            output.Write("not fixed " + Line(finding, folder) + "\n  because: " + Printable.Of(whyNot) + "\n");
            if (finding.Fix is { } fix)
                output.Write("  to do: " + Printable.Of(fix) + "\n");
        }

        var paths = outcome.Files.Select(file => file.Before.Path).Concat(outcome.Modes.Select(mode => mode.Path)).Distinct().Select(path => RelativePath.From(folder, path)).ToList();
        if (outcome.Mended.Count == 0 && outcome.Remaining.Count == 0)
            output.Write("nothing to fix\n");
        else
            output.Write(
                Count(outcome.Mended.Count, "finding") + (isDryRun ? " would be fixed" : " fixed") + (paths.Count == 0 ? "" : " in " + string.Join(", ", paths.Select(Printable.Of)))
                + ", " + (outcome.Remaining.Count == 0 ? "none" : outcome.Remaining.Count.ToString(CultureInfo.InvariantCulture)) + " left to do by hand\n");
    }

    private static string Line(Finding finding, string folder) =>
        finding.Rule.Id + " " + Printable.Of(RelativePath.From(folder, finding.Location.Path)) + ":" + finding.Location.Start + ": " + Printable.Of(finding.Message);

    private static string Count(int count, string noun) => count.ToString(CultureInfo.InvariantCulture) + " " + noun + (count == 1 ? "" : "s");
}
