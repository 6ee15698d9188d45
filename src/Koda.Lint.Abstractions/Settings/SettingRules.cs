using System.Globalization;
using System.Numerics;
using System.Text;

namespace Koda.Lint.Settings;

/// <summary>What a host knows and wants beyond the settings themselves.</summary>
public sealed class SettingRuleOptions
{
    /// <summary>
    /// Whether the host takes this for production (<c>IHostEnvironment.IsProduction()</c>, a production overlay) whatever <c>KODA_ENV</c> says; if that
    /// says otherwise, the two disagree and KODA1001 is broken.
    /// </summary>
    public bool HostIsProduction { get; init; }

    /// <summary>Judge by <c>KODA_ENV</c> and <c>NODE_ENV</c> alone, and find only what Koda's own guard refuses to boot with.</summary>
    public bool Compatible { get; init; }

    /// <summary>The names of secrets that must have a value in production.</summary>
    public IReadOnlyCollection<string> RequiredSecrets { get; init; } = [];

    /// <summary>
    /// The names of all settings that there are, keys of .NET's configuration with colons among them: whatever is a secret is judged, not only Koda's own.
    /// </summary>
    public IReadOnlyCollection<string> Names { get; init; } = [];
}

/// <summary>
/// The rules about settings, judged on values alone, so that a compose file, an env file and a process that is about to boot get the same verdict. A
/// value is null when its variable is not set, and empty when it is set to nothing.
/// </summary>
public static class SettingRules
{
    /// <summary>The fewest characters a password may have.</summary>
    public const int PasswordMinimum = 12;

    /// <summary>The most failed logins before an account is locked.</summary>
    public const int MaxLoginFailures = 5;

    /// <summary>The shortest lockout, in seconds.</summary>
    public const int MinLockoutSeconds = 300;

    /// <summary>The fewest characters of a secret.</summary>
    public const int MinSecretLength = 32;

    /// <summary>The least strength of a secret in bits: its length times the binary logarithm of how many different characters it has.</summary>
    public const int MinSecretBits = 128;

