using System.Globalization;

namespace Koda.Lint.Verification;

/// <summary>KODA7001 and KODA4006: the public URL is served over HTTPS only, and browsers are told to remember it.</summary>
internal static class TransportJudge
{
    private const string Header = "Strict-Transport-Security";

    public static void Judge(LiveContext context)
    {
        JudgePlainHttp(context);
        JudgeHsts(context);
    }

    private static void JudgePlainHttp(LiveContext context)
    {
        // What is refused or not found is not served; a sign-in prompt is.
        var served = context.Seen.PlainHttp.FirstOrDefault(exchange => exchange.Answer is { } answer
            && answer.Status is < 400 or 401
            && answer.Target(exchange.Url)?.Scheme != Uri.UriSchemeHttps);
        if (served is not null)
            context.Report(RuleTexts.ProxyWithoutTls.AnswersPlain(served.Url.AbsoluteUri), served, "plain-http");
    }

    private static void JudgeHsts(LiveContext context)
    {
        if (context.Seen.PublicUrl is not { Scheme: "https" } url || url.IsLoopback || url.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            return;
        var answers = context.Seen.Exchanges.Where(exchange => exchange.Answer is not null && context.IsPublic(exchange)).ToList();
        if (answers.Count == 0)
            return;
        var policies = answers.Select(exchange => exchange.Head.Headers(Header).FirstOrDefault()).OfType<HeadLine>().ToList();
        if (policies.Count == 0)
            context.Report(RuleTexts.HstsMissing.Missing(url.Host), answers[0], "hsts");
        else if (policies.TrueForAll(line => MaxAge(line.Value) == 0))
            context.Report(RuleTexts.HstsMissing.SwitchedOff(url.Host), policies[0].Span, "hsts");
    }

    /// <summary>The seconds for which it holds; 0 for a header without any, which browsers ignore (RFC 6797, section 6.1.1).</summary>
    private static long MaxAge(string value)
    {
        foreach (var part in value.Split(';'))
        {
            var equals = part.IndexOf('=');
            if (equals < 0 || !part.Substring(0, equals).Trim().Equals("max-age", StringComparison.OrdinalIgnoreCase))
                continue;
            var number = part.Substring(equals + 1).Trim().Trim('"');
            return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : number.Length > 0 && number.All(c => c is >= '0' and <= '9') ? long.MaxValue : 0;
        }

        return 0;
    }
}
