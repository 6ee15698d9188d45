using System.CommandLine;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Cli.Commands;

/// <summary>Which findings are admitted.</summary>
internal sealed class BaselineOption : Option<string?>
{
    public BaselineOption()
        : base("--baseline")
    {
        Description = "The findings to admit, in place of the nearest " + Baseline.FileName + " in PATH or above it.";
        HelpName = "FILE";
    }

    /// <summary>The baseline that was named, or the nearest one; null when there is none.</summary>
    /// <exception cref="UsageException">It has mistakes.</exception>
    public Baseline? Find(ParseResult parsed, string folder, string root, IFolderProvider files)
    {
        var baseline = parsed.GetValue(this) is { } named
            ? Baseline.Read(DeploymentPath.Resolve(folder, named), files)
            : Baseline.Find(root, files);
        DeploymentOptions.Refuse(baseline?.Problems ?? [], folder);
        return baseline;
    }
}
