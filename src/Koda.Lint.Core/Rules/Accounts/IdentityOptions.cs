using System.Globalization;
using Koda.Lint.AppSettings;

namespace Koda.Lint.Rules;

/// <summary>Finds the options of ASP.NET Core Identity in a program's settings: <c>Identity:Password:RequiredLength</c>, below whatever section binds them.</summary>
internal static class IdentityOptions
{
    /// <summary>The settings of one option that have a value.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="part">The part of the options: <c>Password</c>, <c>Lockout</c>.</param>
    /// <param name="option">The option.</param>
    public static IEnumerable<AppSetting> Of(AppSettingsModel settings, string part, string option)
    {
        var ending = part + ":" + option;
        return settings.Settings.Where(setting => setting.Value is not null && setting.Key.EndsWith(ending, StringComparison.OrdinalIgnoreCase)
            && (setting.Key.Length == ending.Length || setting.Key[setting.Key.Length - ending.Length - 1] == ':'));
    }

    /// <summary>The settings of one option that are whole numbers.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="part">The part of the options.</param>
    /// <param name="option">The option.</param>
    public static IEnumerable<(AppSetting Setting, int Number)> Numbers(AppSettingsModel settings, string part, string option)
    {
        foreach (var setting in Of(settings, part, option))
        {
            if (int.TryParse(setting.Value!.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                yield return (setting, number);
        }
    }
}
