using Koda.Lint.Compose;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA2006: the control plane listens beyond loopback where nothing but its own binding guards it: on the host itself, or on its network.</summary>
internal sealed class ControlPlaneBindsAllInterfaces : DeploymentRule
{
    private const string Bind = "CONTROL_PLANE_BIND";

    public override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is { } controlPlane)
            JudgeService(context, controlPlane);
        else if (context.Deployment.Project.DisabledServices.Count == 0)
            JudgeHost(context);
    }

    private static void JudgeService(RuleContext context, ComposeService controlPlane)
    {
        if (controlPlane.IsOnHostNetwork && controlPlane.VariableValue(Bind) is { IsUnknown: false } bind && !IsLoopback(bind.Text))
        {
            var text = RuleTexts.ControlPlaneBindsAllInterfaces.HostNetwork(controlPlane.Name, SettingRules.Show(Bind, bind.ShownText));
            context.Report(text, bind.Span, "services." + controlPlane.Name + ".environment:" + Bind, related: Origins.Of(bind));
        }
    }

    /// <summary>An env file that sets the address for no service sets it for a control plane that no container holds.</summary>
    private static void JudgeHost(RuleContext context)
    {
        if (context.Deployment.Project.FindVariable(Bind) is { Origin: VariableOrigin.EnvFile, Span: { } span } bind
            && !IsLoopback(bind.Value) && !context.UsedVariables.Contains(Bind))
            context.Report(RuleTexts.ControlPlaneBindsAllInterfaces.Default(SettingRules.Show(Bind, bind.Value)), span, "env:" + Bind);
    }

    /// <summary>An empty address is every address.</summary>
    private static bool IsLoopback(string address) => IpAddressText.IsLoopback(PythonText.Strip(address));
}
