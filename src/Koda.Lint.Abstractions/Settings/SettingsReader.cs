namespace Koda.Lint.Settings;

/// <summary>How Koda's control plane admits requests.</summary>
public enum AuthMode
{
    /// <summary>With a session or a token: the default and the only mode for production.</summary>
    Token,

    /// <summary>Everyone.</summary>
    Open,

    /// <summary>Everyone, as a developer.</summary>
    Development,

    /// <summary>None of these; Koda refuses to boot.</summary>
    Unknown,
}

/// <summary>
/// What a value means to Koda's control plane. A lookup gives the value of a variable, empty when it is set to nothing,
/// and null when it is not set: the two differ.
/// </summary>
public static class SettingsReader
{
    /// <summary>
    /// Whether Koda takes itself to be in production: <c>KODA_ENV</c>, or <c>NODE_ENV</c> when that is not set, reads <c>production</c>.
    /// An empty <c>KODA_ENV</c> is set: it is not production, and <c>NODE_ENV</c> is not asked.
    /// </summary>
    /// <param name="lookup">Finds a variable's value.</param>
    public static bool IsProduction(Func<string, string?> lookup) =>
        (lookup(KodaVariables.Environment) ?? lookup(KodaVariables.NodeEnvironment)) is { } value
        && PythonText.NormalisesTo(value, "production");

    /// <summary>The auth mode of a value of <c>CONTROL_PLANE_AUTH_MODE</c>.</summary>
    /// <param name="value">The value; null when the variable is not set.</param>
    public static AuthMode ReadAuthMode(string? value) => value switch
    {
        null => AuthMode.Token,
        _ when PythonText.NormalisesTo(value, "token") => AuthMode.Token,
        _ when PythonText.NormalisesTo(value, "open") => AuthMode.Open,
        _ when PythonText.NormalisesTo(value, "development") => AuthMode.Development,
        _ => AuthMode.Unknown,
    };

    /// <summary>Whether a value of <c>ALLOW_LOOPBACK_BOOTSTRAP</c> turns it on.</summary>
    /// <param name="value">The value; null when the variable is not set.</param>
    /// <param name="isProduction">Where nothing is said, it is on outside production alone.</param>
    public static bool AllowsLoopbackBootstrap(string? value, bool isProduction) =>
        value is null || PythonText.NormalisesTo(value, "") ? !isProduction : PythonText.NormalisesTo(value, "true");
}
