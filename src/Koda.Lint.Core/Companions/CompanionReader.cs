using Koda.Lint.AppSettings;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Dockerfile;
using Koda.Lint.Files;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Proxy.Traefik;
using Koda.Lint.Proxy.Yarp;
using Koda.Lint.Rules;
using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Companions;

/// <summary>
/// Reads the files around a deployment's containers: those that a host found or was told of, those that services mount into
/// proxies, and the Dockerfiles that services are built from. A file that several of them lead to is read once.
/// </summary>
public sealed class CompanionReader
{
    private readonly ComposeProject _project;
    private readonly IFileProvider _files;
    private readonly CompanionProblems _problems = new();
    private readonly List<string> _read = [];
    private readonly Dictionary<string, DockerfileFile?> _dockerfiles = new(StringComparer.Ordinal);

    private CompanionReader(ComposeProject project, IFileProvider files)
    {
        _project = project;
        _files = files;
    }

    /// <summary>Reads what stands around a deployment's containers. Never throws for what files hold.</summary>
    /// <param name="project">The deployment's Compose files.</param>
    /// <param name="paths">The files beside them, absolute; what none of them is by its name is passed over.</param>
    /// <param name="files">The host's files. One that is also an <see cref="IFolderProvider"/> can follow patterns and mounted folders.</param>
    public static DeploymentCompanions Read(ComposeProject project, IEnumerable<string> paths, IFileProvider files) =>
        new CompanionReader(project, files).Read(paths);

    private DeploymentCompanions Read(IEnumerable<string> paths)
    {
        var found = new List<(string Path, CompanionKind Kind)>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var mounts = new MountedFiles(_project, _files);
        foreach (var file in mounts.Configurations.Concat(paths.Select(path => (Path: path, Kind: KindOf(path)))))
        {
            if (known.Add(file.Path))
                found.Add(file);
        }

        var byKind = found.ToLookup(file => file.Kind, file => file.Path);
        var images = new BuiltImages([.. DockerfilesOf(_project).Select(built => (built.Service, File: ReadDockerfile(built.Path))).Where(built => built.File is not null)!]);
        var settings = ReadAppSettings(byKind[CompanionKind.AppSettings]);
        var proxies = ReadProxies(byKind, path => mounts.ServiceOf(path) ?? images.ServiceWith(path));
        return new DeploymentCompanions
        {
            Proxies = [.. proxies, .. settings.Select(YarpConfig.Read).OfType<YarpConfig>().Select(yarp => new DeployedProxy(yarp, null))],
            Units = ReadUnits(byKind),
            AppSettings = settings,
            Dockerfiles = [.. images.Files.Concat(byKind[CompanionKind.Dockerfile].Select(ReadDockerfile).OfType<DockerfileFile>()).GroupBy(file => file.File.Path).Select(file => file.First())],
            Problems = _problems.All,
            Files = _read,
        };
    }

    /// <summary>A dynamic file of Traefik may have any name.</summary>
    private CompanionKind KindOf(string path)
    {
        var kind = CompanionFileName.KindOf(path);
        return kind == CompanionKind.None && CompanionFileName.MayBeTraefiks(path) && _files.Read(path).File is { } file && TraefikFile.LooksLikeOne(file.Text) ? CompanionKind.Traefik : kind;
    }

    private List<DeployedProxy> ReadProxies(ILookup<CompanionKind, string> byKind, Func<string, ComposeService?> serviceOf)
    {
        var proxies = new List<DeployedProxy>();
        var included = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in byKind[CompanionKind.Caddyfile].Concat(byKind[CompanionKind.Nginx]))
        {
            if (Open(path) is not { } file)
                continue;
            var service = serviceOf(path);
            var includes = new ProxyIncludes(file, _project.ProjectDirectory, service, _files);
            ProxyConfig config = CompanionFileName.KindOf(path) == CompanionKind.Nginx || byKind[CompanionKind.Nginx].Contains(path)
                ? NginxConfig.Read(file, includes.Source)
                : CaddyConfig.Read(file, includes.Source, name => service?.VariableValue(name) is { IsUnknown: false } value ? value.Text : null);
            included.UnionWith(includes.Opened);
            proxies.Add(new DeployedProxy(config, service));
        }

        if (ReadTraefik(byKind[CompanionKind.Traefik]) is { } traefik)
            proxies.Add(traefik);

