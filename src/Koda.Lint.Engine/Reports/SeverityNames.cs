using System.Globalization;
using Koda.Lint.Checking;

namespace Koda.Lint.Reports;

/// <summary>Severities in words.</summary>
internal static class SeverityNames
{
    /// <summary>All severities, the gravest first.</summary>
    public static IReadOnlyList<Severity> All { get; } = [Severity.Error, Severity.Warning, Severity.Info];

    /// <summary>A severity's name.</summary>
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };

    /// <summary>A number of findings: <c>1 error</c>, <c>2 warnings</c>.</summary>
    public static string Count(int count, Severity severity) => count.ToString(CultureInfo.InvariantCulture) + " " + Of(severity) + (count == 1 ? "" : "s");

    /// <summary>How many findings a report has of each severity, or that it has none.</summary>
    public static string CountsOf(CheckReport report) => report.Findings.Count == 0
        ? "no findings"
        : string.Join(", ", All.Select(severity => Count(report.Count(severity), severity)));
}
