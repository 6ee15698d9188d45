using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>A rule on the settings that the control plane's container gets: <c>environment</c> over <c>env_file</c>.</summary>
internal abstract class ControlPlaneSettingRule : DeploymentRule
{
    public sealed override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is { } controlPlane)
            Judge(context, controlPlane);
    }

    protected abstract void Judge(RuleContext context, ComposeService controlPlane);

    /// <summary>How messages name the service.</summary>
    protected static string OwnerOf(ComposeService service) => "service '" + service.Name + "'";

    /// <summary>Whether a setting's value comes with the deployment, so that here it cannot be judged.</summary>
    protected static bool IsUnknown(ComposeService service, string variable) => service.VariableValue(variable) is { IsUnknown: true };

    /// <summary>Reports a fault at the setting's value; one that is missing at the service's key.</summary>
    protected static void Report(RuleContext context, ComposeService service, SettingFault? fault)
    {
        if (fault is null)
            return;

        // Somebody wired a secret into a setting that is none, and whose value is shown for that reason.
        if (fault.Detail.Length > 0 && service.VariableValue(fault.Variable) is { IsSecret: true } value && !SecretNames.IsSecret(fault.Variable, value: null))
            fault = fault with { Detail = value.ShownText };
        Report(context, service, fault.Variable, SettingTexts.Of(fault, OwnerOf(service)));
    }

    /// <summary>
    /// Reports that a setting cannot be judged here. Where values must be there that is an error, unless KODA9002 says already that one is not.
    /// </summary>
    protected static void ReportUnknown(RuleContext context, ComposeService service, string variable, FindingText text)
    {
        var uses = service.VariableValue(variable)?.Variables ?? [];
        if (!context.Deployment.RequireEnv)
            Report(context, service, variable, text);
        else if (!context.Deployment.Project.UnresolvedVariables.Any(unresolved => uses.Any(use => use.Name == unresolved.Use.Name)))
            Report(context, service, variable, text, Severity.Error);
    }

    /// <summary>A setting's value, or null when it is not set or cannot be known here.</summary>
    protected static string? KnownValue(ComposeService service, string variable) =>
        service.VariableValue(variable) is { IsUnknown: false } value ? value.Text : null;

    /// <summary>Reports at a setting's value; one that is missing at the service's key.</summary>
    protected static void Report(RuleContext context, ComposeService service, string variable, FindingText text, Severity? severity = null)
    {
        var value = service.VariableValue(variable);
        var subject = "services." + service.Name + ".environment:" + variable;
        context.Report(text, value?.Span ?? service.NameSource.Span, subject, severity, value is null ? null : Origins.Of(value));
    }
}
