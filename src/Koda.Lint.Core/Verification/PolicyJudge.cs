using Koda.Lint.Browser;

namespace Koda.Lint.Verification;

/// <summary>
/// KODA4001 to KODA4004: the Content-Security-Policies of the screens for signing in. Several policies hold together: what one of them stops is stopped.
/// </summary>
internal static class PolicyJudge
{
    private const string Header = "Content-Security-Policy";

    public static void Judge(LiveContext context)
    {
        // Screens that lead to the same page share its faults, and a policy that several screens have is one.
        var judged = new HashSet<string>(StringComparer.Ordinal);
        foreach (var screen in context.Seen.Screens)
        {
            if (screen.Last.Answer is not null && judged.Add(screen.Last.Url.AbsoluteUri))
                Judge(screen, context, judged);
        }
    }

    private static void Judge(ScreenObservation screen, LiveContext context, HashSet<string> judged)
    {
        var exchange = screen.Last;
        var answer = exchange.Answer!;
        if (screen.End == ScreenEnd.LeadsElsewhere)
        {
            var host = answer.Target(exchange.Url)?.Host ?? "another kind of address";
            context.Report(RuleTexts.CspMissingOnAuthScreens.LeadsElsewhere(screen.Path, host), exchange, "screen:" + screen.Path);
            return;
        }

        if (screen.End == ScreenEnd.Circle || answer.Status is 404 or 410 or >= 500)
            return;
        var path = exchange.Url.AbsolutePath;
        var policies = exchange.Head.Headers(Header).Concat(exchange.Head.MetaPolicies).SelectMany(Split).ToList();
        var reported = exchange.Head.Headers(Header + "-Report-Only").SelectMany(Split).ToList();
        if (policies.Count == 0)
            JudgeMissing(screen, path, reported, context);
        if (!judged.Add(string.Join("\n", policies.Concat(reported).Select(policy => policy.Line.Value).Append(answer.First("X-Frame-Options")))))
            return;
        foreach (var policy in policies)
            JudgeSources(policy, new PolicyUse { Beside = [.. policies.Where(other => other != policy).Select(other => other.Parsed)] }, context);
        foreach (var policy in reported)
            JudgeSources(policy, new PolicyUse { IsReportOnly = true }, context);
        if (policies.Count > 0 && answer.IsPage)
            JudgeProtection(path, policies, answer, context);
    }

    private static void JudgeMissing(ScreenObservation screen, string path, List<Policy> reported, LiveContext context)
    {
        var exchange = screen.Last;
        if (reported.Count > 0)
        {
            context.Report(RuleTexts.CspMissingOnAuthScreens.ReportOnly(path), reported[0].Line.Span, "screen:" + path);
        }
        else if (exchange.Answer!.IsPage)
        {
            context.Report(RuleTexts.CspMissingOnAuthScreens.Missing(path), exchange, "screen:" + path);
        }
        else if (exchange.Answer.Status < 400)
        {
            var type = exchange.Answer.MediaType.Length == 0 ? "something without a type" : exchange.Answer.MediaType;
            context.Report(RuleTexts.CspMissingOnAuthScreens.NotAPage(path, type), exchange, "screen:" + path);
        }
    }

    private static void JudgeSources(Policy policy, PolicyUse use, LiveContext context)
    {
        foreach (var fault in PolicyFaults.UnsafeInline(policy.Parsed, use).Concat(PolicyFaults.UnsafeEval(policy.Parsed, use)).Concat(PolicyFaults.TooWide(policy.Parsed, use)))
            context.Report(fault.Text, policy.Line.Part(policy.Start + fault.Start, fault.Length), "csp:" + fault.Directive.Name);
    }

    /// <summary>What the policies of a screen for signing in leave open besides their sources.</summary>
    private static void JudgeProtection(string path, List<Policy> policies, HttpAnswer answer, LiveContext context)
    {
        var place = policies[0].Line;
        if (!policies.Any(policy => policy.Parsed.GoverningScripts.Any()))
            context.Report(RuleTexts.CspTooWide.ScriptsUngoverned(path), place.Span, "csp:scripts:" + path);

        var open = new List<(string Directive, string Consequence, string Remedy)>();
        if (!IsProtected(policies, "object-src"))
            open.Add(("object-src", "a plug-in may be put into it", "`object-src 'none'`"));
        if (!IsProtected(policies, "base-uri"))
            open.Add(("base-uri", "a <base> element turns its scripts and forms to another host", "`base-uri 'none'`"));
        if (!IsProtected(policies.Where(policy => !policy.IsMeta), "frame-ancestors") && !ForbidsFrames(answer))
            open.Add(("frame-ancestors", "another site can show it in a frame", "`frame-ancestors 'none'`"));
        if (open.Count > 0)
        {
            context.Report(
                RuleTexts.CspTooWide.Unprotected(path, Joined(open.Select(one => one.Directive)), Joined(open.Select(one => one.Consequence)), Joined(open.Select(one => one.Remedy))),
                place.Span, "csp:protection:" + path);
        }
    }

    private static bool IsProtected(IEnumerable<Policy> policies, string name) =>
        policies.Any(policy => policy.Parsed.Governing(name) is { } directive && !directive.Sources.Any(source => source.IsTooWide));

    private static bool ForbidsFrames(HttpAnswer answer) => answer.First("X-Frame-Options")?.Trim().ToUpperInvariant() is "DENY" or "SAMEORIGIN";

    private static string Joined(IEnumerable<string> parts)
    {
        var all = parts.ToList();
        return all.Count == 1 ? all[0] : string.Join(", ", all.Take(all.Count - 1)) + " and " + all[all.Count - 1];
    }

    /// <summary>A comma begins another policy.</summary>
    private static IEnumerable<Policy> Split(HeadLine line)
    {
        var start = 0;
        foreach (var text in line.Value.Split(','))
        {
            var parsed = ContentSecurityPolicy.Parse(text);
            if (parsed.Directives.Count > 0)
                yield return new Policy(line, start, parsed, line.Span.File.Text[line.Span.Start - 1] == '"');
            start += text.Length + 1;
        }
    }

    /// <summary>One policy, which begins at an offset of a line's value.</summary>
    private sealed record Policy(HeadLine Line, int Start, ContentSecurityPolicy Parsed, bool IsMeta);
}
