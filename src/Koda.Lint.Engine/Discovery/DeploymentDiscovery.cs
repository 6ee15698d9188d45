using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Discovery;

/// <summary>Finds what there is to judge: in a folder, in a tree, or in the files that somebody named.</summary>
public static class DeploymentDiscovery
{
    /// <summary>Finds the deployments of a folder, or of the whole tree below it.</summary>
    /// <param name="root">The folder, absolute.</param>
    /// <param name="recursive">Whether to look below it.</param>
    /// <param name="options">What all deployments share; relative env files are seen from its working directory.</param>
    /// <param name="environment">What the host was told the deployments are for.</param>
    /// <param name="files">The host's files.</param>
    public static DiscoveredDeployments Find(
        string root, bool recursive, ComposeRequest options, DeploymentEnvironment environment, IFolderProvider files)
    {
        var walk = new FolderWalk(files);
        var shared = options with { EnvFiles = [.. options.EnvFiles.Select(path => DeploymentPath.Resolve(options.WorkingDirectory, path))] };
        var finder = new FolderDeployments(shared, environment, files);
        var plans = new List<DeploymentPlan>();
        var leftOut = new List<string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in recursive ? walk.ListTree(root) : [walk.List(root)])
        {
            var found = finder.Find(NameOf(root, folder.Path), folder.Path, folder.FileNames);
            // What a folder above took along, from its `conf.d` say, makes no deployment of its own.
            plans.AddRange(found.Plans.Where(plan => plan.Request.HasComposeFiles || !plan.Companions.All(taken.Contains)));
            taken.UnionWith(found.Plans.SelectMany(plan => plan.Companions));
            leftOut.AddRange(found.LeftOut);
        }

        leftOut.AddRange(walk.NotListed);
        return new DiscoveredDeployments(plans, leftOut);
    }

    /// <summary>
    /// One deployment of named files, as <c>docker compose -f … -f …</c> makes it. A proxy's configuration, a unit or an <c>appsettings.json</c> among them
    /// is judged with the others.
    /// </summary>
    /// <param name="options">The files, and all else; the working directory is where relative paths are seen from.</param>
    /// <param name="environment">What the host was told the deployment is for.</param>
    public static DiscoveredDeployments Of(ComposeRequest options, DeploymentEnvironment environment)
    {
        var first = options.Files[0];
        var folder = first == DiskFileProvider.StandardInput
            ? options.WorkingDirectory
            : DeploymentPath.FolderOf(DeploymentPath.Resolve(options.WorkingDirectory, first));
        var companions = options.Files.Where(IsCompanion).ToList();
        var request = options with
        {
            Files = [.. options.Files.Except(companions, StringComparer.Ordinal)],
            HasComposeFiles = companions.Count < options.Files.Count,
            ExampleEnvFiles = FolderDeployments.ExampleEnvFilesOf(folder),
        };
        if (!request.HasComposeFiles)
            request = request with { ProjectDirectory = folder };
        var plan = new DeploymentPlan(DeploymentPath.NameOf(folder), request, environment) { Companions = [.. companions.Select(path => DeploymentPath.Resolve(options.WorkingDirectory, path))] };
        return new DiscoveredDeployments([plan], []);
    }

    /// <summary>The deployments that a configuration names.</summary>
    /// <param name="configured">The configuration; its paths are seen from its folder.</param>
    /// <param name="options">What all deployments share. Env files and profiles that it names win over the configuration's.</param>
    /// <param name="environment">What the host was told the deployments are for; wins over the configuration unless it is automatic.</param>
    /// <param name="files">The host's files, for the files beside Compose files that the configuration does not name.</param>
    public static DiscoveredDeployments Of(
        ConfigurationFile configured, ComposeRequest options, DeploymentEnvironment environment, IFileProvider files)
    {
        var plans = new List<DeploymentPlan>();
        foreach (var entry in configured.Configuration.Deployments)
        {
            var compose = entry.Compose.Select(path => DeploymentPath.Resolve(configured.Folder, path)).ToList();
            var folder = compose.Count > 0 ? DeploymentPath.FolderOf(compose[0]) : configured.Folder;
            var request = options with
            {
                Files = compose,
                HasComposeFiles = compose.Count > 0,
                ProjectDirectory = compose.Count > 0 ? options.ProjectDirectory : folder,
                EnvFiles = options.EnvFiles.Count > 0 ? options.EnvFiles : [.. entry.EnvFiles.Select(path => DeploymentPath.Resolve(configured.Folder, path))],
                Profiles = options.Profiles.Count > 0 ? options.Profiles : entry.Profiles,
                ExampleEnvFiles = FolderDeployments.ExampleEnvFilesOf(folder),
            };
            plans.Add(new DeploymentPlan(entry.Name, request, environment == DeploymentEnvironment.Auto ? entry.Environment : environment)
            {
                Companions = entry.Files is { } named ? [.. named.Select(path => DeploymentPath.Resolve(configured.Folder, path))] : FolderCompanions.Find(folder, files),
            });
        }

        return new DiscoveredDeployments(plans, []);
    }

    /// <summary>The deployments that a folder's configuration names, or those that the folder has.</summary>
    /// <param name="configured">The configuration that holds for the folder.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="options">What all deployments share.</param>
    /// <param name="environment">What the host was told the deployments are for.</param>
    /// <param name="files">The host's files.</param>
    public static DiscoveredDeployments In(
        ConfigurationFile configured, string folder, ComposeRequest options, DeploymentEnvironment environment, IFolderProvider files) =>
        configured.Configuration.Deployments.Count > 0
            ? Of(configured, options, environment, files)
            : Find(folder, recursive: false, options, environment, files);

    private static bool IsCompanion(string path) => path != DiskFileProvider.StandardInput && CompanionFileName.KindOf(path) != CompanionKind.None;

    /// <summary>A folder below the root is called by its way from there, the root by its own name.</summary>
    private static string NameOf(string root, string folder) =>
        folder == root ? DeploymentPath.NameOf(root) is { Length: > 0 } name ? name : "/" : DeploymentPath.RelativeTo(root, folder);
}
