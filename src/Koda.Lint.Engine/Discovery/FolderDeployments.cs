using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Discovery;

/// <summary>
/// Finds the deployments that one folder's files make: the base file with its production overlay, a base file alone, each
/// development overlay, each release file; where there is none of these, what stands around containers alone.
/// </summary>
public sealed class FolderDeployments
{
    private static readonly string[] ExampleEndings = [".example", ".sample", ".template", ".dist"];

    private readonly ComposeRequest _options;
    private readonly DeploymentEnvironment _environment;
    private readonly IFileProvider _files;

    /// <summary>Prepares for folders that are looked at with the same options.</summary>
    /// <param name="options">What all deployments share: env files, profiles, shell, limits. Its own files and folder are not looked at.</param>
    /// <param name="environment">What the host was told the deployments are for.</param>
    /// <param name="files">The host's files.</param>
    public FolderDeployments(ComposeRequest options, DeploymentEnvironment environment, IFileProvider files)
    {
        _options = options;
        _environment = environment;
        _files = files;
    }

    /// <summary>The files whose names a deployment's variables may have while their values come at the deployment.</summary>
    /// <param name="folder">The deployment's folder.</param>
    public static IReadOnlyList<string> ExampleEnvFilesOf(string folder) =>
        [.. ExampleEndings.Select(ending => DeploymentPath.Resolve(folder, ".env" + ending))];

    /// <summary>Finds a folder's deployments.</summary>
    /// <param name="name">The folder's name in reports.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="fileNames">The names of the files in it.</param>
    public DiscoveredDeployments Find(string name, string folder, IEnumerable<string> fileNames)
    {
        var names = fileNames.ToList();
        var companions = FolderCompanions.Find(folder, names, _files);
        var byRole = names.OrderBy(n => n, StringComparer.Ordinal).ToLookup(ComposeFileName.RoleOf);
        var plans = new Plans(name, _options with
        {
            WorkingDirectory = folder,
            Files = [],
            ExampleEnvFiles = ExampleEnvFilesOf(folder),
        });

        if (NamesItsFiles(folder))
        {
            // Compose asks nobody else then; which of the folder's files it names is known after loading.
            plans.Add("", [], _environment);
        }
        else if (ComposeFileName.BaseNames.FirstOrDefault(byRole[ComposeFileRole.Base].Contains) is { } baseName)
        {
            AddOverlays(plans, baseName, byRole);
        }
        else
        {
            foreach (var alone in byRole[ComposeFileRole.Production])
                plans.Add(ComposeFileName.VariantOf(alone), [alone], _environment);
            foreach (var alone in byRole[ComposeFileRole.Development])
                AddForDevelopment(plans, [alone]);
        }

        foreach (var release in byRole[ComposeFileRole.Release].Where(file => IsComposeFile(DeploymentPath.Resolve(folder, file))))
            plans.Add(ComposeFileName.VariantOf(release), [release], _environment);

        if (plans.IsEmpty && companions.Count > 0)
            plans.AddWithoutCompose(_environment);

        var found = plans.Finish(companions);
        var leftOut = byRole.Where(role => role.Key is not (ComposeFileRole.None or ComposeFileRole.Release)).SelectMany(role => role)
            .Except(found.SelectMany(plan => plan.Request.Files), StringComparer.Ordinal)
            .OrderBy(file => file, StringComparer.Ordinal);
        return new DiscoveredDeployments(found, [.. leftOut.Select(file => DeploymentPath.Resolve(folder, file))]);
    }

    private void AddOverlays(Plans plans, string baseName, ILookup<ComposeFileRole, string> byRole)
    {
        var production = byRole[ComposeFileRole.Production].ToList();
        foreach (var overlay in production)
            plans.Add(production.Count == 1 ? "" : ComposeFileName.VariantOf(overlay), [baseName, overlay], _environment);

        // Compose lays one override over the base by itself, but not where files are named, as production's are.
        var byItself = ComposeFileName.OverrideNames.FirstOrDefault(byRole[ComposeFileRole.Override].Contains);
        if (production.Count == 0)
            plans.Add("", byItself is null ? [baseName] : [baseName, byItself], _environment);
        else if (byItself is not null)
            AddForDevelopment(plans, [baseName, byItself]);
        foreach (var overlay in byRole[ComposeFileRole.Development])
            AddForDevelopment(plans, [baseName, overlay]);
    }

    /// <summary>An overlay for development never runs in production: told to judge production, a host leaves it alone.</summary>
    private void AddForDevelopment(Plans plans, string[] files)
    {
        if (_environment != DeploymentEnvironment.Production)
            plans.Add(ComposeFileName.VariantOf(files[files.Length - 1]), files, DeploymentEnvironment.Development);
    }

    private bool NamesItsFiles(string folder)
    {
        if (_options.Shell.TryGetValue("COMPOSE_FILE", out var shell))
            return shell.Length > 0;
        IEnumerable<string> envFiles = _options.EnvFiles.Count > 0 ? _options.EnvFiles : [".env"];
        return envFiles.Any(path => _files.Read(DeploymentPath.Resolve(folder, path)).File is { } file
            && file.Text.IndexOf("COMPOSE_FILE", StringComparison.Ordinal) >= 0
            && DotenvReader.Read(file, DotenvDialect.Compose, ShellVariable).Find("COMPOSE_FILE") is { Value.Length: > 0 });
    }

    private VariableDefinition? ShellVariable(string name) =>
        _options.Shell.TryGetValue(name, out var value) ? new VariableDefinition(name, value, VariableOrigin.Shell, span: null) : null;

    /// <summary>Many tools have a <c>*.release.yml</c>; Compose's has services.</summary>
    private bool IsComposeFile(string path)
    {
        var answer = _files.Read(path);
        return ComposeFileName.HasStem(DeploymentPath.NameOf(path)) || (answer.File is { } file
            && (file.Text.StartsWith("services:", StringComparison.Ordinal) || file.Text.IndexOf("\nservices:", StringComparison.Ordinal) >= 0));
    }

    private sealed class Plans(string folderName, ComposeRequest options)
    {
        private readonly List<(string Variant, string[] Files, DeploymentEnvironment Environment)> _found = [];

        public void Add(string variant, string[] files, DeploymentEnvironment environment) => _found.Add((variant, files, environment));

        public bool IsEmpty => _found.Count == 0;

        /// <summary>Adds a deployment of nothing but what stands around containers.</summary>
        public void AddWithoutCompose(DeploymentEnvironment environment)
        {
            options = options with { HasComposeFiles = false };
            Add("", [], environment);
        }

        /// <summary>A folder's only deployment has the folder's name; of several, each has its variant's behind it.</summary>
        public List<DeploymentPlan> Finish(IReadOnlyList<string> companions)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            var plans = new List<DeploymentPlan>(_found.Count);
            foreach (var (variant, files, environment) in _found)
            {
                var name = variant.Length == 0 || _found.Count == 1 ? folderName : folderName + ":" + variant;
                if (!names.Add(name))
                    names.Add(name += ":" + files[files.Length - 1]);
                plans.Add(new DeploymentPlan(name, options with { Files = files }, environment) { Companions = companions });
            }

            return plans;
        }
    }
}
