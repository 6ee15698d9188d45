using Koda.Lint.Cookies;
using Microsoft.AspNetCore.Http;

namespace Koda.Lint.BootGuard.Live;

/// <summary>A cookie that a handler of this host will write, as its options say.</summary>
internal sealed class ConfiguredCookie
{
    private const CookieSecurePolicy UntouchedPolicy = (CookieSecurePolicy)(-100);
    private const SameSiteMode UntouchedMode = (SameSiteMode)(-100);

    private readonly string _options;
    private readonly string _provider;
    private readonly CookieBuilder _cookie;

    /// <param name="options">The type of the options, as code names it.</param>
    /// <param name="provider">Which options they are.</param>
    /// <param name="cookie">The cookie that the options hold.</param>
    public ConfiguredCookie(string options, string provider, CookieBuilder cookie)
    {
        _options = options;
        _provider = provider;
        _cookie = cookie;
    }

    /// <summary>How messages call the cookie.</summary>
    public string ShownName => CookieName.Shown(_cookie.Name ?? "");

    public CookieSecurePolicy SecurePolicy => _cookie.SecurePolicy;

    public bool HttpOnly => _cookie.HttpOnly;

    public SameSiteMode SameSite => _cookie.SameSite;

    /// <summary>Whether the program chose the policy; otherwise it is the framework's default.</summary>
    public required bool SetsSecurePolicy { get; init; }

    public required bool SetsSameSite { get; init; }

    /// <summary>Whether it carries a session, and not only proves at the door who somebody is.</summary>
    public bool IsSession { get => field || CookieName.PurposeOf(_cookie.Name) == CookiePurpose.Session; init; }

    /// <summary>Whether the answer of another site must find the cookie.</summary>
    public bool IsCrossSite { get; init; }

    /// <summary>Marks a cookie, so that <see cref="IsTouched"/> can tell later what was done to it.</summary>
    public static CookieBuilder Mark(CookieBuilder cookie)
    {
        cookie.SecurePolicy = UntouchedPolicy;
        cookie.SameSite = UntouchedMode;
        return cookie;
    }

    /// <summary>Whether the policy and the mode of a marked cookie were set since. One that took the marked cookie's place sets both.</summary>
    public static (bool SecurePolicy, bool SameSite) IsTouched(CookieBuilder marked, CookieBuilder now) =>
        (now != marked || now.SecurePolicy != UntouchedPolicy, now != marked || now.SameSite != UntouchedMode);

    public void Report(FindingText text, string member, GuardFindings found) =>
        found.Add(text, new SettingOrigin(_options + ".Cookie." + member, _provider), "cookie:" + _cookie.Name + "." + member);
}
