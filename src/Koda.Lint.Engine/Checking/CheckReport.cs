namespace Koda.Lint.Checking;

/// <summary>What a check found and reports, before any format.</summary>
/// <param name="Deployments">The deployments that were judged.</param>
/// <param name="Findings">The findings in the order of a report: by path, place, then rule.</param>
/// <param name="LeftOut">Absolute paths of what looks like a part of a deployment and was not judged.</param>
public sealed record CheckReport(IReadOnlyList<JudgedDeployment> Deployments, IReadOnlyList<ReportedFinding> Findings, IReadOnlyList<string> LeftOut)
{
    /// <summary>What was found and is not reported.</summary>
    public HiddenFindings Hidden { get; init; } = HiddenFindings.None;

    /// <summary>What else there is to say of the run: how much was asked, what was not looked at and why.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>How many findings weigh so much.</summary>
    /// <param name="severity">The severity.</param>
    public int Count(Severity severity) => Findings.Count(reported => reported.Finding.Severity == severity);

    /// <summary>Whether a finding weighs at least so much.</summary>
    /// <param name="severity">The least severity of interest.</param>
    public bool HasAtLeast(Severity severity) => Findings.Any(reported => reported.Finding.Severity >= severity);
}

/// <summary>A finding, and the name by which it is known again.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Fingerprint">16 hexadecimal digits; see <see cref="Policy.Fingerprints"/>.</param>
public sealed record ReportedFinding(Finding Finding, string Fingerprint);

/// <summary>A deployment that was judged.</summary>
/// <param name="Name">Its name, unique in the report.</param>
/// <param name="Files">Its Compose files in the order in which they were merged, absolute; where there are none, what else it consists of.</param>
/// <param name="IsProduction">Whether production rules held.</param>
/// <param name="SuppliedBy">
/// The files that name the variables whose values come with the deployment, absolute; empty when the values are here.
/// </param>
public sealed record JudgedDeployment(string Name, IReadOnlyList<string> Files, bool IsProduction, IReadOnlyList<string> SuppliedBy)
{
    /// <summary>Its place among all deployments of the tree, from 0, also where only a part of them was judged.</summary>
    public int Index { get; init; }

    /// <summary>The files beside its Compose files that were judged with them, absolute.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>The deployment itself, for a report that shows more than findings; null when it was not kept.</summary>
    public KeptDeployment? Kept { get; init; }
}

/// <summary>A deployment as it was judged.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Findings">All of its findings, those too that the report tells of another deployment that shares a file.</param>
public sealed record KeptDeployment(Deployments.Deployment Deployment, IReadOnlyList<Finding> Findings);
