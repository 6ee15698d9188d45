using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Live;

/// <summary>KODA3001 to KODA3003 on the cookies of authentication schemes and of the session, and on the cookie policy.</summary>
internal static class CookieRules
{
    public static async Task JudgeAsync(LiveHost host, GuardFindings found, CancellationToken cancellationToken)
    {
        var policy = host.Services.GetRequiredService<IOptions<CookiePolicyOptions>>().Value;
        JudgePolicy(host.Services, found);
        if (host.Services.GetService<IAuthenticationSchemeProvider>() is { } schemes)
        {
            foreach (var scheme in await schemes.GetAllSchemesAsync().ConfigureAwait(false))
            {
                if (scheme.HandlerType.IsAssignableTo(typeof(CookieAuthenticationHandler)))
                    Judge(CookieOf(scheme.Name, host.Services), policy, found);
            }
        }

        if (host.Registration.Has("Microsoft.AspNetCore.Session", "ISessionStore"))
            Judge(SessionCookie(host.Services), policy, found);
    }

    private static ConfiguredCookie CookieOf(string scheme, IServiceProvider services)
    {
        var probe = new CookieAuthenticationOptions();
        var marked = ConfiguredCookie.Mark(probe.Cookie);
        var (setsSecurePolicy, setsSameSite) = ConfiguredCookie.IsTouched(marked, ConfiguredOptions.Over(probe, scheme, services).Cookie);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        return new ConfiguredCookie(nameof(CookieAuthenticationOptions), "options of authentication scheme '" + scheme + "'", options.Cookie)
        {
            SetsSecurePolicy = setsSecurePolicy,
            SetsSameSite = setsSameSite,
            IsCrossSite = scheme.Contains("External", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static ConfiguredCookie SessionCookie(IServiceProvider services)
    {
        var probe = new SessionOptions();
        var marked = ConfiguredCookie.Mark(probe.Cookie);
        var (setsSecurePolicy, setsSameSite) = ConfiguredCookie.IsTouched(marked, ConfiguredOptions.Over(probe, Options.DefaultName, services).Cookie);
        return new ConfiguredCookie(nameof(SessionOptions), "options of the session", services.GetRequiredService<IOptions<SessionOptions>>().Value.Cookie)
        {
            SetsSecurePolicy = setsSecurePolicy,
            SetsSameSite = setsSameSite,
            IsSession = true,
        };
    }

    private static void Judge(ConfiguredCookie cookie, CookiePolicyOptions policy, GuardFindings found)
    {
        if (cookie.SecurePolicy != CookieSecurePolicy.Always && policy.Secure != CookieSecurePolicy.Always)
        {
            var isDefault = cookie is { SecurePolicy: CookieSecurePolicy.SameAsRequest, SetsSecurePolicy: false };
            cookie.Report(
                isDefault
                    ? RuleTexts.SessionCookieNotSecure.Default(cookie.ShownName)
                    : RuleTexts.SessionCookieNotSecure.Policy(cookie.ShownName, cookie.SecurePolicy.ToString()),
                "SecurePolicy",
                found);
        }

        if (!cookie.HttpOnly && policy.HttpOnly != HttpOnlyPolicy.Always)
            cookie.Report(RuleTexts.SessionCookieReadableByScript.Disabled(cookie.ShownName), "HttpOnly", found);
        if (cookie.SameSite != SameSiteMode.Strict && !cookie.IsCrossSite && policy.MinimumSameSitePolicy != SameSiteMode.Strict)
            cookie.Report(SameSiteText(cookie), "SameSite", found);
    }

    private static FindingText SameSiteText(ConfiguredCookie cookie) => cookie switch
    {
        { SameSite: SameSiteMode.Lax, SetsSameSite: false } => RuleTexts.SessionCookieNotSameSiteStrict.Default(cookie.ShownName),
        { SameSite: SameSiteMode.Lax, IsSession: false } => RuleTexts.SessionCookieNotSameSiteStrict.Lax(cookie.ShownName),
        _ => RuleTexts.SessionCookieNotSameSiteStrict.Weak(cookie.ShownName, cookie.SameSite.ToString()),
    };

    /// <summary>A policy that takes flags away. Its defaults do, too, in a program that has no policy: what counts is what the program chose.</summary>
    private static void JudgePolicy(IServiceProvider services, GuardFindings found)
    {
        var probe = new CookiePolicyOptions { Secure = (CookieSecurePolicy)(-100), HttpOnly = (HttpOnlyPolicy)(-100), MinimumSameSitePolicy = (SameSiteMode)(-100) };
        var chosen = ConfiguredOptions.Over(probe, Options.DefaultName, services);
        if (chosen.Secure == CookieSecurePolicy.None)
            Report(RuleTexts.SessionCookieNotSecure.CookiePolicy(), nameof(chosen.Secure), found);
        if (chosen.HttpOnly == HttpOnlyPolicy.None)
            Report(RuleTexts.SessionCookieReadableByScript.CookiePolicy(), nameof(chosen.HttpOnly), found);
        if (chosen.MinimumSameSitePolicy == SameSiteMode.None)
            Report(RuleTexts.SessionCookieNotSameSiteStrict.CookiePolicy(), nameof(chosen.MinimumSameSitePolicy), found);
    }

    private static void Report(FindingText text, string option, GuardFindings found)
    {
        var setting = nameof(CookiePolicyOptions) + "." + option;
        found.Add(text, new SettingOrigin(setting, "options of the cookie policy"), "options:" + setting);
    }
}
