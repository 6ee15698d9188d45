using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1005: a value that people take for on and Koda for off.</summary>
internal sealed class LoopbackBootstrapNotBoolean : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (controlPlane.VariableValue(KodaVariables.LoopbackBootstrap) is { IsUnknown: false } value
            && LoopbackBootstrapSpelling.Judge(value.Text, OwnerOf(controlPlane), value.ShownText) is { } text)
            Report(context, controlPlane, KodaVariables.LoopbackBootstrap, text);
    }

    protected override FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) =>
        variable.Name == KodaVariables.LoopbackBootstrap ? LoopbackBootstrapSpelling.Judge(value, owner) : null;
}
