using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Rules;

/// <summary>KODA6008: a bootstrap code lies about past its time.</summary>
internal sealed class BootstrapFileLeftBehind : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var fact in context.Deployment.FileFacts)
        {
            if (fact is { Kind: SecretFileKind.BootstrapCode, ExpiredAt: { } time })
                context.Report(RuleTexts.BootstrapFileLeftBehind.Expired(DeploymentPath.NameOf(fact.Path), time), Location.OfFile(fact.Path), "bootstrap");
        }
    }
}
