using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA6001: a secret that the production deployment cannot do without has no value.</summary>
internal sealed class SecretMissing : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction || context.Deployment.ControlPlane is null)
            return;
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var variable in context.Deployment.Project.UnresolvedVariables)
        {
            if (variable.Use.State == VariableState.RequiredMissing && IsRequiredSecret(variable.Use.Name) && reported.Add(variable.Use.Name))
                Report(context, variable.Use.Name, "the Compose file", variable.Span);
        }

        foreach (var service in context.Deployment.Project.Services)
        {
            if (service.FindVariable(KodaVariables.SessionSecret) is { Value: ModelScalar value } && reported.Add(KodaVariables.SessionSecret))
                Judge(context, service, value);
        }
    }

    private static void Judge(RuleContext context, ComposeService service, ModelScalar value)
    {
        if (!value.IsUnknown && SettingRules.JudgeRequiredSecret(KodaVariables.SessionSecret, value.Text) is not null)
            Report(context, KodaVariables.SessionSecret, "service '" + service.Name + "'", value.Span);
        else if (value.IsUnknown && !context.Deployment.RequireEnv)
            context.Report(RuleTexts.SecretMissing.Unknown(KodaVariables.SessionSecret), value.Span, Subject(KodaVariables.SessionSecret));
    }

    private static void Report(RuleContext context, string secret, string owner, SourceSpan place) =>
        context.Report(SettingTexts.Of(new SettingFault(SettingFaultKind.SecretMissing, secret), owner), place, Subject(secret));

    private static bool IsRequiredSecret(string name) => SecretNames.IsSecret(name, value: null) && name != KodaVariables.ApiToken;

    private static string Subject(string secret) => "secret:" + secret;
}
