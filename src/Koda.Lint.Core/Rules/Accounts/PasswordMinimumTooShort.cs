using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA5001: operators may choose passwords of fewer than 12 characters.</summary>
internal sealed class PasswordMinimumTooShort : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (KnownValue(controlPlane, KodaVariables.PasswordMinimum) is { } value)
            Report(context, controlPlane, SettingRules.JudgePasswordMinimum(value));
    }
}
