using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Cookies;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>KODA3003: other sites' requests carry the cookie.</summary>
internal static class SessionCookieNotSameSiteStrict
{
    private const int None = 0;
    private const int Lax = 1;

    public static void Judge(WrittenCookie cookie, CodeUnit unit)
    {
        var flag = cookie.SameSite;
        if (flag.State is not (FlagState.Off or FlagState.Missing) || !cookie.IsSensitive || cookie.IsCrossSite || cookie.Guard == Guard.Environment
            || CookiePolicy.Of(unit).ForcesStrict)
            return;
        unit.Report(Text(cookie, flag), flag.Origin ?? cookie.Carrier, cookie.Place, CookieFix.For("SameSite", cookie, flag), CookieFix.PlacesFor("SameSite", cookie, flag), cookie.NameOrigin);
    }

    public static void JudgePolicy(Value? minimum, SyntaxNode place, CodeUnit unit)
    {
        if (minimum is ConstantValue { Content: None } none && unit.Flow.Guard != Guard.Development)
            unit.Report(RuleTexts.SessionCookieNotSameSiteStrict.CookiePolicy(), none.Origin, place, CookieFix.Value);
    }

    private static FindingText Text(WrittenCookie cookie, CookieFlag flag)
    {
        if (cookie.Source == CookieSource.Header)
            return OfHeader(cookie, flag);
        if (flag.Value is Lax)
        {
            return flag.State == FlagState.Off && cookie.Purpose == CookiePurpose.Session
                ? RuleTexts.SessionCookieNotSameSiteStrict.Weak(cookie.ShownName, "Lax")
                : flag.State == FlagState.Off ? RuleTexts.SessionCookieNotSameSiteStrict.Lax(cookie.ShownName)
                : RuleTexts.SessionCookieNotSameSiteStrict.Default(cookie.ShownName);
        }

        return flag.State == FlagState.Missing
            ? RuleTexts.SessionCookieNotSameSiteStrict.Missing(cookie.ShownName)
            : RuleTexts.SessionCookieNotSameSiteStrict.Weak(cookie.ShownName, flag.Value is None ? "None" : "Unspecified");
    }

    // A value that browsers do not know is none to them.
    private static FindingText OfHeader(WrittenCookie cookie, CookieFlag flag) => flag.Value switch
    {
        Lax when cookie.Purpose != CookiePurpose.Session => RuleTexts.SessionCookieNotSameSiteStrict.HeaderLax(cookie.ShownName),
        Lax => RuleTexts.SessionCookieNotSameSiteStrict.HeaderWeak(cookie.ShownName, "Lax"),
        None => RuleTexts.SessionCookieNotSameSiteStrict.HeaderWeak(cookie.ShownName, "None"),
        _ => RuleTexts.SessionCookieNotSameSiteStrict.Header(cookie.ShownName),
    };
}
