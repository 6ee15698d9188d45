using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA2006: the control plane listens beyond loopback where nothing but its own binding guards it: on the host's network.</summary>
internal sealed class ControlPlaneBindsAllInterfaces : ControlPlaneSettingRule
{
    private const string Bind = "CONTROL_PLANE_BIND";

    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (!controlPlane.IsOnHostNetwork || controlPlane.VariableValue(Bind) is not { IsUnknown: false } bind)
            return;
        var address = PythonText.Strip(bind.Text);
        if (address.Length > 0 && !IpAddressText.IsLoopback(address))
            Report(context, controlPlane, Bind, RuleTexts.ControlPlaneBindsAllInterfaces.HostNetwork(controlPlane.Name, SettingRules.Show(Bind, bind.ShownText)));
    }
}