    private const int MaxShownLength = 60;

    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "admin", "administrator", "changeit", "change-it", "changeme", "change-me", "change_me", "default", "dummy", "example", "fixme", "letmein",
        "pass", "passwd", "password", "placeholder", "postgres", "redacted", "replaceme", "replace-me", "replace_me", "root", "sample", "secret",
        "test", "todo", "token", "yourpassword", "yoursecret", "yourtoken",
    };

    private static readonly string[] PlaceholderStarts = ["replace-with-", "replace-me", "change-me", "your-", "<"];

    private static readonly string[] MeasuredSecrets = [KodaVariables.SessionSecret, KodaVariables.RuntimeToken, KodaVariables.ApiToken];

    /// <summary>Whether production rules hold: the settings say so, or the host does and is asked.</summary>
    /// <param name="lookup">Finds a variable's value.</param>
    /// <param name="options">What the host knows and wants.</param>
    public static bool IsProduction(Func<string, string?> lookup, SettingRuleOptions options) =>
        SettingsReader.IsProduction(lookup) || (options.HostIsProduction && !options.Compatible);

    /// <summary>Judges settings as they are at boot, in the order of the rules' ids.</summary>
    /// <param name="lookup">Finds a variable's value.</param>
    /// <param name="options">What the host knows and wants.</param>
    public static IEnumerable<SettingFault> Judge(Func<string, string?> lookup, SettingRuleOptions options)
    {
        var isProduction = IsProduction(lookup, options);
        if (isProduction && !SettingsReader.IsProduction(lookup))
            yield return new SettingFault(SettingFaultKind.HostEnvironment, KodaVariables.Environment);
        if (JudgeAuthMode(lookup(KodaVariables.AuthMode), isProduction) is { } mode)
            yield return mode;
        if (JudgeLoopbackBootstrap(lookup(KodaVariables.LoopbackBootstrap), isProduction) is { } bootstrap)
            yield return bootstrap;
        foreach (var variable in KodaVariables.All)
        {
            if (JudgeNumber(variable, lookup(variable.Name)) is { } number)
                yield return number;
        }

        if (options.Compatible)
            yield break;

        if (JudgePasswordMinimum(lookup(KodaVariables.PasswordMinimum)) is { } minimum)
            yield return minimum;
        if (JudgeLoginFailures(lookup(KodaVariables.LoginMaxFailures)) is { } failures)
            yield return failures;
        if (JudgeLockout(lookup(KodaVariables.LoginLockoutSeconds)) is { } lockout)
            yield return lockout;
        foreach (var secret in JudgeSecrets(lookup, options, isProduction))
            yield return secret;
    }

    /// <summary>KODA1001: whether a production deployment tells Koda that it is one.</summary>
    /// <param name="lookup">Finds a variable's value.</param>
    public static SettingFault? JudgeEnvironment(Func<string, string?> lookup)
    {
        if (SettingsReader.IsProduction(lookup))
            return null;
        var variable = lookup(KodaVariables.Environment) is null && lookup(KodaVariables.NodeEnvironment) is not null
            ? KodaVariables.NodeEnvironment
            : KodaVariables.Environment;
        return lookup(variable) switch
        {
            null => new SettingFault(SettingFaultKind.EnvironmentMissing, variable),
            { } value when variable == KodaVariables.Environment && IsBlank(value) => new SettingFault(SettingFaultKind.EnvironmentEmpty, variable),
            { } value => new SettingFault(SettingFaultKind.EnvironmentOther, variable, Show(variable, value)),
        };
    }

    /// <summary>KODA1002 and KODA1003: whether the control plane asks for a login, and knows how.</summary>
    /// <param name="value">The value of <c>CONTROL_PLANE_AUTH_MODE</c>.</param>
    /// <param name="isProduction">Whether production rules hold.</param>
    public static SettingFault? JudgeAuthMode(string? value, bool isProduction) => SettingsReader.ReadAuthMode(value) switch
    {
        AuthMode.Unknown when IsBlank(value!) => new SettingFault(SettingFaultKind.AuthModeEmpty, KodaVariables.AuthMode),
        AuthMode.Unknown => new SettingFault(SettingFaultKind.AuthModeUnknown, KodaVariables.AuthMode, Show(KodaVariables.AuthMode, value!)),
        AuthMode.Open or AuthMode.Development when isProduction =>
            new SettingFault(SettingFaultKind.AuthModeBypasses, KodaVariables.AuthMode, Show(KodaVariables.AuthMode, value!)),
        _ => null,
    };

    /// <summary>KODA1004: whether the first owner must know the bootstrap code.</summary>
    /// <param name="value">The value of <c>ALLOW_LOOPBACK_BOOTSTRAP</c>.</param>
    /// <param name="isProduction">Whether production rules hold.</param>
    public static SettingFault? JudgeLoopbackBootstrap(string? value, bool isProduction) =>
        isProduction && SettingsReader.AllowsLoopbackBootstrap(value, isProduction)
            ? new SettingFault(SettingFaultKind.LoopbackBootstrapOn, KodaVariables.LoopbackBootstrap, Show(KodaVariables.LoopbackBootstrap, value!))
            : null;

    /// <summary>KODA1006: whether Koda survives reading a number.</summary>
    /// <param name="variable">The variable; null is returned for one that is no number.</param>
    /// <param name="value">Its value.</param>
    public static SettingFault? JudgeNumber(KodaVariable variable, string? value)
    {
        SettingFaultKind kind;
        switch (variable.Kind)
        {
            case KodaVariableKind.WholeNumber when value is not null && !PythonNumber.TryParseInt(value, out _):
                kind = SettingFaultKind.NotAWholeNumber;
                break;
            case KodaVariableKind.Number when value is not null && !PythonNumber.TryParseFloat(value, out _):
                kind = SettingFaultKind.NotANumber;
                break;
            default:
                return null;
        }

        return IsBlank(value)
            ? new SettingFault(SettingFaultKind.NumberEmpty, variable.Name)
            : new SettingFault(kind, variable.Name, Show(variable.Name, value));
    }

    /// <summary>KODA5001: whether operators may choose short passwords. What is no number is KODA1006's.</summary>
    /// <param name="value">The value of <c>CONTROL_PLANE_OPERATOR_PASSWORD_MIN_LENGTH</c>.</param>
    public static SettingFault? JudgePasswordMinimum(string? value) =>
        JudgeLimit(value, SettingFaultKind.PasswordMinimumTooShort, KodaVariables.PasswordMinimum, number => number < PasswordMinimum);

    /// <summary>KODA5004: whether an account is locked soon enough.</summary>
    /// <param name="value">The value of <c>CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES</c>.</param>
    public static SettingFault? JudgeLoginFailures(string? value) =>
        JudgeLimit(value, SettingFaultKind.TooManyLoginFailures, KodaVariables.LoginMaxFailures, number => number > MaxLoginFailures);

    /// <summary>KODA5004: whether an account stays locked for long enough.</summary>
    /// <param name="value">The value of <c>CONTROL_PLANE_OPERATOR_LOGIN_LOCKOUT_SECONDS</c>.</param>
    public static SettingFault? JudgeLockout(string? value) =>
        JudgeLimit(value, SettingFaultKind.LockoutTooShort, KodaVariables.LoginLockoutSeconds, number => number < MinLockoutSeconds);

    /// <summary>KODA6001: whether a secret that must be there is.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value.</param>
    public static SettingFault? JudgeRequiredSecret(string name, string? value) =>
        value is null || IsBlank(value) ? new SettingFault(SettingFaultKind.SecretMissing, name) : null;

    /// <summary>
    /// KODA6002, and KODA6003 for the secrets whose length it measures: whether a secret can be guessed. Each of the comma-separated parts of
    /// <c>CONTROL_PLANE_API_TOKEN</c> is a token of its own. A secret that is missing can not be guessed.
    /// </summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isProduction">Whether production rules hold; elsewhere a placeholder is information.</param>
    /// <returns>The first fault, a placeholder before a short token; null when there is none.</returns>
    public static SettingFault? JudgeSecret(string name, string? value, bool isProduction)
    {
        var parts = name == KodaVariables.ApiToken ? (value ?? "").Split(',') : [value ?? ""];
        var secrets = parts.Select(PythonText.Strip).Where(part => part.Length > 0).ToList();
        foreach (var secret in secrets)
        {
            if (JudgePlaceholder(secret) is { } kind)
                return new SettingFault(isProduction ? kind : SettingFaultKind.SecretIsPlaceholderOutsideProduction, name);
        }

        if (!MeasuredSecrets.Contains(name))
            return null;
        for (var i = 0; i < secrets.Count; i++)
        {
            var different = secrets[i].Distinct().Count();
            if (secrets[i].Length < MinSecretLength)
                return new SettingFault(SettingFaultKind.SecretTooShort, name, Count(secrets[i].Length), secrets.Count > 1 ? i + 1 : 0);
            if (secrets[i].Length * Math.Log(different, 2) < MinSecretBits)
                return new SettingFault(SettingFaultKind.SecretTooUniform, name, Count(different));
        }

        return null;
    }

    /// <summary>
    /// A value as a message may show it: nothing of a secret; what cannot be seen or can be mistaken, white space but a blank and everything outside
    /// ASCII, as <c>\u0000</c>; at most 60 characters.
    /// </summary>
    /// <param name="name">The variable's name, which decides with the value whether it is a secret.</param>
    /// <param name="value">The value.</param>
    public static string Show(string name, string value)
    {
        if (SecretNames.IsSecret(name, value))
            return "***";

        var shown = new StringBuilder();
        foreach (var c in value)
        {
            if (shown.Length >= MaxShownLength)
                return shown.Append("...").ToString();
            if (c is >= ' ' and < '\u007F')
                shown.Append(c);
            else
                shown.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return shown.ToString();
    }

    private static SettingFault? JudgeLimit(string? value, SettingFaultKind kind, string variable, Func<BigInteger, bool> isBroken) =>
        value is not null && PythonNumber.TryParseInt(value, out var number) && isBroken(number)
            ? new SettingFault(kind, variable, Show(variable, value))
            : null;

    private static IEnumerable<SettingFault> JudgeSecrets(Func<string, string?> lookup, SettingRuleOptions options, bool isProduction)
    {
        var required = options.RequiredSecrets;
        if (isProduction)
        {
            // Who is handed an empty session secret was meant to have one.
            var wanted = lookup(KodaVariables.SessionSecret) is null ? required : required.Append(KodaVariables.SessionSecret);
            foreach (var name in wanted.Distinct(StringComparer.Ordinal))
            {
                if (JudgeRequiredSecret(name, lookup(name)) is { } missing)
                    yield return missing;
            }
        }

        var known = KodaVariables.All.Where(variable => variable.Kind == KodaVariableKind.Secret).Select(variable => variable.Name);
        foreach (var name in known.Concat(required).Concat(options.Names).Distinct(StringComparer.Ordinal))
        {
            var value = lookup(name) ?? "";
            var isSecret = SecretValue.IsSecret(SecretNames.VariableOf(name), value) || (required.Contains(name) && KodaVariables.Find(name) is null);
            if (isSecret && JudgeSecret(name, value, isProduction) is { } fault)
                yield return fault;
        }
    }

    private static SettingFaultKind? JudgePlaceholder(string secret)
    {
        var folded = secret.ToLowerInvariant();
        if (Placeholders.Contains(folded) || PlaceholderStarts.Any(start => folded.StartsWith(start, StringComparison.Ordinal)))
            return SettingFaultKind.SecretIsPlaceholder;
        return folded.Trim(folded[0]).Length == 0 ? SettingFaultKind.SecretIsOneCharacter : null;
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool IsBlank(string value) => PythonText.NormalisesTo(value, "");
}
