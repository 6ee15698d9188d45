namespace Koda.Lint.Rules;

/// <summary>KODA3001: a .NET program's settings let a cookie that signs in travel over plain HTTP.</summary>
internal sealed class SessionCookieNotSecure : DeploymentRule
{
    private const int SameAsRequest = 0;
    private const int None = 2;

    public override void Judge(RuleContext context)
    {
        foreach (var option in ConfiguredCookies.Options(context.Deployment, "SecurePolicy"))
        {
            if (option.Is("None", None) || option.Is("SameAsRequest", SameAsRequest))
                Report(context, option, RuleTexts.SessionCookieNotSecure.Policy(option.Cookie, option.Is("None", None) ? "None" : "SameAsRequest"));
        }

        foreach (var option in ConfiguredCookies.Options(context.Deployment, "Secure").Where(option => option.Is("False", 0)))
            Report(context, option, RuleTexts.SessionCookieNotSecure.Disabled(option.Cookie));
        foreach (var option in ConfiguredCookies.Policies(context.Deployment, "Secure").Where(option => option.Is("None", None)))
            Report(context, option, RuleTexts.SessionCookieNotSecure.CookiePolicy());
    }

    private static void Report(RuleContext context, CookieOption option, FindingText text) => context.Report(text, option.Setting.Value!.Span, "settings:" + option.Setting.Key);
}
