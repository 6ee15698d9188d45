using System.Text.RegularExpressions;

namespace Koda.Lint.Cookies;

/// <summary>What a cookie is for, as far as its name tells.</summary>
public enum CookiePurpose
{
    /// <summary>A preference, a consent, an anti-forgery token: scripts read them, and nobody signs in with one.</summary>
    Harmless,

    /// <summary>The name says nothing, or is not known.</summary>
    Unknown,

    /// <summary>It proves who somebody is.</summary>
    Authentication,

    /// <summary>It carries a session.</summary>
    Session,
}

/// <summary>Reads the purpose of a cookie from its name.</summary>
public static class CookieName
{
    /// <summary>Koda's own hint that an owner exists; the dashboard's script reads it.</summary>
    public const string OwnerHint = "koda_has_owner";

    private static readonly Regex WordBreak = new("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> HarmlessWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "theme", "locale", "lang", "language", "culture", "xsrf", "csrf", "antiforgery", "consent", "timezone", "tz", "color", "colour", "dark",
        "currency", "sidebar", "layout", "banner", "gdpr", "analytics", "utm", "preference", "preferences", "prefs", "hint", "ga", "gid",
        "correlation", "nonce", "tempdata", "region", "country", "font", "density",
    };

    private static readonly HashSet<string> SessionWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "session", "sessions", "sess", "sessionid", "sid", "jsessionid", "phpsessid", "aspsession", "usersession",
    };

    private static readonly HashSet<string> AuthenticationWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "auth", "authn", "authentication", "authtoken", "token", "tokens", "jwt", "bearer", "login", "logon", "signin", "identity", "ticket", "operator",
        "account", "credential", "credentials", "refresh", "access", "remember", "rememberme", "sso", "saml", "oidc", "user", "userid", "username", "uid",
        "admin", "principal", "aspxauth", "cookies", "passport", "apikey", "accesstoken", "refreshtoken", "secret",
    };

    private static readonly HashSet<string> ProofWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "token", "tokens", "jwt", "bearer", "ticket", "session", "sessionid", "sid", "credential", "credentials", "apikey", "accesstoken", "refreshtoken", "authtoken",
    };

    /// <summary>How messages call a cookie.</summary>
    /// <param name="name">Its name.</param>
    public static string Shown(string name) => name.Length == 0 ? "the cookie without a name" : "cookie '" + name + "'";

    /// <summary>The purpose of a cookie.</summary>
    /// <param name="name">Its name, or the name of the variable that holds it; null when neither is known.</param>
    public static CookiePurpose PurposeOf(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return CookiePurpose.Unknown;
        var words = WordBreak.Split(name);
        if (words.Any(HarmlessWords.Contains) || string.Equals(name, OwnerHint, StringComparison.OrdinalIgnoreCase))
            return CookiePurpose.Harmless;
        if (words.Any(SessionWords.Contains) || EndsWithAny(words, "session"))
            return CookiePurpose.Session;
        return words.Any(AuthenticationWords.Contains) || EndsWithAny(words, "token") || EndsWithAny(words, "auth")
            ? CookiePurpose.Authentication
            : CookiePurpose.Unknown;
    }

    /// <summary>Whether an expression is named as what proves who somebody is: <c>accessToken</c>, <c>session.Id</c>. A user's name proves nothing.</summary>
    public static bool ProvesIdentity(string expression)
    {
        var words = WordBreak.Split(expression);
        return words.Any(ProofWords.Contains) && !words.Any(HarmlessWords.Contains);
    }

    private static bool EndsWithAny(string[] words, string ending) =>
        words.Any(word => word.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
