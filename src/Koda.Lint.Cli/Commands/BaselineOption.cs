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
    public Baseline? Find(ParseResult parsed, string folder, string root, DiskFileProvider files)
    {
        var named = parsed.GetValue(this) is { } given ? DeploymentPath.Resolve(folder, given) : null;
        if (named is not null)
            files.Boundary?.Allow(named);
        var baseline = named is null ? Baseline.Find(root, files) : Baseline.Read(named, files);
        DeploymentOptions.Refuse(baseline?.Problems ?? [], folder);
        return baseline;
    }
}
