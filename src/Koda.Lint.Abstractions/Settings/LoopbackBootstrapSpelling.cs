namespace Koda.Lint.Settings;

/// <summary>KODA1005 on a value alone: the control plane compares the switch with <c>true</c> and nothing else.</summary>
public static class LoopbackBootstrapSpelling
{
    private static readonly string[] ReadAsOn = ["1", "yes", "on", "y", "t", "enabled", "enable"];

    /// <summary>What is wrong with a value of <c>ALLOW_LOOPBACK_BOOTSTRAP</c>, or null when it is true, false or empty.</summary>
    /// <param name="value">The value.</param>
    /// <param name="owner">Who has the setting, as a message begins.</param>
    /// <param name="shownValue">The value as a message may show it, or null for the value itself.</param>
    public static FindingText? Judge(string value, string owner, string? shownValue = null)
    {
        var normalised = PythonText.Strip(value).ToLowerInvariant();
        if (normalised is "true" or "false" or "")
            return null;
        var shown = SettingRules.Show(KodaVariables.LoopbackBootstrap, shownValue ?? value);
        return Array.IndexOf(ReadAsOn, normalised) >= 0
            ? RuleTexts.LoopbackBootstrapNotBoolean.ReadsAsOn(owner, shown)
            : RuleTexts.LoopbackBootstrapNotBoolean.Default(owner, shown);
    }
}
