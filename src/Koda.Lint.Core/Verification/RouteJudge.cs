using System.Globalization;

namespace Koda.Lint.Verification;

/// <summary>KODA7002, KODA7003 and, for a backend that the proxy does not reach, KODA7008: what the public URL answers for each path.</summary>
internal static class RouteJudge
{
    public static void Judge(LiveContext context)
    {
        foreach (var route in context.Seen.Routes)
        {
            if (route.Probes[0].AtPublic is not null)
                Judge(route, context);
        }
    }

    private static void Judge(RouteObservation route, LiveContext context)
    {
        var path = route.Path;
        var right = LiveContext.NameOf(path.Backend);
        var probes = route.Probes.Where(probe => probe.AtPublic?.Answer is not null).ToList();
        if (probes.Count == 0)
            return;
        var first = probes[0];
        var seen = first.AtPublic!;
        var status = seen.Answer!.Status;
        var shownStatus = status.ToString(CultureInfo.InvariantCulture);
        var verdicts = probes.Select(BackendRecognition.Of).ToList();
        if (verdicts.Contains(Recognition.Wrong) && !verdicts.Contains(Recognition.Right))
        {
            var wrong = LiveContext.NameOf(path.Backend == Backend.ControlPlane ? Backend.Dashboard : Backend.ControlPlane);
            var probe = probes[verdicts.IndexOf(Recognition.Wrong)];
            context.Report(RuleTexts.ProxyRouteToWrongUpstream.AnsweredByOther(path.Name, wrong, right), probe.AtPublic!, "route:" + path.Name);
            return;
        }

        if (verdicts.Contains(Recognition.Right))
            return;
        var direct = first.AtRight.Answer?.Status;
        if (status >= 500 && direct is null or < 500)
        {
            context.Report(RuleTexts.EndpointDoesNotAnswer.Status(path.Name, context.PartOf(seen), shownStatus, "what the " + right + " answers"), seen, "route:" + path.Name);
            return;
        }

        // Without a backend to compare with, or with one URL for both, only what nobody answers is certain.
        if (direct is null)
            return;
        if (status >= 400 && status != direct)
        {
            context.Report(
                RuleTexts.ProxyRouteMissing.NotPublished(path.Name, shownStatus, right, direct.Value.ToString(CultureInfo.InvariantCulture)), seen, "route:" + path.Name);
        }
        else if (first.AtWrong is not null && !(status == direct && status >= 400 && verdicts.Contains(Recognition.Either)))
        {
            context.Report(RuleTexts.ProxyRouteToWrongUpstream.NotRecognised(path.Name), seen, "route:" + path.Name);
        }
    }
}
