using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1003: an authentication mode that Koda does not know; it refuses to boot in any environment.</summary>
internal sealed class AuthModeUnknown : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (IsUnknown(controlPlane, KodaVariables.AuthMode))
            return;
        if (SettingRules.JudgeAuthMode(controlPlane.VariableValue(KodaVariables.AuthMode)?.Text, isProduction: false) is { } fault)
            Report(context, controlPlane, fault);
    }

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        variable.Name == KodaVariables.AuthMode ? Word(SettingRules.JudgeAuthMode(value, isProduction: false), owner) : null;
}
