namespace Koda.Lint.Analyzers.Cookies;

/// <summary>What the code fix for a cookie's flag is told: <c>member=value</c>, or <c>header:attribute</c>.</summary>
internal static class CookieFix
{
    private static readonly Dictionary<string, string> OfOptions = new()
    {
        ["Secure"] = "Secure=true",
        ["HttpOnly"] = "HttpOnly=true",
        ["SameSite"] = "SameSite=SameSiteMode.Strict",
    };

    public static string For(string flag, WrittenCookie cookie, CookieFlag state) => cookie.Source switch
    {
        CookieSource.Header => "header:" + (flag == "SameSite" ? "SameSite=Strict" : flag),
        CookieSource.Configured when state.State == FlagState.Off => flag == "Secure" ? "value:CookieSecurePolicy.Always" : "value:" + ValueOf(flag),
        CookieSource.Configured => flag == "Secure" ? "configure:Cookie.SecurePolicy=CookieSecurePolicy.Always" : "configure:Cookie." + OfOptions[flag],
        _ when state.State == FlagState.Off => "value:" + ValueOf(flag),
        _ => "add:" + OfOptions[flag],
    };

    public static string Policy(string value) => "value:" + value;

    private static string ValueOf(string flag) => OfOptions[flag].Substring(flag.Length + 1);
}
