using Koda.Lint.AppSettings;
using Koda.Lint.Cookies;
using Koda.Lint.Deployments;

namespace Koda.Lint.Rules;

/// <summary>An option of a cookie in a .NET program's settings.</summary>
/// <param name="Setting">The setting.</param>
/// <param name="Cookie">How messages call the cookie: by its name, or the section that configures it.</param>
/// <param name="Purpose">What the cookie is for.</param>
internal sealed record CookieOption(AppSetting Setting, string Cookie, CookiePurpose Purpose)
{
    /// <summary>Whether the value is one of an enumeration's members, by its name or number.</summary>
    public bool Is(string member, int number) =>
        Setting.Value is { } value && (value.Value.Trim().Equals(member, StringComparison.OrdinalIgnoreCase) || value.Value.Trim() == number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>
/// Finds cookies in the settings of .NET programs: sections that are called so, <c>Authentication:Cookie</c> or <c>SessionCookie</c>, whatever options they
/// are bound to.
/// </summary>
internal static class ConfiguredCookies
{
    /// <summary>The options of one name, those of cookies that hold a theme or an anti-forgery token left out.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="names">The names that the option goes by.</param>
    public static IEnumerable<CookieOption> Options(Deployment deployment, params string[] names)
    {
        if (deployment.Environment == DeploymentEnvironment.Development)
            yield break;
        foreach (var settings in deployment.Companions.AppSettings)
        {
            foreach (var setting in settings.Settings.Where(setting => setting.Value is not null))
            {
                var path = setting.Key.Split(':');
                if (path.Length < 2 || !names.Contains(path[path.Length - 1], StringComparer.OrdinalIgnoreCase) || !path.Take(path.Length - 1).Any(IsCookie) || path.Any(IsPolicy))
                    continue;
                var section = setting.Key.Substring(0, setting.Key.LastIndexOf(':'));
                var name = settings.Find(section + ":Name")?.Value?.Value;
                var purpose = CookieName.PurposeOf(name ?? section);
                if (purpose != CookiePurpose.Harmless)
                    yield return new CookieOption(setting, name is null ? "the cookie of '" + section + "'" : CookieName.Shown(name), purpose);
            }
        }
    }

    /// <summary>The options of cookie policies, which hold for all cookies of a program.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="name">The option.</param>
    public static IEnumerable<CookieOption> Policies(Deployment deployment, string name)
    {
        if (deployment.Environment == DeploymentEnvironment.Development)
            yield break;
        foreach (var setting in deployment.Companions.AppSettings.SelectMany(settings => settings.Settings))
        {
            var path = setting.Key.Split(':');
            if (setting.Value is not null && path.Length > 1 && IsPolicy(path[path.Length - 2]) && path[path.Length - 1].Equals(name, StringComparison.OrdinalIgnoreCase))
                yield return new CookieOption(setting, "every cookie", CookiePurpose.Unknown);
        }
    }

    private static bool IsCookie(string name) => name.IndexOf("cookie", StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsPolicy(string name) => name.IndexOf("cookiepolicy", StringComparison.OrdinalIgnoreCase) >= 0;
}
