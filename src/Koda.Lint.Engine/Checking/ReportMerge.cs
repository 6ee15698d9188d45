using Koda.Lint.Deployments;

namespace Koda.Lint.Checking;

/// <summary>Joins the reports on the parts of a tree to the one that a single run would have given.</summary>
public static class ReportMerge
{
    /// <summary>Joins reports; their order does not matter.</summary>
    /// <param name="reports">The reports, with paths seen from the same root.</param>
    public static CheckReport Join(IReadOnlyList<CheckReport> reports)
    {
        var deployments = reports.SelectMany(report => report.Deployments).GroupBy(deployment => deployment.Index).Select(group => group.First()).OrderBy(deployment => deployment.Index).ToList();
        var hidden = HiddenFindings.Of(
            reports.SelectMany(report => report.Hidden.Suppressed),
            reports.SelectMany(report => report.Hidden.Admitted),
            reports.SelectMany(report => report.Hidden.Kept),
            reports.Select(report => report.Hidden.BaselinePath).FirstOrDefault(path => path is not null));

        // What several deployments share is told for the first of them, as in one run; what one part needs is not stale.
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var deployment in deployments)
            order[deployment.Name] = deployment.Index;
        var kept = new HashSet<Location>(hidden.Kept);
        var findings = reports.SelectMany(report => report.Findings)
            .Where(reported => reported.Finding.Rule != RuleCatalogue.SuppressionStale || !kept.Contains(reported.Finding.Location))
            .GroupBy(reported => reported.Fingerprint, StringComparer.Ordinal)
            .Select(group => group.OrderBy(reported => reported.Finding.Deployment is { } name && order.TryGetValue(name, out var index) ? index : -1).First())
            .ToList();
        findings.Sort((left, right) => FindingOrder.Instance.Compare(left.Finding, right.Finding));

        var read = new HashSet<string>(deployments.SelectMany(deployment => deployment.Files), StringComparer.Ordinal);
        var leftOut = reports.SelectMany(report => report.LeftOut).Where(path => !read.Contains(path)).Distinct().OrderBy(path => path, StringComparer.Ordinal);
        return new CheckReport(deployments, findings, [.. leftOut]) { Hidden = hidden };
    }
}
