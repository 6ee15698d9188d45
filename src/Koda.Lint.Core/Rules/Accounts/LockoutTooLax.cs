using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA5004: an account is locked too late, or for too short a time.</summary>
internal sealed class LockoutTooLax : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (KnownValue(controlPlane, KodaVariables.LoginMaxFailures) is { } failures)
            Report(context, controlPlane, SettingRules.JudgeLoginFailures(failures));
        if (KnownValue(controlPlane, KodaVariables.LoginLockoutSeconds) is { } seconds)
            Report(context, controlPlane, SettingRules.JudgeLockout(seconds));
    }
}
