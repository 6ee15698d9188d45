using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>
/// KODA6001: a secret that the production deployment cannot do without has no value. Of a variable that Compose requires KODA9002 speaks, too: that
/// says that the deployment does not start, this what it is missing.
/// </summary>
internal sealed class SecretMissing : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction || context.Deployment.ControlPlane is null)
            return;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in context.Deployment.Project.UnresolvedVariables)
        {
            if (IsRequiredSecret(variable, context.Deployment) && reported.Add(variable.Use.Name))
                Report(context, variable.Use.Name, "the Compose file", variable.Span);
        }

        if (!reported.Contains(KodaVariables.SessionSecret) && FindDashboard(context.Deployment) is { } dashboard)
            Judge(context, dashboard);
    }

    private static bool IsRequiredSecret(UnresolvedVariable variable, Deployment deployment)
    {
        var isMissing = variable.Use.State == VariableState.RequiredMissing
            || (deployment.RequireEnv && variable.Use.Definition?.Origin == VariableOrigin.SuppliedAtDeploy);
        return isMissing && variable.Use.Name != KodaVariables.ApiToken && SecretNames.IsSecret(variable.Use.Name, value: null);
    }

    /// <summary>Who seals sessions: the service that is told the control plane's address, else one that has the secret.</summary>
    private static ComposeService? FindDashboard(Deployment deployment) =>
        deployment.Project.Services.FirstOrDefault(service => service != deployment.ControlPlane && Deployment.IsDashboard(service))
        ?? deployment.Project.Services.FirstOrDefault(service => service.Environment.Any(entry => entry.Key == KodaVariables.SessionSecret));

    private static void Judge(RuleContext context, ComposeService dashboard)
    {
        var value = dashboard.VariableValue(KodaVariables.SessionSecret);
        var place = value?.Span ?? dashboard.NameSource.Span;
        var isUnknown = value is null ? dashboard.HasUnreadEnvFile : value.IsUnknown;
        if (isUnknown && !context.Deployment.RequireEnv)
            context.Report(RuleTexts.SecretMissing.Unknown(KodaVariables.SessionSecret), place, Subject(KodaVariables.SessionSecret));
        else if (isUnknown || SettingRules.JudgeRequiredSecret(KodaVariables.SessionSecret, value?.Text) is not null)
            Report(context, KodaVariables.SessionSecret, "service '" + dashboard.Name + "'", place);
    }

    private static void Report(RuleContext context, string secret, string owner, SourceSpan place) =>
        context.Report(SettingTexts.Of(new SettingFault(SettingFaultKind.SecretMissing, secret), owner), place, Subject(secret));

    private static string Subject(string secret) => "secret:" + secret;
}
