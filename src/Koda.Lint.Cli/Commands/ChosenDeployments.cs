using Koda.Lint.Checking;
using Koda.Lint.Configuration;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Cli.Commands;

/// <summary>What there is to judge.</summary>
/// <param name="Root">The folder that was asked for, absolute.</param>
/// <param name="Configuration">What the repository decided.</param>
/// <param name="Deployments">The deployments.</param>
internal sealed record ChosenDeployments(string Root, LintConfiguration Configuration, DiscoveredDeployments Deployments)
{
    /// <summary>A folder of the repository that the deployments lie in: files that are named need not be below the current one.</summary>
    public string RepositoryFolder => Deployments.Plans is [{ Request: { Files: [var file, ..] } request }] && file != DiskFileProvider.StandardInput
        ? DeploymentPath.FolderOf(DeploymentPath.Resolve(request.WorkingDirectory, file))
        : Root;

    /// <summary>What decides how findings weigh, without a baseline.</summary>
    public PolicySettings SettingsFor(IFolderProvider files) => new()
    {
        Configuration = Configuration,
        CompilerSeverities = CompilerSeverities.Of(Root, files),
        Today = DateTimeOffset.UtcNow.UtcDateTime.Date,
    };

    /// <summary>Judges the deployments, and says what it is at to whoever watches.</summary>
    /// <param name="files">The machine's files.</param>
    /// <param name="settings">What decides how findings weigh.</param>
    /// <param name="isWanted">Whether a deployment is of interest, by every path that it asked for; null for all.</param>
    /// <param name="keepsDeployments">Whether the report keeps the deployments.</param>
    public CheckReport Judge(
        DiskFileProvider files, PolicySettings settings, Func<JudgedDeployment, IReadOnlyDictionary<string, FileAnswer>, bool>? isWanted = null, bool keepsDeployments = false)
    {
        Collections.PutOff(Deployments);
        using var progress = new ProgressLine();
        var check = new DeploymentCheck(files)
        {
            Root = Root,
            Settings = settings,
            Facts = new SecretFileFacts(new DiskFileProvider(), () => DateTimeOffset.UtcNow),
            IsWanted = isWanted,
            KeepsDeployments = keepsDeployments,
            Progress = plan => progress.Show("judging " + plan.Name),
        };
        return check.Run(Deployments);
    }
}
