using Koda.Lint.AppSettings;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>
/// A rule on the settings that the control plane's container gets, <c>environment</c> over <c>env_file</c>, and on those of the same names that a .NET
/// program gets from its <c>appsettings.json</c>.
/// </summary>
internal abstract class ControlPlaneSettingRule : DeploymentRule
{
    public sealed override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is { } controlPlane)
            Judge(context, controlPlane);
        foreach (var settings in context.Deployment.Companions.AppSettings)
        {
            foreach (var setting in settings.Settings)
                JudgeSetting(context, setting, context.Deployment.IsProductionFor(settings));
            JudgeOptions(context, settings);
        }
    }

    protected abstract void Judge(RuleContext context, ComposeService controlPlane);

    /// <summary>What is wrong with one setting of a .NET program, or null.</summary>
    /// <param name="variable">The setting.</param>
    /// <param name="value">Its value.</param>
    /// <param name="isProduction">Whether production rules hold.</param>
    /// <param name="owner">Who has it, as a message begins.</param>
    protected virtual FindingText? JudgeSetting(KodaVariable variable, string value, bool isProduction, string owner) => null;

    /// <summary>Judges what a .NET program sets for a library, under the library's own names.</summary>
    protected virtual void JudgeOptions(RuleContext context, AppSettingsModel settings)
    {
    }

    /// <summary>How messages name the file of a setting.</summary>
    protected static string OwnerOf(AppSetting setting) => DeploymentPath.NameOf(setting.Span.File.Path);

    /// <summary>Reports a fault at a setting's value.</summary>
    protected static void Report(RuleContext context, AppSetting setting, FindingText text) => context.Report(text, setting.Value?.Span ?? setting.Span, "settings:" + setting.Key);

    /// <summary>Words a fault, or null when there is none.</summary>
    protected static FindingText? Word(SettingFault? fault, string owner) => fault is null ? null : SettingTexts.Of(fault, owner);

    /// <summary>How messages name the service.</summary>
    protected static string OwnerOf(ComposeService service) => "service '" + service.Name + "'";

    private void JudgeSetting(RuleContext context, AppSetting setting, bool isProduction)
    {
        if (setting.Value is { } value && KodaVariables.Find(setting.Key.ToUpperInvariant()) is { } variable
            && JudgeSetting(variable, value.Value, isProduction, OwnerOf(setting)) is { } text)
            context.Report(text, value.Span, "settings:" + variable.Name);
    }

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
