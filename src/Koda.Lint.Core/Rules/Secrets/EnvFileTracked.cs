using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Rules;

/// <summary>KODA6010: git has a file of secrets, or would take it with the next <c>git add .</c>.</summary>
internal sealed class EnvFileTracked : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var fact in context.Deployment.FileFacts)
        {
            if (fact.Kind != SecretFileKind.EnvFile || fact.IsTemplate)
                continue;
            var name = DeploymentPath.NameOf(fact.Path);
            if (fact.Git == GitState.Tracked)
                context.Report(RuleTexts.EnvFileTracked.Tracked(name), Location.OfFile(fact.Path), "git:" + name);
            else if (fact.Git == GitState.Untracked)
                context.Report(RuleTexts.EnvFileTracked.NotIgnored(name), Location.OfFile(fact.Path), "git:" + name);
        }
    }
}
