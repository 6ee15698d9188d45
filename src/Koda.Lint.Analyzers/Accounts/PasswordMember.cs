using System.Text.RegularExpressions;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>A member that holds a password, as far as its name tells.</summary>
/// <param name="Name">The member's name.</param>
/// <param name="IsEntered">Whether it takes a password that exists already, as a login does, rather than one that is being chosen.</param>
internal sealed record PasswordMember(string Name, bool IsEntered)
{
    private static readonly Regex WordBreak = new("_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant);

    private static readonly HashSet<string> PasswordWords = new(StringComparer.OrdinalIgnoreCase) { "password", "passphrase", "passwd", "pwd" };

    private static readonly HashSet<string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "hash", "hashed", "salt", "hint", "token", "code", "url", "policy", "options", "length", "id", "question", "answer", "expiry", "attempts", "is", "has",
    };

    private static readonly HashSet<string> EntryWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "login", "logon", "signin", "authenticate", "authentication", "credentials", "unlock", "reauthenticate", "token",
    };

    /// <summary>The member, when its name says that it holds a password.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="model">The name of its type.</param>
    public static PasswordMember? Of(string name, string model)
    {
        var words = WordBreak.Split(name);
        if (!words.Any(PasswordWords.Contains) || words.Any(OtherWords.Contains))
            return null;
        var isOld = words.Any(word => word.ToUpperInvariant() is "OLD" or "CURRENT" or "EXISTING" or "PREVIOUS");
        var modelWords = WordBreak.Split(model);
        return new PasswordMember(name, isOld || modelWords.Any(EntryWords.Contains) || HasPair(modelWords, "log", "in") || HasPair(modelWords, "sign", "in"));
    }

    private static bool HasPair(string[] words, string first, string second)
    {
        for (var i = 0; i + 1 < words.Length; i++)
        {
            if (words[i].Equals(first, StringComparison.OrdinalIgnoreCase) && words[i + 1].Equals(second, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
