using Koda.Lint.Compose;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Systemd;

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
        foreach (var unit in context.Deployment.Companions.Units.Where(RunsControlPlane))
            JudgeUnit(context, unit);
    }

    /// <summary>By its command; else by the setting, unless it is Compose that gets it.</summary>
    private static bool RunsControlPlane(SystemdUnit unit)
    {
        var commands = unit.Commands("ExecStart");
        return commands.Any(command => command.Arguments.Any(word => word.Value.IndexOf("koda.control_plane", StringComparison.Ordinal) >= 0))
            || (unit.Environment.Any(variable => variable.Name == Bind) && !commands.Any(command => ComposeCommand.Of(command) is not null));
    }

    /// <summary>What systemd starts runs on the host itself. A file of variables is read after the unit's own and wins.</summary>
    private static void JudgeUnit(RuleContext context, SystemdUnit unit)
    {
        var owner = "unit '" + DeploymentPath.NameOf(unit.Files[0].File.Path) + "'";
        foreach (var path in unit.EnvironmentFiles.Select(file => DeploymentPath.NameOf(file.Path.Value)).Reverse())
        {
            var file = context.Deployment.Project.EnvFileContents.FirstOrDefault(env => DeploymentPath.NameOf(env.File.Path) == path);
            if (file?.Find(Bind) is not { } entry)
                continue;
            // Without a service that carries the control plane the file has been judged already.
            if (!IsLoopback(entry.Value) && context.Deployment.ControlPlane is not null)
                context.Report(RuleTexts.ControlPlaneBindsAllInterfaces.Unit(owner, SettingRules.Show(Bind, entry.Value)), entry.ValueSpan, "env:" + Bind);
            return;
        }

        if (unit.Environment.LastOrDefault(variable => variable.Name == Bind) is { } bind && !IsLoopback(bind.Value.Value))
            context.Report(RuleTexts.ControlPlaneBindsAllInterfaces.Unit(owner, SettingRules.Show(Bind, bind.Value.Value)), bind.Value.Span, "unit:" + Bind);
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
