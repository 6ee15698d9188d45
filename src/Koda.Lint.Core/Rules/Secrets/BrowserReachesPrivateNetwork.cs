using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA6012: agents' browsers reach the host and the private network in production.</summary>
internal sealed class BrowserReachesPrivateNetwork : DeploymentRule
{
    private const string Switch = "BROWSER_ALLOW_PRIVATE_NETWORK";

    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        var reported = new HashSet<SourceSpan>();
        foreach (var service in context.Deployment.Project.Services)
        {
            if (service.VariableValue(Switch) is not { IsUnknown: false } value || !IsOn(value.Text) || !reported.Add(value.Span))
                continue;
            var subject = "services." + service.Name + ".environment:" + Switch;
            context.Report(RuleTexts.BrowserReachesPrivateNetwork.Default("service '" + service.Name + "'"), value.Span, subject, related: Origins.Of(value));
        }
    }

    private static bool IsOn(string value) => PythonText.Strip(value).ToLowerInvariant() is "true" or "1" or "yes" or "on";
}
