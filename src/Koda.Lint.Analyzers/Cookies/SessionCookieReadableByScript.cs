using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>KODA3002: a script can read the cookie.</summary>
internal static class SessionCookieReadableByScript
{
    public static void Judge(WrittenCookie cookie, CodeUnit unit)
    {
        var flag = cookie.HttpOnly;
        if (flag.State is not (FlagState.Off or FlagState.Missing) || (!cookie.IsSensitive && !cookie.IsNameless) || cookie.Guard == Guard.Environment || CookiePolicy.Of(unit).ForcesHttpOnly)
            return;
        var text = !cookie.IsSensitive ? RuleTexts.SessionCookieReadableByScript.Nameless(cookie.ShownName)
            : cookie.Source == CookieSource.Header ? RuleTexts.SessionCookieReadableByScript.Header(cookie.ShownName)
            : flag.State == FlagState.Off ? RuleTexts.SessionCookieReadableByScript.Disabled(cookie.ShownName)
            : RuleTexts.SessionCookieReadableByScript.Missing(cookie.ShownName);
        unit.Report(text, flag.Origin ?? cookie.Carrier, cookie.Place, CookieFix.For("HttpOnly", cookie, flag), CookieFix.PlacesFor("HttpOnly", cookie, flag), cookie.NameOrigin);
    }

    // None is the policy's default: only a flag that a callback takes away is a fault.
    public static void JudgePolicy(Value? httpOnly, SyntaxNode place, CodeUnit unit)
    {
        if (httpOnly is ConstantValue { Content: 0, Origin: { } origin } && unit.Flow.Guard != Guard.Development)
            unit.Report(RuleTexts.SessionCookieReadableByScript.CookiePolicy(), origin, place, CookieFix.Value);
    }
}
