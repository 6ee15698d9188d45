using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Rules;

namespace Koda.Lint.Deployments;

/// <summary>Runs every rule over a deployment.</summary>
public static class DeploymentJudge
{
    /// <summary>All findings of a deployment, in a stable order: by file, place, then rule.</summary>
    /// <param name="deployment">The deployment.</param>
    public static IReadOnlyList<Finding> Judge(Deployment deployment)
    {
        var findings = new List<Finding>();
        var context = new RuleContext(deployment, new PortExposures(deployment), findings);
        InputFindings.Report(context);
        foreach (var (info, rule) in RuleRegistry.All)
            Run(info, rule, context);
        findings.Sort(FindingOrder.Instance);
        return findings;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A rule that throws is a finding and never hides the others.")]
    private static void Run(RuleInfo info, DeploymentRule rule, RuleContext context)
    {
        try
        {
            rule.Judge(context);
        }
        catch (Exception e)
        {
            InputFindings.ReportFailedRule(context, info, e);
        }
    }
}

/// <summary>Findings as people read them: by path, place, rule and subject.</summary>
public sealed class FindingOrder : IComparer<Finding>
{
    private FindingOrder()
    {
    }

    /// <summary>The order.</summary>
    public static FindingOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(Finding? x, Finding? y)
    {
        if (x is null || y is null)
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var order = string.CompareOrdinal(x.Location.Path, y.Location.Path);
        if (order == 0)
            order = x.Location.Start.CompareTo(y.Location.Start);
        if (order == 0)
            order = string.CompareOrdinal(x.Rule.Id, y.Rule.Id);
        return order != 0 ? order : string.CompareOrdinal(x.Subject, y.Subject);
    }
}
