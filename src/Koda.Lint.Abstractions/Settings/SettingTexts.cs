using System.Globalization;

namespace Koda.Lint.Settings;

/// <summary>The words for a broken setting, the same wherever it is judged.</summary>
public static class SettingTexts
{
    /// <summary>Words a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="owner">Who has the setting, as a message begins: <c>service 'app'</c>, <c>this process</c>.</param>
    public static FindingText Of(SettingFault fault, string owner)
    {
        var (kind, variable, detail, part) = fault;
        return kind switch
        {
            SettingFaultKind.HostEnvironment => RuleTexts.EnvironmentNotProduction.HostEnvironment(),
            SettingFaultKind.EnvironmentMissing => RuleTexts.EnvironmentNotProduction.Missing(owner),
            SettingFaultKind.EnvironmentEmpty => RuleTexts.EnvironmentNotProduction.Empty(owner),
            SettingFaultKind.EnvironmentOther => RuleTexts.EnvironmentNotProduction.OtherValue(owner, variable, detail),
            SettingFaultKind.AuthModeBypasses => RuleTexts.AuthModeBypassesAuthentication.Default(owner, detail),
            SettingFaultKind.AuthModeUnknown => RuleTexts.AuthModeUnknown.Default(owner, detail),
            SettingFaultKind.AuthModeEmpty => RuleTexts.AuthModeUnknown.Empty(owner),
            SettingFaultKind.LoopbackBootstrapOn => RuleTexts.LoopbackBootstrapEnabled.Default(owner),
            SettingFaultKind.NotAWholeNumber => RuleTexts.SettingNotANumber.Integer(owner, variable, detail, DefaultOf(variable)),
            SettingFaultKind.NotANumber => RuleTexts.SettingNotANumber.Float(owner, variable, detail, DefaultOf(variable)),
            SettingFaultKind.NumberEmpty => RuleTexts.SettingNotANumber.Empty(owner, variable, DefaultOf(variable)),
            SettingFaultKind.PasswordMinimumTooShort => RuleTexts.PasswordMinimumTooShort.Default(owner, variable, detail),
            SettingFaultKind.TooManyLoginFailures => RuleTexts.LockoutTooLax.TooManyFailures(owner, variable, detail),
            SettingFaultKind.LockoutTooShort =>
                RuleTexts.LockoutTooLax.TooBrief(owner, variable, detail, SettingRules.MinLockoutSeconds.ToString(CultureInfo.InvariantCulture)),
            SettingFaultKind.SecretMissing when variable == KodaVariables.SessionSecret => RuleTexts.SecretMissing.SessionSecret(),
            SettingFaultKind.SecretMissing => RuleTexts.SecretMissing.Default(variable, owner),
            SettingFaultKind.SecretIsPlaceholder => RuleTexts.SecretIsPlaceholder.Default(variable),
            SettingFaultKind.SecretIsOneCharacter => RuleTexts.SecretIsPlaceholder.OneCharacter(variable),
            SettingFaultKind.SecretIsPlaceholderOutsideProduction => RuleTexts.SecretIsPlaceholder.OutsideProduction(variable),
            SettingFaultKind.SecretTooShort when part > 0 =>
                RuleTexts.SecretTooShort.TokenPart(part.ToString(CultureInfo.InvariantCulture), variable, detail),
            SettingFaultKind.SecretTooShort => RuleTexts.SecretTooShort.Default(variable, detail),
            SettingFaultKind.SecretTooUniform => RuleTexts.SecretTooShort.Monotonous(variable, detail),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), kind, "no words for this kind of fault"),
        };
    }

    private static string DefaultOf(string variable) => KodaVariables.Find(variable)?.Default ?? "";
}
