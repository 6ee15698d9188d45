using Koda.Lint.Browser;
using Koda.Lint.Cookies;

namespace Koda.Lint.Verification;

/// <summary>
/// KODA3001, KODA3002, KODA3003: the flags of each cookie that an answer sets. What the public URL sends is what browsers get; what a backend sends
/// directly counts for cookies that were not seen there. A cookie has one finding of each rule.
/// </summary>
internal static class CookieJudge
{
    /// <summary>A name longer than people give, to be cut where it is shown.</summary>
    private const int MaxName = 64;

    public static void Judge(LiveContext context)
    {
        var cookies = context.Seen.Exchanges.Where(exchange => exchange.Answer is not null)
            .SelectMany(exchange => exchange.Head.Headers("Set-Cookie").Select(line => (Exchange: exchange, Line: line, Cookie: SetCookieHeader.Parse(line.Value))))
            .Where(one => !one.Cookie.IsDeletion(context.Seen.Time))
            .GroupBy(one => one.Cookie.Name, StringComparer.Ordinal);
        foreach (var cookie in cookies)
        {
            var purpose = CookieName.PurposeOf(cookie.Key);
            if (purpose == CookiePurpose.Harmless)
                continue;
            var seen = cookie.ToList();
            if (seen.Any(one => context.IsPublic(one.Exchange)))
                seen.RemoveAll(one => !context.IsPublic(one.Exchange));
            var name = cookie.Key.Length > MaxName ? cookie.Key.Substring(0, MaxName) + "…" : cookie.Key;
            var shown = CookieName.Shown(name);
            var isSensitive = purpose is CookiePurpose.Session or CookiePurpose.Authentication;

            if (seen.Find(one => !one.Cookie.IsSecure) is { Line: { } open })
            {
                context.Report(
                    isSensitive ? RuleTexts.SessionCookieNotSecure.Header(shown) : RuleTexts.SessionCookieNotSecure.HeaderOther(shown), open.Span, "cookie:" + name);
            }

            if (seen.Find(one => !one.Cookie.IsHttpOnly) is { Line: { } readable })
            {
                context.Report(
                    isSensitive ? RuleTexts.SessionCookieReadableByScript.Header(shown) : RuleTexts.SessionCookieReadableByScript.HeaderOther(shown),
                    readable.Span, "cookie:" + name);
            }

            if (isSensitive && seen.Find(one => !IsStrict(one.Cookie)) is { Line: { } line, Cookie: { } weak })
                ReportSameSite(name, purpose, weak, line, context);
        }
    }

    private static bool IsStrict(SetCookieHeader cookie) => string.Equals(cookie.SameSite, "Strict", StringComparison.OrdinalIgnoreCase);

    private static void ReportSameSite(string name, CookiePurpose purpose, SetCookieHeader cookie, HeadLine line, LiveContext context)
    {
        var isLax = string.Equals(cookie.SameSite, "Lax", StringComparison.OrdinalIgnoreCase);
        var isNone = string.Equals(cookie.SameSite, "None", StringComparison.OrdinalIgnoreCase);

        // A value that browsers do not know is none to them.
        var span = isLax || isNone ? line.Part(cookie.SameSiteStart, cookie.SameSiteLength) : line.Span;
        var shown = CookieName.Shown(name);
        var text = isLax && purpose == CookiePurpose.Authentication ? RuleTexts.SessionCookieNotSameSiteStrict.HeaderLax(shown)
            : isLax || isNone ? RuleTexts.SessionCookieNotSameSiteStrict.HeaderWeak(shown, isLax ? "Lax" : "None")
            : RuleTexts.SessionCookieNotSameSiteStrict.Header(shown);
        context.Report(text, span, "cookie:" + name);
    }
}
