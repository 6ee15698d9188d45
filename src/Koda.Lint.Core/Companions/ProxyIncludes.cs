using Koda.Lint.Compose;
using Koda.Lint.Files;
using Koda.Lint.Proxy;
using Koda.Lint.Text;

namespace Koda.Lint.Companions;

/// <summary>
/// Opens what a proxy's configuration includes, within the tree that holds it. A path of the container is looked up through
/// the service's mounts; one of nginx's own folder beside the main file.
/// </summary>
internal sealed class ProxyIncludes
{
    private const string NginxFolder = "/etc/nginx/";

    private readonly string _root;
    private readonly string _folder;
    private readonly ComposeService? _service;
    private readonly IFileProvider _files;

    public ProxyIncludes(SourceFile main, string projectDirectory, ComposeService? service, IFileProvider files)
    {
        _folder = DeploymentPath.FolderOf(main.Path);
        _root = IsBelow(projectDirectory, main.Path) ? projectDirectory : _folder;
        _service = service;
        _files = files;
        Source = new IncludeSource(Open, List);
    }

    public IncludeSource Source { get; }

    /// <summary>The paths that were opened.</summary>
    public HashSet<string> Opened { get; } = new(StringComparer.Ordinal);

    private SourceFile? Open(string path)
    {
        foreach (var place in PlacesOf(path))
        {
            if (_files.Read(place).File is { } file)
            {
                Opened.Add(place);
                return file;
            }
        }

        return null;
    }

    private IEnumerable<string>? List(string folder) => _files is IFolderProvider folders
        ? PlacesOf(folder).Select(folders.FileNames).FirstOrDefault(names => names is not null)
        : null;

    private IEnumerable<string> PlacesOf(string path)
    {
        if (IsBelow(_root, path))
            yield return path;
        foreach (var mount in _service?.Mounts.Where(mount => mount.Type == "bind") ?? [])
        {
            if (path == mount.Target)
                yield return mount.Source;
            else if (IsBelow(mount.Target, path))
                yield return DeploymentPath.Resolve(mount.Source, path.Substring(mount.Target.TrimEnd('/').Length + 1));
        }

        if (path.StartsWith(NginxFolder, StringComparison.Ordinal) && DeploymentPath.Resolve(_folder, path.Substring(NginxFolder.Length)) is var beside && IsBelow(_root, beside))
            yield return beside;
    }

    private static bool IsBelow(string folder, string path) => path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
