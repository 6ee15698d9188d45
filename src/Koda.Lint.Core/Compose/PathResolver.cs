using Koda.Lint.Compose.Model;
using Koda.Lint.Files;

namespace Koda.Lint.Compose;

/// <summary>Makes the paths of a model absolute (compose-go: paths/resolve.go).</summary>
internal sealed class PathResolver
{
    private readonly string _folder;
    private readonly string? _home;

    private PathResolver(string folder, string? home)
    {
        _folder = folder;
        _home = home;
    }

    public static void Apply(ModelMap model, string folder, string? home)
    {
        var resolver = new PathResolver(folder, home);
        foreach (var service in Defaults.Services(model))
            resolver.Service(service);
        foreach (var section in (string[])["secrets", "configs"])
        {
            foreach (var file in Resources(model, section))
                resolver.Mounted(file, "file");
        }

        foreach (var volume in Resources(model, "volumes"))
            resolver.BindDevice(volume);
    }

    private static IEnumerable<ModelMap> Resources(ModelMap model, string section) =>
        model[section] is ModelMap map ? map.Entries.Select(e => e.Value).OfType<ModelMap>() : [];

    private void Service(ModelMap service)
    {
        if (service["build"] is ModelMap build)
        {
            Set(build, "context", Context);
            if (build["ssh"] is ModelMap keys)
            {
                foreach (var entry in keys.Entries.ToArray())
                    Set(keys, entry.Key, OfThisMachine);
            }

            if (build["additional_contexts"] is ModelMap contexts)
            {
                foreach (var entry in contexts.Entries.ToArray())
                    Set(contexts, entry.Key, Context);
            }
        }

        if (service["extends"] is ModelMap extends && extends["file"] is ModelScalar extended && !ProjectLoader.IsRemote(extended.Text))
            Set(extends, "file", OfThisMachine);
        foreach (var file in Defaults.Items(service["env_file"]))
            Set(file, "path", OfThisMachine);
        if (service["label_file"] is ModelList labelFiles)
        {
            for (var i = 0; i < labelFiles.Items.Count; i++)
            {
                if (labelFiles.Items[i] is ModelScalar { Text.Length: > 0 } path)
                    labelFiles.Items[i] = ModelScalar.String(path.Source, OfThisMachine(path.Text));
            }
        }

        foreach (var watch in Defaults.Items((service["develop"] as ModelMap)?["watch"]))
            Set(watch, "path", OfThisMachine);
        foreach (var mount in Defaults.Items(service["volumes"]))
        {
            if (mount["type"] is ModelScalar { Text: "bind" })
                Mounted(mount, "source");
        }
    }

    /// <summary>A local volume that binds a folder of the host names it in its driver's options.</summary>
    private void BindDevice(ModelMap volume)
    {
        if (volume["driver"] is ModelScalar { Text: "local" } && volume["driver_opts"] is ModelMap options && options["o"] is ModelScalar { Text: "bind" })
            Mounted(options, "device");
    }

    /// <summary>An empty path is the folder itself.</summary>
    private void Mounted(ModelMap map, string key) => Set(map, key, OfAnyMachine, alsoEmpty: true);

    private static void Set(ModelMap map, string key, Func<string, string> resolve, bool alsoEmpty = false)
    {
        // A date is no path, and is refused as what it is.
        if (map.FindEntry(key) is not { Value: ModelScalar { Kind: not (ModelScalarKind.Null or ModelScalarKind.Time) } path } entry || (path.Text.Length == 0 && !alsoEmpty))
            return;
        var resolved = resolve(path.Text);
        if (resolved != path.Text)
            entry.Value = ModelScalar.String(path.Source, resolved);
    }

    private string Context(string path) =>
        path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("github.com/", StringComparison.Ordinal)
            || path.StartsWith("service:", StringComparison.Ordinal) || path.StartsWith("target:", StringComparison.Ordinal)
            ? path
            : OfThisMachine(path);

    /// <summary>What Compose itself reads lies on this machine, where a drive's letter is a name like any other.</summary>
    private string OfThisMachine(string path) =>
        path.StartsWith("~", StringComparison.Ordinal) ? AtHome(path) : path.StartsWith("/", StringComparison.Ordinal) ? path : DeploymentPath.Resolve(_folder, "./" + path);

    /// <summary>What is mounted lies where the engine runs, which may be another system.</summary>
    private string OfAnyMachine(string path) => IsAbsoluteOnWindows(path) ? path : OfThisMachine(path);

    /// <summary>A tilde is the home of whoever runs Compose, also in front of a name, where a shell would take that user's.</summary>
    private string AtHome(string path) => _home is null ? path : DeploymentPath.Clean(_home + "/" + path.Substring(1));

    /// <summary>A drive with a path, or a path below a share: <c>\\server\share\folder</c>.</summary>
    private static bool IsAbsoluteOnWindows(string path)
    {
        if (DeploymentPath.IsWindowsDrive(path))
            return true;
        if (path.Length < 5 || !path.StartsWith("\\\\", StringComparison.Ordinal) || path[2] is '\\' or '/' or '.')
            return false;
        var share = path.IndexOfAny(['\\', '/'], 3) + 1;
        return share > 0 && share < path.Length && path[share] is not ('\\' or '/' or '.') && path.IndexOfAny(['\\', '/'], share) > 0;
    }
}
