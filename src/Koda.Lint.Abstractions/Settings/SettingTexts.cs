namespace Koda.Lint.Settings;

/// <summary>The words for a broken setting, the same wherever it is judged.</summary>
public static class SettingTexts
{
    /// <summary>Words a fault.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="owner">Who has the setting, as a message begins: <c>service 'app'</c>, <c>this process</c>.</param>
    public static FindingText Of(SettingFault fault, string owner)
    {
        var (variable, value) = (fault.Variable, fault.Value);
        switch (fault.Kind)
        {
            case SettingFaultKind.EnvironmentMissing:
                return RuleTexts.EnvironmentNotProduction.Missing(owner);
            case SettingFaultKind.EnvironmentEmpty:
                return RuleTexts.EnvironmentNotProduction.Empty(owner);
            case SettingFaultKind.EnvironmentOther:
                return RuleTexts.EnvironmentNotProduction.OtherValue(owner, variable, value);
            case SettingFaultKind.AuthModeBypasses:
                return RuleTexts.AuthModeBypassesAuthentication.Default(owner, value);
            case SettingFaultKind.AuthModeUnknown:
                return RuleTexts.AuthModeUnknown.Default(owner, value);
            case SettingFaultKind.AuthModeEmpty:
                return RuleTexts.AuthModeUnknown.Empty(owner);
            case SettingFaultKind.LoopbackBootstrapOn:
                return RuleTexts.LoopbackBootstrapEnabled.Default(owner);
            case SettingFaultKind.NotAWholeNumber:
                return RuleTexts.SettingNotANumber.Integer(owner, variable, value, DefaultOf(variable));
            case SettingFaultKind.NotANumber:
                return RuleTexts.SettingNotANumber.Float(owner, variable, value, DefaultOf(variable));
            case SettingFaultKind.NumberEmpty:
                return RuleTexts.SettingNotANumber.Empty(owner, variable, DefaultOf(variable));
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "no words for this kind of fault");
        }
    }

    private static string DefaultOf(string variable) => KodaVariables.Find(variable)?.Default ?? "0";
}
