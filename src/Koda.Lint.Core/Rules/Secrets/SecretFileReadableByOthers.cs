using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Rules;

/// <summary>KODA6006: others than its owner can read a file of secrets. A checkout cannot hold 0600, so a server's check is the strict one.</summary>
internal sealed class SecretFileReadableByOthers : DeploymentRule
{
    private const int GroupAndOthers = 0b000_111_111;
    private const int Others = 0b000_000_111;

    public override void Judge(RuleContext context)
    {
        foreach (var fact in context.Deployment.FileFacts)
        {
            if (TextOf(fact) is { } text)
                context.Report(text, Location.OfFile(fact.Path), "mode:" + DeploymentPath.NameOf(fact.Path), context.Deployment.RequireEnv ? Severity.Error : Severity.Warning);
        }
    }

    /// <summary>What is wrong with a file's mode, or null.</summary>
    internal static FindingText? TextOf(FileFact fact)
    {
        if (fact.IsTemplate || fact.UnixMode is not { } mode || (mode & GroupAndOthers) == 0)
            return null;
        var who = (mode & Others) != 0 ? "every user of the host" : "its group";
        var shownMode = "0" + Convert.ToString(mode, 8).PadLeft(3, '0');
        var name = DeploymentPath.NameOf(fact.Path);
        return fact.Kind == SecretFileKind.StateFolder
            ? RuleTexts.SecretFileReadableByOthers.StateFolder(name, shownMode, who)
            : RuleTexts.SecretFileReadableByOthers.File(name, shownMode, who);
    }
}
