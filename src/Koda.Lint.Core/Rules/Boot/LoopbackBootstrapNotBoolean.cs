using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1005: a value that people take for on and Koda for off.</summary>
internal sealed class LoopbackBootstrapNotBoolean : ControlPlaneSettingRule
{
    private static readonly string[] ReadAsOn = ["1", "yes", "on", "y", "t", "enabled", "enable"];

    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (controlPlane.VariableValue(KodaVariables.LoopbackBootstrap) is not { IsUnknown: false } value)
            return;
        var normalised = PythonText.Strip(value.Text).ToLowerInvariant();
        if (normalised is "true" or "false" or "")
            return;
        var shown = SettingRules.Show(KodaVariables.LoopbackBootstrap, value.ShownText);
        var text = Array.IndexOf(ReadAsOn, normalised) >= 0
            ? RuleTexts.LoopbackBootstrapNotBoolean.ReadsAsOn(OwnerOf(controlPlane), shown)
            : RuleTexts.LoopbackBootstrapNotBoolean.Default(OwnerOf(controlPlane), shown);
        Report(context, controlPlane, KodaVariables.LoopbackBootstrap, text);
    }
}
