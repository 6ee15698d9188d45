using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1002: the control plane asks for no login in production.</summary>
internal sealed class AuthModeBypassesAuthentication : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (!context.Deployment.IsProduction)
            return;
        if (IsUnknown(controlPlane, KodaVariables.AuthMode))
            ReportUnknown(context, controlPlane, KodaVariables.AuthMode, RuleTexts.AuthModeBypassesAuthentication.Unknown(OwnerOf(controlPlane)));
        else if (SettingRules.JudgeAuthMode(controlPlane.VariableValue(KodaVariables.AuthMode)?.Text, isProduction: true) is { Kind: SettingFaultKind.AuthModeBypasses } fault)
            Report(context, controlPlane, fault);
    }

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        variable.Name == KodaVariables.AuthMode && SettingRules.JudgeAuthMode(value, isProduction) is { Kind: SettingFaultKind.AuthModeBypasses } fault ? Word(fault, owner) : null;
}
