using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>What the code fix for a cookie's flag is told. <c>on</c> stands for the strongest value that the flag's type has.</summary>
internal static class CookieFix
{
    /// <summary>Puts the strongest value in the place of the one that was found.</summary>
    public const string Value = "value:on";

    public static string? For(string flag, WrittenCookie cookie, CookieFlag state) => (cookie.Source, state.State) switch
    {
        (CookieSource.Header, _) when PlacesFor(flag, cookie, state).Count == 0 => null,
        (CookieSource.Header, FlagState.Off) => "header-value:Strict",
        (CookieSource.Header, _) => "header:" + (flag == "SameSite" ? "SameSite=Strict" : flag),
        (_, FlagState.Off) => Value,
        // A cookie builder that was made here takes the flag itself.
        (CookieSource.Configured, _) => (state.Origin is BaseObjectCreationExpressionSyntax ? "add:" : "configure:Cookie.") + MemberOfBuilder(flag) + "=on",
        _ => "add:" + flag + "=on",
    };

    /// <summary>Where else the flag is switched off; or where in a header's literals it is missing or wrong, empty when that stands nowhere.</summary>
    public static IReadOnlyList<Microsoft.CodeAnalysis.Location> PlacesFor(string flag, WrittenCookie cookie, CookieFlag state)
    {
        if (cookie.Source != CookieSource.Header)
            return [.. state.AlsoOff.Select(origin => origin.GetLocation())];
        var faulty = cookie.Headers.Where(header => header.Flag(flag).State != FlagState.On).ToList();
        var places = faulty.Select(header => header.Flag(flag).State == FlagState.Missing ? header.End : header.SameSiteValue).ToList();
        return faulty.All(header => header.Flag(flag).State == state.State) && !places.Contains(null) ? [.. places.Distinct().Select(place => place!)] : [];
    }

    private static string MemberOfBuilder(string flag) => flag == "Secure" ? "SecurePolicy" : flag;
}
