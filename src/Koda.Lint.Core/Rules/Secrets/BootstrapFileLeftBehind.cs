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
            if (TextOf(fact) is { } text)
                context.Report(text, Location.OfFile(fact.Path), "bootstrap");
        }
    }

    /// <summary>What a file's own words say of its time, or null.</summary>
    internal static FindingText? TextOf(FileFact fact) => fact is { Kind: SecretFileKind.BootstrapCode, ExpiredAt: { } time }
        ? RuleTexts.BootstrapFileLeftBehind.Expired(DeploymentPath.NameOf(fact.Path), time)
        : null;
}