        // What another file includes is judged there.
        proxies.RemoveAll(proxy => included.Contains(proxy.Config.File.Path));
        foreach (var proxy in proxies)
        {
            if (proxy.Config is not TraefikConfig)
                _read.Add(proxy.Config.File.Path);
            foreach (var problem in proxy.Config.Problems)
                _problems.Add(problem, FormatOf(proxy.Config));
        }

        return proxies;
    }

    /// <summary>All that configures Traefik makes one proxy: its files, its arguments, and the labels of the other containers.</summary>
    private DeployedProxy? ReadTraefik(IEnumerable<string> paths)
    {
        var files = paths.Select(Open).OfType<SourceFile>().ToList();
        _read.AddRange(files.Select(file => file.Path));
        var program = _project.Services.FirstOrDefault(service => service.Image is { } image && DeploymentPath.NameOf(DataStores.RepositoryOf(image.Text)) == "traefik");
        return TraefikConfig.Read(files, _project, program) is { } config ? new DeployedProxy(config, program) : null;
    }

    private static string FormatOf(ProxyConfig config) => config switch
    {
        NginxConfig => "nginx configuration",
        TraefikConfig => "configuration of Traefik",
        _ => "Caddyfile",
    };

    private List<SystemdUnit> ReadUnits(ILookup<CompanionKind, string> byKind)
    {
        var units = new List<SystemdUnit>();
        foreach (var path in byKind[CompanionKind.Unit])
        {
            if (Open(path) is not { } file)
                continue;
            var folder = (path.EndsWith(".example", StringComparison.Ordinal) ? path.Substring(0, path.Length - ".example".Length) : path) + ".d";
            var dropIns = byKind[CompanionKind.UnitDropIn].Where(dropIn => DeploymentPath.FolderOf(dropIn) == folder)
                .OrderBy(DeploymentPath.NameOf, StringComparer.Ordinal).Select(Open).OfType<SourceFile>();
            var unit = new SystemdUnit([SystemdUnitReader.Read(file), .. dropIns.Select(SystemdUnitReader.Read)]);
            _read.Add(path);
            units.Add(unit);
            foreach (var problem in unit.Problems)
                _problems.AddSkipped(problem);
        }

        return units;
    }

    /// <summary>Each folder's settings are those of one program; of two files the one for production is laid over the other.</summary>
    private List<AppSettingsModel> ReadAppSettings(IEnumerable<string> paths)
    {
        var models = new List<AppSettingsModel>();
        foreach (var folder in paths.GroupBy(DeploymentPath.FolderOf, StringComparer.Ordinal))
        {
            var files = folder.OrderBy(path => DeploymentPath.NameOf(path).Length).Select(Open).OfType<SourceFile>().Select(AppSettingsReader.Read).ToList();
            if (files.Count == 0)
                continue;
            _read.AddRange(files.Select(file => file.File.Path));
            var model = new AppSettingsModel(files);
            models.Add(model);
            foreach (var problem in model.Problems)
                _problems.Add(problem, "JSON for .NET");
        }

        return models;
    }

    private DockerfileFile? ReadDockerfile(string path)
    {
        if (_dockerfiles.TryGetValue(path, out var known))
            return known;
        return _dockerfiles[path] = ReadDockerfileNow(path);
    }

    private DockerfileFile? ReadDockerfileNow(string path)
    {
        // A Dockerfile that is not there is the build's business; the context may come from elsewhere, and lie where this host does not read.
        if (_files.Read(path) is { Status: FileStatus.Missing } or { Bounds: not null } || Open(path) is not { } source)
            return null;
        var file = DockerfileReader.Read(source);
        _read.Add(path);
        foreach (var problem in file.Problems)
            _problems.Add(problem, "Dockerfile");
        return file;
    }

    private static IEnumerable<(ComposeService Service, string Path)> DockerfilesOf(ComposeProject project)
    {
        foreach (var service in project.Services)
        {
            if (service.Model["build"] is not ModelMap build || build["dockerfile_inline"] is not null)
                continue;
            var context = (build["context"] as ModelScalar)?.Text ?? "";
            if (DeploymentPath.IsAbsolute(context))
                yield return (service, DeploymentPath.Resolve(context, (build["dockerfile"] as ModelScalar)?.Text is { Length: > 0 } name ? name : "Dockerfile"));
        }
    }

    private SourceFile? Open(string path)
    {
        var answer = _files.Read(path);
        if (answer.File is null && answer.Status != FileStatus.NotSupplied)
            _problems.AddUnreadable(path, answer);
        return answer.File;
    }
}
