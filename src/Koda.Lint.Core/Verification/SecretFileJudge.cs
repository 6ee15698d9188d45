using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Rules;

namespace Koda.Lint.Verification;

/// <summary>KODA6006 and KODA6008 on the server itself, where a file that others can read is an error.</summary>
internal static class SecretFileJudge
{
    public static void Judge(LiveContext context)
    {
        foreach (var fact in context.Seen.SecretFiles)
        {
            var name = DeploymentPath.NameOf(fact.Path);
            if (SecretFileReadableByOthers.TextOf(fact) is { } readable)
                context.Report(readable, Location.OfFile(fact.Path), "mode:" + name, Severity.Error);
            if (fact.Kind != SecretFileKind.BootstrapCode)
                continue;
            if (context.Seen.HasOwner == true)
                context.Report(RuleTexts.BootstrapFileLeftBehind.OwnerExists(name), Location.OfFile(fact.Path), "bootstrap");
            else if (BootstrapFileLeftBehind.TextOf(fact) is { } expired)
                context.Report(expired, Location.OfFile(fact.Path), "bootstrap");
        }
    }
}
