using System.Globalization;
using Koda.Lint.AppSettings;
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

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) => variable.Name switch
    {
        KodaVariables.LoginMaxFailures => Word(SettingRules.JudgeLoginFailures(value), owner),
        KodaVariables.LoginLockoutSeconds => Word(SettingRules.JudgeLockout(value), owner),
        _ => null,
    };

    protected override void JudgeOptions(RuleContext context, AppSettingsModel settings)
    {
        foreach (var (setting, number) in IdentityOptions.Numbers(settings, "Lockout", "MaxFailedAccessAttempts"))
        {
            if (number > SettingRules.MaxLoginFailures)
                Report(context, setting, RuleTexts.LockoutTooLax.TooManyFailures(OwnerOf(setting), setting.Key, setting.Value!.Value));
        }

        foreach (var setting in IdentityOptions.Of(settings, "Lockout", "DefaultLockoutTimeSpan"))
        {
            if (TimeSpan.TryParse(setting.Value!.Value, CultureInfo.InvariantCulture, out var span) && span.TotalSeconds < SettingRules.MinLockoutSeconds)
                Report(context, setting, RuleTexts.LockoutTooLax.TooBrief(OwnerOf(setting), setting.Key, setting.Value.Value, "00:05:00"));
        }
    }
}
