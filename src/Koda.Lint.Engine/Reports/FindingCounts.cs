using System.Globalization;
using Koda.Lint.Checking;

namespace Koda.Lint.Reports;

/// <summary>How many findings there are, in words.</summary>
internal static class FindingCounts
{
    /// <summary>All severities, the gravest first.</summary>
    public static IReadOnlyList<Severity> All { get; } = [Severity.Error, Severity.Warning, Severity.Info];

    /// <summary>A number of findings: <c>1 error</c>, <c>2 warnings</c>.</summary>
    public static string Count(int count, Severity severity) => count.ToString(CultureInfo.InvariantCulture) + " " + RuleWords.Of(severity) + (count == 1 ? "" : "s");

    /// <summary>How many findings a report has of each severity, or that it has none.</summary>
    public static string CountsOf(CheckReport report) => report.Findings.Count == 0
        ? "no findings"
        : string.Join(", ", All.Select(severity => Count(report.Count(severity), severity)));
}
