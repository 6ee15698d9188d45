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
            JudgeSources(policy, policies, isReportOnly: false, context);
        foreach (var policy in reported)
            JudgeSources(policy, [policy], isReportOnly: true, context);
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

    private static void JudgeSources(Policy policy, List<Policy> all, bool isReportOnly, LiveContext context)
    {
        foreach (var directive in policy.Parsed.Directives)
        {
            foreach (var source in directive.Sources)
            {
                var span = policy.Line.Part(policy.Start + source.Start, source.Text.Length);
                if (source.Kind == CspSourceKind.UnsafeInline)
                {
                    var text = isReportOnly ? RuleTexts.CspAllowsUnsafeInline.ReportOnly(directive.Name)
                        : directive.IgnoresUnsafeInline ? RuleTexts.CspAllowsUnsafeInline.Ignored(directive.Name)
                        : IsStoppedElsewhere(policy, all, directive, AllowsInline) ? RuleTexts.CspAllowsUnsafeInline.StoppedElsewhere(directive.Name)
                        : RuleTexts.CspAllowsUnsafeInline.Allowed(directive.Name);
                    context.Report(text, span, "csp:" + directive.Name);
                }
                else if (source.Kind == CspSourceKind.UnsafeEval)
                {
                    var text = isReportOnly ? RuleTexts.CspAllowsUnsafeEval.ReportOnly(directive.Name)
                        : IsStoppedElsewhere(policy, all, directive, AllowsEval) ? RuleTexts.CspAllowsUnsafeEval.StoppedElsewhere(directive.Name)
                        : RuleTexts.CspAllowsUnsafeEval.Allowed(directive.Name);
                    context.Report(text, span, "csp:" + directive.Name);
                }
            }
        }

        foreach (var directive in policy.Parsed.GoverningScripts.Where(directive => !directive.IgnoresHosts))
        {
            foreach (var source in directive.Sources.Where(source => source.IsTooWide))
            {
                if (!isReportOnly && IsStoppedElsewhere(policy, all, directive, one => one.IsTooWide()))
                    continue;
                var text = isReportOnly ? RuleTexts.CspTooWide.Conditional(directive.Name, source.Text) : RuleTexts.CspTooWide.Allowed(directive.Name, source.Text);
                context.Report(text, policy.Line.Part(policy.Start + source.Start, source.Text.Length), "csp:" + directive.Name);
            }
        }
    }

    /// <summary>Whether another policy governs the same and does not allow it.</summary>
    private static bool IsStoppedElsewhere(Policy policy, List<Policy> all, CspDirective directive, Func<CspDirective, bool> allows) =>
        all.Any(other => other != policy && Governing(other.Parsed, directive.Name) is { } same && !allows(same));

    private static bool AllowsInline(CspDirective directive) =>
        !directive.IgnoresUnsafeInline && directive.Sources.Any(source => source.Kind == CspSourceKind.UnsafeInline);

    private static bool AllowsEval(CspDirective directive) => directive.Sources.Any(source => source.Kind == CspSourceKind.UnsafeEval);

    private static bool IsTooWide(this CspDirective directive) => !directive.IgnoresHosts && directive.Sources.Any(source => source.IsTooWide);

    /// <summary>The directive that decides on what a directive of this name is for (section 6.8.1).</summary>
    private static CspDirective? Governing(ContentSecurityPolicy policy, string name)
    {
        IEnumerable<string> names = name switch
        {
            "script-src-elem" or "script-src-attr" => [name, "script-src", "default-src"],
            "style-src-elem" or "style-src-attr" => [name, "style-src", "default-src"],
            "base-uri" or "frame-ancestors" or "form-action" => [name],
            _ => [name, "default-src"],
        };
        return names.Select(one => policy.Directives.FirstOrDefault(directive => directive.Name == one)).FirstOrDefault(directive => directive is not null);
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
        policies.Any(policy => Governing(policy.Parsed, name) is { } directive && !directive.Sources.Any(source => source.IsTooWide));

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
