using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Git;

namespace Koda.Lint.Facts;

/// <summary>Looks at the files that hold a deployment's secrets: who may read them, and what git knows of them. Reads no secret.</summary>
public sealed class SecretFileFacts
{
    private const string StateRoot = "STATE_ROOT_DIR";
    private const string MasterKeyFile = "CONTROL_PLANE_MASTER_KEY_FILE";

    private readonly IFileProvider _files;
    private readonly Func<DateTimeOffset> _now;

    /// <summary>Prepares to look.</summary>
    /// <param name="files">The host's files.</param>
    /// <param name="now">The clock.</param>
    public SecretFileFacts(IFileProvider files, Func<DateTimeOffset> now)
    {
        _files = files;
        _now = now;
    }

    /// <summary>Permission bits that files are about to get, by path, in place of those that they have.</summary>
    public IReadOnlyDictionary<string, int> PlannedModes { get; init; } = new Dictionary<string, int>();

    /// <summary>What there is to say of a deployment's files; files that do not exist have nothing to be said of them.</summary>
    /// <param name="project">The deployment.</param>
    /// <param name="controlPlane">Its control plane, or null.</param>
    public IReadOnlyList<FileFact> Of(ComposeProject project, ComposeService? controlPlane)
    {
        var facts = new List<FileFact>();
        var repository = GitRepository.Around(project.ProjectDirectory);
        foreach (var env in project.EnvFileContents)
        {
            var path = env.File.Path;
            if (path == DiskFileProvider.StandardInput || !File.Exists(path))
                continue;
            facts.Add(new FileFact(path, SecretFileKind.EnvFile)
            {
                UnixMode = ModeOf(path),
                Git = repository?.StateOf(path, _files) ?? GitState.Unknown,
            });
        }

        if (controlPlane is not null)
            AddState(controlPlane, facts);
        return facts;
    }

    private void AddState(ComposeService controlPlane, List<FileFact> facts)
    {
        if (controlPlane.VariableValue(StateRoot) is { IsUnknown: false } state && HostPath(controlPlane, state.Text) is { } folder && Directory.Exists(folder))
        {
            facts.Add(new FileFact(folder, SecretFileKind.StateFolder) { UnixMode = ModeOf(folder) });
            foreach (var name in (string[])["bootstrap.txt", "control_plane/bootstrap.txt"])
            {
                var path = DeploymentPath.Resolve(folder, name);
                if (File.Exists(path))
                    facts.Add(new FileFact(path, SecretFileKind.BootstrapCode) { UnixMode = ModeOf(path), ExpiredAt = ExpiryOf(path) });
            }
        }

        if (controlPlane.VariableValue(MasterKeyFile) is { IsUnknown: false } key && HostPath(controlPlane, key.Text) is { } keyPath && File.Exists(keyPath))
            facts.Add(new FileFact(keyPath, SecretFileKind.MasterKey) { UnixMode = ModeOf(keyPath) });
    }

    /// <summary>Where a container's path lies on the host: only a bind mount tells; Docker keeps a named volume to itself.</summary>
    private static string? HostPath(ComposeService service, string path)
    {
        foreach (var mount in service.Mounts)
        {
            if (mount.Type != "bind")
                continue;
            if (path == mount.Target)
                return mount.Source;
            var prefix = mount.Target.TrimEnd('/') + "/";
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                return DeploymentPath.Resolve(mount.Source, path.Substring(prefix.Length));
        }

        return null;
    }

    private int? ModeOf(string path)
    {
        if (PlannedModes.TryGetValue(path, out var planned))
            return planned;
#if NET
        if (OperatingSystem.IsWindows())
            return null;
        try
        {
            return (int)File.GetUnixFileMode(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
#else
        // The build task judges checkouts, which cannot hold a mode.
        _ = path;
        return null;
#endif
    }

    /// <summary>The time in an <c>expires_at</c> line, when it has passed.</summary>
    private string? ExpiryOf(string path)
    {
        foreach (var line in _files.Read(path).File?.Text.Split('\n') ?? [])
        {
            var text = line.Trim();
            if (!text.StartsWith("expires_at", StringComparison.Ordinal))
                continue;
            var value = text.Substring("expires_at".Length).TrimStart(' ', ':', '=').Trim('"', '\'', ' ');
            return DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time < _now()
                ? time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
                : null;
        }

        return null;
    }
}
