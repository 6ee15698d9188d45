using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Deployments;

namespace Koda.Lint.Verification;

/// <summary>Judges what was seen of a running deployment. Asks nothing itself.</summary>
public static class LiveJudge
{
    private static readonly Action<LiveContext>[] Judges =
    [
        EndpointJudge.Judge, RouteJudge.Judge, ExposureJudge.Judge, CookieJudge.Judge, PolicyJudge.Judge, TransportJudge.Judge, LoginJudge.Judge, SecretFileJudge.Judge,
    ];

    /// <summary>All findings, in a stable order: by URL or file, place, then rule.</summary>
    /// <param name="seen">What was seen.</param>
    public static IReadOnlyList<Finding> Judge(LiveObservations seen)
    {
        var findings = new List<Finding>();
        var context = new LiveContext(seen, findings);
        foreach (var judge in Judges)
            Run(judge, context);
        findings.Sort(FindingOrder.Instance);
        return findings;
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A judge that throws is a finding and never hides the others.")]
    private static void Run(Action<LiveContext> judge, LiveContext context)
    {
        try
        {
            judge(context);
        }
        catch (Exception e)
        {
            var name = judge.Method.DeclaringType?.Name ?? "verify";
            context.Report(RuleTexts.RuleFailed.Default(name, e.GetType().Name), context.Seen.Health.Place, name);
        }
    }
}
