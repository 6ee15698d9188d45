namespace Koda.Lint.Settings;

/// <summary>
/// Whether a value is a secret, not only whether its name speaks of one. Hiding too much does no harm, so <see cref="SecretNames"/> goes by names;
/// a finding about a value that is none is a false alarm.
/// </summary>
public static class SecretValue
{
    /// <summary>What is only called a key must be as long as one: <c>SORT_KEY: name</c> is none.</summary>
    private const int MinKeyLength = 16;

    private const int MaxPathSegment = 40;
    private const int MaxUnitLength = 3;

    private static readonly char[] Units = [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%"];

    private static readonly string[] Switches = ["true", "false", "yes", "no", "on", "off", "0", "1", "y", "n", "t", "f", "none", "null", "disabled", "enabled", "disable", "enable"];

    private static readonly string[] SecretWords = ["TOKEN", "PASSWORD", "SECRET", "KEY", "DSN"];

    /// <summary>What follows in a name that says something about a secret: <c>TOKEN_EXPIRES_IN</c>, <c>CACHE_KEY_PREFIX</c>.</summary>
    private static readonly string[] AboutSecrets =
    [
        "NAME", "NAMES", "PREFIX", "SUFFIX", "TYPE", "KIND", "ISSUER", "AUDIENCE", "ALGORITHM", "ALG", "CIPHER", "SIZE", "BITS", "EXPIRY", "EXPIRATION", "EXPIRE",
        "EXPIRES", "TTL", "LIFETIME", "TIMEOUT", "AGE", "COUNT", "LIMIT", "MIN", "MAX", "HOURS", "MINUTES", "VERSION", "FORMAT", "MODE", "METHOD", "POLICY",
        "ENABLED", "DISABLED", "REQUIRED", "OPTIONAL", "HEADER", "FIELD", "COLUMN", "PATTERN", "REGEX", "URL", "URI", "ENDPOINT", "HOST", "PORT", "SERVER", "USER",
        "USERNAME", "EMAIL", "DIR", "DIRECTORY", "FOLDER", "LOCATION", "STORE", "PROVIDER", "BACKEND", "ENGINE", "SOURCE", "REGION", "BUCKET", "ROTATION",
        "ENCRYPTION", "HASHING", "STRENGTH", "SCOPE", "SCOPES", "RESET", "CHANGE", "IN", "SECONDS", "DAYS",
    ];

    /// <summary>Whether a setting's value is a secret.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public static bool IsSecret(string name, string value)
    {
        var text = value.Trim();
        if (text.Length == 0 || !SecretNames.IsSecret(name, text))
            return false;
        if (text.IndexOf("://", StringComparison.Ordinal) >= 0)
            return PasswordIn(text) is not null;
        if (IsPath(text))
            return false;
        if (KodaVariables.Find(name) is { Kind: KodaVariableKind.Secret })
            return true;
        if (IsSwitch(text))
            return false;

        var words = name.ToUpperInvariant().Split('_');
        var last = Array.FindLastIndex(words, word => Array.IndexOf(SecretWords, word) >= 0);
        return Array.IndexOf(words, "PUBLIC") < 0 && (last < 0 || !words.Skip(last + 1).Any(word => Array.IndexOf(AboutSecrets, word) >= 0));
    }

    /// <summary>Whether a secret's value, which is no placeholder, is likely to be the real one: a short word behind <c>SORT_KEY</c> is not.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="value">Its value.</param>
    public static bool IsSpecific(string name, string value)
    {
        if (value.IndexOf("://", StringComparison.Ordinal) >= 0)
            return true;
        var words = name.ToUpperInvariant().Split('_');
        if (Array.IndexOf(words, "PASSWORD") >= 0)
            return true;
        return !IsQuantity(value) && (Array.Exists(words, word => word is "SECRET" or "TOKEN") || (value.Length >= MinKeyLength && value.IndexOf(' ') < 0));
    }

    /// <summary>Where in a URL its password stands, or null when it has none.</summary>
    /// <param name="url">The text of a setting.</param>
    public static (int Start, int Length)? PasswordIn(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        var at = url.LastIndexOf('@');
        var colon = scheme < 0 ? -1 : url.IndexOf(':', scheme + 3);
        return colon >= 0 && colon < at - 1 ? (colon + 1, at - colon - 1) : null;
    }

    /// <summary><c>MYSQL_RANDOM_ROOT_PASSWORD=1</c> is a switch.</summary>
    private static bool IsSwitch(string text) => Array.IndexOf(Switches, text.ToLowerInvariant()) >= 0;

    /// <summary>A number, or one with a unit: <c>15m</c>, <c>7d</c>, <c>64kb</c>.</summary>
    private static bool IsQuantity(string value)
    {
        var number = value.TrimEnd(Units);
        return number.Length > 0 && value.Length - number.Length <= MaxUnitLength && number.TrimStart('-').All(c => c is (>= '0' and <= '9') or '.');
    }

    /// <summary>A path is where a secret lies. Base64 has slashes as well, but no path's segments are as long as a key.</summary>
    private static bool IsPath(string text) =>
        text[0] is '/' or '.' or '~' && text.IndexOf('/') >= 0 && text.IndexOfAny(['=', '+']) < 0 && Array.TrueForAll(text.Split('/'), segment => segment.Length < MaxPathSegment);
}
