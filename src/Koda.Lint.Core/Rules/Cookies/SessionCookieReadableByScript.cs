namespace Koda.Lint.Rules;

/// <summary>KODA3002: a .NET program's settings let scripts read a cookie that signs in.</summary>
internal sealed class SessionCookieReadableByScript : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var option in ConfiguredCookies.Options(context.Deployment, "HttpOnly").Where(option => option.Is("False", 0)))
            Report(context, option, RuleTexts.SessionCookieReadableByScript.Disabled(option.Cookie));
        foreach (var option in ConfiguredCookies.Policies(context.Deployment, "HttpOnly").Where(option => option.Is("None", 0)))
            Report(context, option, RuleTexts.SessionCookieReadableByScript.CookiePolicy());
    }

    private static void Report(RuleContext context, CookieOption option, FindingText text) => context.Report(text, option.Setting.Value!.Span, "settings:" + option.Setting.Key);
}
