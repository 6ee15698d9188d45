using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1004: whoever is first on the host's loopback becomes the owner, in production.</summary>
internal sealed class LoopbackBootstrapEnabled : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (!context.Deployment.IsProduction)
            return;
        if (IsUnknown(controlPlane, KodaVariables.LoopbackBootstrap))
            ReportUnknown(context, controlPlane, KodaVariables.LoopbackBootstrap, RuleTexts.LoopbackBootstrapEnabled.Unknown(OwnerOf(controlPlane)));
        else
            Report(context, controlPlane, SettingRules.JudgeLoopbackBootstrap(controlPlane.VariableValue(KodaVariables.LoopbackBootstrap)?.Text, isProduction: true));
    }

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        variable.Name == KodaVariables.LoopbackBootstrap ? Word(SettingRules.JudgeLoopbackBootstrap(value, isProduction), owner) : null;
}
