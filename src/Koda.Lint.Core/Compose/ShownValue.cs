using Koda.Lint.Compose.Model;
using Koda.Lint.Settings;

namespace Koda.Lint.Compose;

/// <summary>A value in a message. What variables gave, or what holds a password, is named and never shown: it may be a secret.</summary>
internal static class ShownValue
{
    private const int MaxLength = 60;

    /// <summary>The value in quotes, or what it was made of.</summary>
    public static string Of(ModelScalar scalar)
    {
        if (scalar.Variables.Count > 0)
            return "the value of " + string.Join(", ", scalar.Variables.Select(use => "${" + use.Name + "}").Distinct());
        if (SecretNames.IsSecret("", scalar.Text))
            return "the value here";
        return "'" + (scalar.Text.Length <= MaxLength ? scalar.Text : scalar.Text.Substring(0, MaxLength) + "…") + "'";
    }
}
