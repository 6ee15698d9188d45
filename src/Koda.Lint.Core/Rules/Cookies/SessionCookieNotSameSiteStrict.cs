using Koda.Lint.Cookies;

namespace Koda.Lint.Rules;

/// <summary>KODA3003: a .NET program's settings let requests of other sites carry a cookie that signs in.</summary>
internal sealed class SessionCookieNotSameSiteStrict : DeploymentRule
{
    private const int Unspecified = -1;
    private const int None = 0;
    private const int Lax = 1;

    public override void Judge(RuleContext context)
    {
        foreach (var option in ConfiguredCookies.Options(context.Deployment, "SameSite"))
        {
            if (TextFor(option) is { } text)
                context.Report(text, option.Setting.Value!.Span, "settings:" + option.Setting.Key);
        }

        foreach (var option in ConfiguredCookies.Policies(context.Deployment, "MinimumSameSitePolicy").Where(option => option.Is("None", None)))
            context.Report(RuleTexts.SessionCookieNotSameSiteStrict.CookiePolicy(), option.Setting.Value!.Span, "settings:" + option.Setting.Key);
    }

    private static FindingText? TextFor(CookieOption option) =>
        option.Is("None", None) ? RuleTexts.SessionCookieNotSameSiteStrict.Weak(option.Cookie, "None")
        : option.Is("Unspecified", Unspecified) ? RuleTexts.SessionCookieNotSameSiteStrict.Weak(option.Cookie, "Unspecified")
        : !option.Is("Lax", Lax) ? null
        : option.Purpose == CookiePurpose.Session ? RuleTexts.SessionCookieNotSameSiteStrict.Weak(option.Cookie, "Lax")
        : RuleTexts.SessionCookieNotSameSiteStrict.Lax(option.Cookie);
}
