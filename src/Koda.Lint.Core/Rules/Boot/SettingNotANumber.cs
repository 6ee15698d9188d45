using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1006: a number that Koda reads at boot is none, so its process dies.</summary>
internal sealed class SettingNotANumber : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        foreach (var variable in KodaVariables.All)
        {
            if (!IsUnknown(controlPlane, variable.Name))
                Report(context, controlPlane, SettingRules.JudgeNumber(variable, controlPlane.VariableValue(variable.Name)?.Text));
        }
    }

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        Word(SettingRules.JudgeNumber(variable, value), owner);
}
