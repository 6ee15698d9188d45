using Koda.Lint.AppSettings;
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

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        variable.Name == KodaVariables.PasswordMinimum ? Word(SettingRules.JudgePasswordMinimum(value), owner) : null;

    protected override void JudgeOptions(RuleContext context, AppSettingsModel settings)
    {
        foreach (var (setting, number) in IdentityOptions.Numbers(settings, "Password", "RequiredLength"))
        {
            if (number < SettingRules.PasswordMinimum)
                Report(context, setting, RuleTexts.PasswordMinimumTooShort.Default(OwnerOf(setting), setting.Key, setting.Value!.Value));
        }
    }
}
