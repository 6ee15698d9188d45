using System.Text.RegularExpressions;
using Koda.Lint.Settings;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Settings;

/// <summary>KODA6002 and KODA6004 in code: a secret whose value stands in the source, a placeholder or the real one.</summary>
internal static class WrittenSecret
{
    private const int FewestCharacters = 8;

    private static readonly Regex WordBreak = new("[_:.\\-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", RegexOptions.CultureInvariant);

    // Names and routes of secrets, which constants hold far more often than secrets: "access_token", "X-Api-Key", "/connect/token", "Jwt:Key".
    private static readonly Regex NameLike = new("^[A-Za-z]+(?:[_:./ -][A-Za-z]+)*$|^/|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^https?://[^@]*$|\\s", RegexOptions.CultureInvariant);

    /// <summary>Judges a setting by its name.</summary>
    public static void JudgeSetting(string name, string value, SyntaxNode? origin, SyntaxNode place, CodeUnit unit)
    {
        if (!SecretNames.IsSecret(name.Replace(":", "_"), value) || IsReference(value))
            return;
        if (SettingRules.JudgeSecret(name, value, isProduction: true) is { Kind: SettingFaultKind.SecretIsPlaceholder or SettingFaultKind.SecretIsOneCharacter } placeholder)
            unit.Report(SettingTexts.Of(placeholder, "this code"), origin, place);
        else if (value.Length >= FewestCharacters)
            unit.Report(RuleTexts.SecretWrittenInFile.Source(name), origin, place);
    }

    /// <summary>Judges a field, a property or a variable by its name. A name is weaker evidence than a setting's, so the value has to look the part.</summary>
    public static void JudgeMember(string name, string value, SyntaxNode? origin, SyntaxNode place, CodeUnit unit, bool isLibrary)
    {
        if (!HoldsSecret(name) || IsReference(value) || unit.Program.IsTests)
            return;
        // `const string Password = "password"` names a kind of grant or a form's field; a library's ClientSecret is what it says.
        var words = WordBreak.Split(name);
        if (words.Length == 1 || !isLibrary && words.Any(word => word.Equals(value, StringComparison.OrdinalIgnoreCase)))
        {
            if (words.Length == 1 && LooksRandom(value))
                unit.Report(RuleTexts.SecretWrittenInFile.Source(name), origin, place);
            return;
        }

        if (SettingRules.JudgeSecret(name, value, isProduction: true) is { Kind: SettingFaultKind.SecretIsPlaceholder or SettingFaultKind.SecretIsOneCharacter } placeholder)
            unit.Report(SettingTexts.Of(placeholder, "this code"), origin, place);
        else if (LooksRandom(value))
            unit.Report(RuleTexts.SecretWrittenInFile.Source(name), origin, place);
    }

    /// <summary>Whether a name ends as that of a secret does: <c>SessionSecret</c>, <c>ApiKey</c>, <c>_dbPassword</c>.</summary>
    public static bool HoldsSecret(string name)
    {
        var words = WordBreak.Split(name.TrimStart('_'));
        var last = words[words.Length - 1].ToUpperInvariant();
        return last is "SECRET" or "PASSWORD" or "TOKEN" or "PASSPHRASE" or "DSN"
            || (last == "KEY" && words.Length > 1
                && words[words.Length - 2].ToUpperInvariant() is "API" or "SIGNING" or "PRIVATE" or "ENCRYPTION" or "ACCESS" or "SECRET" or "JWT" or "MASTER" or "SHARED");
    }

    private static bool LooksRandom(string value) =>
        value.Length >= FewestCharacters && !NameLike.IsMatch(value) && value.Any(char.IsDigit) && value.Any(char.IsLetter) && value.Distinct().Count() >= 6;

    private static bool IsReference(string value) =>
        value.StartsWith("${", StringComparison.Ordinal) || value.StartsWith("/run/secrets/", StringComparison.Ordinal) || value.IndexOf("{0}", StringComparison.Ordinal) >= 0;
}
