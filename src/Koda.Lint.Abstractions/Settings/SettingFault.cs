namespace Koda.Lint.Settings;

/// <summary>What is wrong with a setting. Several kinds can belong to one rule and are worded differently.</summary>
public enum SettingFaultKind
{
    /// <summary>KODA1001: the host runs as production, and Koda takes itself for development.</summary>
    HostEnvironment,

    /// <summary>KODA1001: neither <c>KODA_ENV</c> nor <c>NODE_ENV</c> is set.</summary>
    EnvironmentMissing,

    /// <summary>KODA1001: <c>KODA_ENV</c> is set to nothing, and <c>NODE_ENV</c> is not asked.</summary>
    EnvironmentEmpty,

    /// <summary>KODA1001: <c>KODA_ENV</c>, or <c>NODE_ENV</c> when that is not set, names something other than production.</summary>
    EnvironmentOther,

    /// <summary>KODA1002: the mode admits everyone.</summary>
    AuthModeBypasses,

    /// <summary>KODA1003: Koda knows no such mode.</summary>
    AuthModeUnknown,

    /// <summary>KODA1003: the mode is set to nothing.</summary>
    AuthModeEmpty,

    /// <summary>KODA1004: loopback bootstrap is on.</summary>
    LoopbackBootstrapOn,

    /// <summary>KODA1006: not what Python's <c>int</c> takes.</summary>
    NotAWholeNumber,

    /// <summary>KODA1006: not what Python's <c>float</c> takes.</summary>
    NotANumber,

    /// <summary>KODA1006: a number is set to nothing.</summary>
    NumberEmpty,

    /// <summary>KODA5001: passwords may be shorter than 12 characters.</summary>
    PasswordMinimumTooShort,

    /// <summary>KODA5004: more than 5 failures before the account is locked.</summary>
    TooManyLoginFailures,

    /// <summary>KODA5004: the account is locked for less than 300 seconds.</summary>
    LockoutTooShort,

    /// <summary>KODA6001: a secret that must be there is not, or is empty.</summary>
    SecretMissing,

    /// <summary>KODA6002: the value is a placeholder.</summary>
    SecretIsPlaceholder,

    /// <summary>KODA6002: the value is one character, repeated.</summary>
    SecretIsOneCharacter,

    /// <summary>KODA6002: either of these, outside production.</summary>
    SecretIsPlaceholderOutsideProduction,

    /// <summary>KODA6003: fewer than 32 characters.</summary>
    SecretTooShort,

    /// <summary>KODA6003: long enough, of too few different characters: under 128 bits however they were chosen.</summary>
    SecretTooUniform,
}

/// <summary>A setting that breaks a rule.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Variable">The variable at fault; for a missing one the name it should have.</param>
/// <param name="Detail">
/// The value, fit to be shown (see <see cref="SettingRules.Show"/>), and empty when nothing is set. Of a secret, how many characters it has when
/// that is the fault, how many different ones when that is, and nothing otherwise.
/// </param>
/// <param name="Part">Which of several comma-separated tokens is at fault, from 1; 0 when the value is one secret.</param>
public sealed record SettingFault(SettingFaultKind Kind, string Variable, string Detail = "", int Part = 0)
{
    /// <summary>The rule that is broken.</summary>
    public RuleInfo Rule => Kind switch
    {
        SettingFaultKind.HostEnvironment or SettingFaultKind.EnvironmentMissing or SettingFaultKind.EnvironmentEmpty
            or SettingFaultKind.EnvironmentOther => RuleCatalogue.EnvironmentNotProduction,
        SettingFaultKind.AuthModeBypasses => RuleCatalogue.AuthModeBypassesAuthentication,
        SettingFaultKind.AuthModeUnknown or SettingFaultKind.AuthModeEmpty => RuleCatalogue.AuthModeUnknown,
        SettingFaultKind.LoopbackBootstrapOn => RuleCatalogue.LoopbackBootstrapEnabled,
        SettingFaultKind.NotAWholeNumber or SettingFaultKind.NotANumber or SettingFaultKind.NumberEmpty => RuleCatalogue.SettingNotANumber,
        SettingFaultKind.PasswordMinimumTooShort => RuleCatalogue.PasswordMinimumTooShort,
        SettingFaultKind.TooManyLoginFailures or SettingFaultKind.LockoutTooShort => RuleCatalogue.LockoutTooLax,
        SettingFaultKind.SecretMissing => RuleCatalogue.SecretMissing,
        SettingFaultKind.SecretIsPlaceholder or SettingFaultKind.SecretIsOneCharacter
            or SettingFaultKind.SecretIsPlaceholderOutsideProduction => RuleCatalogue.SecretIsPlaceholder,
        SettingFaultKind.SecretTooShort or SettingFaultKind.SecretTooUniform => RuleCatalogue.SecretTooShort,
        _ => throw new ArgumentOutOfRangeException(nameof(Kind), Kind, "no rule has this kind of fault"),
    };
}
