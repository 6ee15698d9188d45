using Koda.Lint.Compose;
using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>KODA1001: a production deployment does not tell Koda that it is one, so Koda's own guard never arms.</summary>
internal sealed class EnvironmentNotProduction : ControlPlaneSettingRule
{
    protected override void Judge(RuleContext context, ComposeService controlPlane)
    {
        if (!context.Deployment.IsProduction)
            return;
        var variable = controlPlane.VariableValue(KodaVariables.Environment) is null ? KodaVariables.NodeEnvironment : KodaVariables.Environment;
        if (IsUnknown(controlPlane, variable))
            ReportUnknown(context, controlPlane, variable, RuleTexts.EnvironmentNotProduction.Unknown(OwnerOf(controlPlane), variable));
        else if (controlPlane.VariableValue(variable) is null && controlPlane.HasUnreadEnvFile)
            Report(context, controlPlane, KodaVariables.Environment, RuleTexts.EnvironmentNotProduction.Unread(OwnerOf(controlPlane)));
        else
            Report(context, controlPlane, SettingRules.JudgeEnvironment(name => controlPlane.VariableValue(name)?.Text));
    }
}
