using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Cookies;

/// <summary>What the code fix for a cookie's flag is told. <c>on</c> stands for the strongest value that the flag's type has.</summary>
internal static class CookieFix
{
    /// <summary>Puts the strongest value in the place of the one that was found.</summary>
    public const string Value = "value:on";

    public static string? For(string flag, WrittenCookie cookie, CookieFlag state) => (cookie.Source, state.State) switch
    {
        (CookieSource.Header, FlagState.Off) => PlacesFor(flag, cookie, state).Count > 0 ? "header-value:Strict" : null,
        (CookieSource.Header, _) => PlacesFor(flag, cookie, state).Count > 0 ? "header:" + (flag == "SameSite" ? "SameSite=Strict" : flag) : null,
        (_, FlagState.Off) => Value,
        // A cookie builder that was made here takes the flag itself.
        (CookieSource.Configured, _) => (state.Origin is BaseObjectCreationExpressionSyntax ? "add:" : "configure:Cookie.") + MemberOfBuilder(flag) + "=on",
        _ => "add:" + flag + "=on",
    };

    /// <summary>Where in a header's literals the fix has work to do.</summary>
    public static IReadOnlyList<Microsoft.CodeAnalysis.Location> PlacesFor(string flag, WrittenCookie cookie, CookieFlag state)
    {
        var place = flag == "SameSite" && state.State == FlagState.Off ? cookie.Header?.SameSiteValue : cookie.Header?.End;
        return place is null ? [] : [place];
    }

    private static string MemberOfBuilder(string flag) => flag == "Secure" ? "SecurePolicy" : flag;
}
