using System.Text;

namespace Koda.Lint.Settings;

/// <summary>Which settings are secrets, so that no message, report or log shows their value.</summary>
public static class SecretNames
{
    private static readonly string[] SecretWords = ["TOKEN", "PASSWORD", "SECRET", "KEY", "DSN"];
    private static readonly string[] HarmlessEndings = ["_FILE", "_PATH", "_LENGTH", "_SECONDS", "_DAYS"];

    /// <summary>
    /// Whether a setting must be kept out of sight: one of the words of its name says so, it is the bootstrap code, or its value is a
    /// URL with user-info. A name that ends as a path, a length or a time does, or starts with <c>ALLOW_</c>, speaks about a secret and is none.
    /// </summary>
    /// <param name="name">The name; casing does not matter.</param>
    /// <param name="value">The value, or null.</param>
    public static bool IsSecret(string name, string? value) => IsSecretName(name) || (value is not null && HasUserInfo(value));

    /// <summary>
    /// The name that a variable would have for the last part of a key of .NET's configuration, which says what the setting is: <c>SIGNING_KEY</c> for
    /// <c>Jwt:SigningKey</c>. A name without a colon is a variable's already.
    /// </summary>
    /// <param name="key">The key.</param>
    public static string VariableOf(string key)
    {
        if (key.IndexOf(':') < 0)
            return key;
        return VariableOfPart(Array.FindLast(key.Split(':'), part => part.Length > 0 && !part.All(c => c is >= '0' and <= '9')) ?? key);
    }

    /// <summary>The name that a variable would have for one part of a key, however the part writes its words: <c>S3_ACCESS_KEY</c> for <c>S3AccessKey</c>.</summary>
    /// <param name="part">The part.</param>
    public static string VariableOfPart(string part)
    {
        var variable = new StringBuilder(part.Length + 4);
        for (var i = 0; i < part.Length; i++)
        {
            if (!char.IsLetterOrDigit(part[i]))
                continue;
            var startsWord = i > 0 && (!char.IsLetterOrDigit(part[i - 1]) || (char.IsUpper(part[i])
                && (char.IsLower(part[i - 1]) || char.IsDigit(part[i - 1]) || (char.IsUpper(part[i - 1]) && i + 1 < part.Length && char.IsLower(part[i + 1])))));
            if (startsWord && variable.Length > 0)
                variable.Append('_');
            variable.Append(char.ToUpperInvariant(part[i]));
        }

        return variable.ToString();
    }

    private static bool IsSecretName(string name)
    {
        if (name.Equals(KodaVariables.BootstrapCode, StringComparison.OrdinalIgnoreCase))
            return true;
        if (name.StartsWith("ALLOW_", StringComparison.OrdinalIgnoreCase))
            return false;
        foreach (var ending in HarmlessEndings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                return false;
        }

        for (int start = 0, end; start <= name.Length; start = end + 1)
        {
            end = name.IndexOf('_', start);
            if (end < 0)
                end = name.Length;
            if (IsSecretWord(name, start, end - start))
                return true;
        }

        return false;
    }

    private static bool IsSecretWord(string name, int start, int length)
    {
        foreach (var word in SecretWords)
        {
            if (word.Length == length && string.Compare(name, start, word, 0, length, StringComparison.OrdinalIgnoreCase) == 0)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether a URL in the text has a user before its host. A password that should have been escaped, <c>u:p/w@host</c>, counts: whatever a strict
    /// parser makes of it, it is a password.
    /// </summary>
    private static bool HasUserInfo(string value)
    {
        var lastAt = value.LastIndexOf('@');
        var scheme = value.IndexOf("://", StringComparison.Ordinal);
        while (scheme >= 0 && scheme < lastAt)
        {
            var start = scheme + 3;
            var colon = -1;
            var end = start;
            for (; end < value.Length && value[end] is not ('/' or '?' or '#' or '@') && !char.IsWhiteSpace(value[end]); end++)
            {
                if (value[end] == ':')
                    colon = end;
            }

            if (end < value.Length && value[end] == '@')
                return true;
            if (colon >= 0 && end < lastAt && value[end - 1] != ']' && !IsPort(value, colon + 1, end))
                return true;
            scheme = value.IndexOf("://", start, StringComparison.Ordinal);
        }

        return false;
    }

    private static bool IsPort(string value, int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (value[i] is not (>= '0' and <= '9'))
                return false;
        }

        return true;
    }
}
