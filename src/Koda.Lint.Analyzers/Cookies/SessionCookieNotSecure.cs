using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>KODA3001, and KODA3005 where a condition decides: the cookie travels over plain HTTP.</summary>
internal static class SessionCookieNotSecure
{
    public static void Judge(WrittenCookie cookie, CodeUnit unit)
    {
        var flag = cookie.Secure;
        if (flag.State is FlagState.On or FlagState.Unknown || (!cookie.IsSensitive && !cookie.IsNameless && flag.State != FlagState.Off) || CookiePolicy.Of(unit).ForcesSecure)
            return;
        if (flag.State == FlagState.Conditional || cookie.Guard == Guard.Environment)
        {
            unit.Report(RuleTexts.SessionCookieConditionallySecure.Conditional(cookie.ShownName), flag.Origin, cookie.Place, cause: cookie.NameOrigin);
            return;
        }

        unit.Report(Text(cookie), flag.Origin ?? cookie.Carrier, cookie.Place, CookieFix.For("Secure", cookie, flag), CookieFix.PlacesFor("Secure", cookie, flag), cookie.NameOrigin);
    }

    public static void JudgePolicy(Value? secure, SyntaxNode place, CodeUnit unit)
    {
        if (secure is ConstantValue { Content: 2 } none && unit.Flow.Guard != Guard.Development)
            unit.Report(RuleTexts.SessionCookieNotSecure.CookiePolicy(), none.Origin, place, CookieFix.Value);
    }

    private static FindingText Text(WrittenCookie cookie) => (cookie.Source, cookie.Secure) switch
    {
        (CookieSource.Header, _) => RuleTexts.SessionCookieNotSecure.Header(cookie.ShownName),
        (CookieSource.Configured, { State: FlagState.Off, Value: var policy }) => RuleTexts.SessionCookieNotSecure.Policy(cookie.ShownName, NameOf(policy)),
        (CookieSource.Configured, { Value: 0 }) => RuleTexts.SessionCookieNotSecure.Default(cookie.ShownName),
        (CookieSource.Configured, _) => RuleTexts.SessionCookieNotSecure.Policy(cookie.ShownName, NameOf(cookie.Secure.Value ?? 0)),
        (_, { State: FlagState.Off }) => cookie.IsSensitive
            ? RuleTexts.SessionCookieNotSecure.Disabled(cookie.ShownName)
            : RuleTexts.SessionCookieNotSecure.DisabledOther(cookie.ShownName),
        _ when !cookie.IsSensitive => RuleTexts.SessionCookieNotSecure.Nameless(cookie.ShownName),
        _ => RuleTexts.SessionCookieNotSecure.Missing(cookie.ShownName),
    };

    private static string NameOf(object? policy) => policy is 2 ? "None" : "SameAsRequest";
}
