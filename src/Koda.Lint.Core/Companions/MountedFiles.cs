using Koda.Lint.Compose;
using Koda.Lint.Files;

namespace Koda.Lint.Companions;

/// <summary>The configuration files that services mount from the project's tree into the places where proxies and .NET programs look for them.</summary>
internal sealed class MountedFiles
{
    private readonly ComposeProject _project;
    private readonly IFileProvider _files;
    private readonly List<(string Path, CompanionKind Kind)> _configurations = [];

    public MountedFiles(ComposeProject project, IFileProvider files)
    {
        _project = project;
        _files = files;
        foreach (var mount in project.Services.SelectMany(service => service.Mounts))
        {
            if (mount.Type == "bind" && mount.Source.StartsWith(project.ProjectDirectory.TrimEnd('/') + "/", StringComparison.Ordinal))
                Add(mount);
        }
    }

    public IReadOnlyList<(string Path, CompanionKind Kind)> Configurations => _configurations;

    /// <summary>The service that has a file, or the folder of it, mounted where a proxy looks for it.</summary>
    public ComposeService? ServiceOf(string path) => _project.Services.FirstOrDefault(service => service.Mounts.Any(mount =>
        mount.Type == "bind" && (mount.Source == path || path.StartsWith(mount.Source.TrimEnd('/') + "/", StringComparison.Ordinal)) && KindAt(mount.Target) != CompanionKind.None));

    private void Add(Mount mount)
    {
        var kind = KindAt(mount.Target);
        if (kind == CompanionKind.None)
            return;
        if (_files.Read(mount.Source).File is not null)
            _configurations.Add((mount.Source, kind));
        else if (kind == CompanionKind.Caddyfile)
            AddIfThere(DeploymentPath.Resolve(mount.Source, "Caddyfile"), kind);
        else if (_files is IFolderProvider folders && folders.FileNames(mount.Source) is { } names)
            _configurations.AddRange(names.OrderBy(name => name, StringComparer.Ordinal).Where(name => Fits(name, kind)).Select(name => (DeploymentPath.Resolve(mount.Source, name), kind)));
    }

    private void AddIfThere(string path, CompanionKind kind)
    {
        if (_files.Read(path).File is not null)
            _configurations.Add((path, kind));
    }

    private static CompanionKind KindAt(string target) =>
        target == "/etc/caddy" || DeploymentPath.NameOf(target) == "Caddyfile" ? CompanionKind.Caddyfile
        : target.StartsWith("/etc/nginx", StringComparison.Ordinal) && !target.EndsWith(".template", StringComparison.Ordinal) && HasNoOrEnding(target, ".conf") ? CompanionKind.Nginx
        : target.StartsWith("/etc/traefik", StringComparison.Ordinal) || DeploymentPath.NameOf(target).StartsWith("traefik.y", StringComparison.Ordinal) ? CompanionKind.Traefik
        : CompanionFileName.KindOf(target) == CompanionKind.AppSettings ? CompanionKind.AppSettings
        : CompanionKind.None;

    /// <summary>A file with another ending than a configuration's, such as a certificate or <c>.htpasswd</c>, is none.</summary>
    private static bool HasNoOrEnding(string target, string ending)
    {
        var name = DeploymentPath.NameOf(target);
        return name.IndexOf('.') < 0 || name.EndsWith(ending, StringComparison.Ordinal) || name.EndsWith(".d", StringComparison.Ordinal);
    }

    private static bool Fits(string name, CompanionKind kind) => kind == CompanionKind.Nginx
        ? name.EndsWith(".conf", StringComparison.Ordinal)
        : name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);
}
