using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA6005: the break-glass token is set, which is right only while the glass is broken.</summary>
internal sealed class BreakGlassTokenSet : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (KnownValue(controlPlane, KodaVariables.ApiToken) is not { } token || PythonText.Strip(token).Length == 0)
            return;
        if (SettingRules.JudgeSecret(KodaVariables.ApiToken, token, isProduction: true)?.Rule != RuleCatalogue.SecretIsPlaceholder)
            Report(context, controlPlane, KodaVariables.ApiToken, RuleTexts.BreakGlassTokenSet.Default(OwnerOf(controlPlane)));
    }
}
