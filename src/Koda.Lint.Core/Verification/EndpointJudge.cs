using System.Globalization;

namespace Koda.Lint.Verification;

/// <summary>KODA7008: a part of the deployment does not answer, or not as it should. A server that is down has one finding.</summary>
internal static class EndpointJudge
{
    public static void Judge(LiveContext context)
    {
        var silent = JudgeFailures(context);
        JudgeHealth(context);
        foreach (var route in context.Seen.Routes)
            JudgeDirect(route, context, silent);
        foreach (var screen in context.Seen.Screens)
            JudgeScreen(screen, context);
    }

    /// <summary>Reports why servers did not answer; gives the questions that were left without one.</summary>
    private static HashSet<HttpExchange> JudgeFailures(LiveContext context)
    {
        var seen = context.Seen;
        var asked = seen.Routes.SelectMany(route => route.Probes).SelectMany(probe => new[] { probe.AtRight, probe.AtWrong, probe.AtPublic })
            .Concat(seen.Screens.SelectMany(screen => screen.Hops))
            .Concat(seen.Login is { } login ? [login.Exchange] : [])
            .Prepend(seen.Health)
            .OfType<HttpExchange>().Distinct().ToList();
        var silent = new HashSet<HttpExchange>(asked.Where(exchange => exchange.Answer is null));
        var told = new HashSet<(string Origin, ProbeFailureKind Kind, string Url)>();
        foreach (var exchange in asked)
        {
            if (exchange.Failure is not { Kind: not (ProbeFailureKind.NotAsked or ProbeFailureKind.OutOfTime) } failure)
                continue;

            // What keeps a server from answering at all is told once; what one answer is like, for each path.
            var isOfServer = failure.Kind is ProbeFailureKind.Unresolved or ProbeFailureKind.Unreachable or ProbeFailureKind.Tls;
            if (!told.Add((exchange.Origin, failure.Kind, isOfServer ? "" : exchange.Url.AbsoluteUri)))
                continue;
            var part = context.PartOf(exchange);
            var text = failure.Kind == ProbeFailureKind.Tls
                ? RuleTexts.EndpointDoesNotAnswer.Untrusted(part, failure.Reason)
                : RuleTexts.EndpointDoesNotAnswer.NoAnswer(part, failure.Reason);
            context.Report(text, exchange, "no-answer:" + part + (isOfServer ? "" : exchange.Url.AbsolutePath));
        }

        if (seen.Exchanges.FirstOrDefault(exchange => exchange.Failure?.Kind == ProbeFailureKind.OutOfTime) is { } late)
        {
            var count = seen.Exchanges.Count(exchange => exchange.Failure?.Kind is not (ProbeFailureKind.NotAsked or ProbeFailureKind.OutOfTime));
            context.Report(RuleTexts.EndpointDoesNotAnswer.OutOfTime(count.ToString(CultureInfo.InvariantCulture)), late, "out-of-time");
        }

        return silent;
    }

    private static void JudgeHealth(LiveContext context)
    {
        var health = context.Seen.Health;
        if (health.Answer is not { } answer)
            return;
        if (answer.Status is < 200 or > 299)
            ReportStatus(health, "200", context);
        else if (answer.StartsLikePage)
            ReportPage(health, context);
    }

    /// <summary>What a backend itself answers for its paths.</summary>
    private static void JudgeDirect(RouteObservation route, LiveContext context, HashSet<HttpExchange> silent)
    {
        var direct = route.Probes.Select(probe => probe.AtRight).Where(exchange => !silent.Contains(exchange)).ToList();
        if (direct.Count == 0)
            return;
        var first = direct[0];
        if (route.Path.Backend == Backend.Dashboard)
        {
            if (direct.All(exchange => exchange.Answer!.Status >= 400 && exchange.Answer.Status != 401))
                ReportStatus(first, "a page or a redirect", context);
        }
        else if (first.Answer!.Status >= 500 || (route.Path.Probes.Count == 1 && first.Answer.Status is < 200 or > 299))
        {
            // A single probe is a document that has to be there; under a prefix nobody knows what this version has.
            ReportStatus(first, route.Path.Probes.Count == 1 ? "200" : "an answer of its interface", context);
        }
        else if (first.Answer.StartsLikePage && first.Answer.Status < 300)
        {
            ReportPage(first, context);
        }
    }

    private static void JudgeScreen(ScreenObservation screen, LiveContext context)
    {
        if (screen.End == ScreenEnd.Circle)
            context.Report(RuleTexts.EndpointDoesNotAnswer.Circle(screen.Path, context.PartOf(screen.Hops[0])), screen.Last, "circle:" + screen.Path);
        else if (screen.Last.Answer is { Status: >= 500 })
            ReportStatus(screen.Last, "a page", context);
    }

    private static void ReportStatus(HttpExchange exchange, string expected, LiveContext context)
    {
        var path = exchange.Url.AbsolutePath;
        var part = context.PartOf(exchange);
        var status = exchange.Answer!.Status.ToString(CultureInfo.InvariantCulture);
        context.Report(RuleTexts.EndpointDoesNotAnswer.Status(path, part, status, expected), exchange, "status:" + part + path);
    }

    private static void ReportPage(HttpExchange exchange, LiveContext context)
    {
        var path = exchange.Url.AbsolutePath;
        var part = context.PartOf(exchange);
        context.Report(RuleTexts.EndpointDoesNotAnswer.Page(path, part), exchange, "page:" + part + path);
    }
}
