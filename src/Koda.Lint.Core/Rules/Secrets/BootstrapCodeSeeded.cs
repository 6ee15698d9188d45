using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA6007: the code that makes its reader the owner is written down, or lives too long.</summary>
internal sealed class BootstrapCodeSeeded : ControlPlaneSettingRule
{
    private const string Lifetime = "CONTROL_PLANE_BOOTSTRAP_CODE_TTL_SECONDS";
    private const int MaxSeconds = 900;

    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (KnownValue(controlPlane, KodaVariables.BootstrapCode) is { } code && PythonText.Strip(code).Length > 0)
            Report(context, controlPlane, KodaVariables.BootstrapCode, RuleTexts.BootstrapCodeSeeded.Code(OwnerOf(controlPlane)));
        if (KnownValue(controlPlane, Lifetime) is { } seconds && PythonNumber.TryParseInt(seconds, out var number) && number > MaxSeconds)
            Report(context, controlPlane, Lifetime, RuleTexts.BootstrapCodeSeeded.LongLived(OwnerOf(controlPlane), SettingRules.Show(Lifetime, seconds)));
    }
}
