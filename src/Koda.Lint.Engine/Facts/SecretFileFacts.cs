using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Git;

namespace Koda.Lint.Facts;

/// <summary>Looks at the files that hold a deployment's secrets: who may read them, and what git knows of them. Reads no secret.</summary>
public sealed class SecretFileFacts
{
    private const string StateRoot = "STATE_ROOT_DIR";
    private const string MasterKeyFile = "CONTROL_PLANE_MASTER_KEY_FILE";
    private const string MasterKeyName = ".master.key";

    private static readonly string[] BootstrapNames = ["bootstrap.txt", "control_plane/bootstrap.txt"];

    private readonly IFolderProvider _files;
    private readonly Func<DateTimeOffset> _now;
    private readonly GitRepositories _repositories = new();

    /// <summary>Prepares to look.</summary>
    /// <param name="files">The host's files.</param>
    /// <param name="now">The clock.</param>
    public SecretFileFacts(IFolderProvider files, Func<DateTimeOffset> now)
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
        var repository = _repositories.Around(project.ProjectDirectory);
        foreach (var env in project.EnvFileContents)
        {
            var path = env.File.Path;
            if (path == DiskFileProvider.StandardInput || !_files.FileExists(path))
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

    /// <summary>
    /// What there is to say of the files of a server whose env file is known: the file itself, a bootstrap code and a master key beside it, and the state
    /// that it points to, as far as this host has it.
    /// </summary>
    /// <param name="envFile">The env file, absolute.</param>
    public IReadOnlyList<FileFact> OfServer(string envFile)
    {
        var facts = new List<FileFact> { new(envFile, SecretFileKind.EnvFile) { UnixMode = ModeOf(envFile) } };
        var folder = DeploymentPath.FolderOf(envFile);
        var env = _files.Read(envFile).File is { } file ? DotenvReader.Read(file, DotenvDialect.Compose, _ => null) : null;
        AddFile(DeploymentPath.Resolve(folder, "bootstrap.txt"), SecretFileKind.BootstrapCode, facts);
        AddFile(DeploymentPath.Resolve(folder, MasterKeyName), SecretFileKind.MasterKey, facts);
        if (env?.Find(StateRoot) is { Value.Length: > 0 } state && _files.FolderExists(DeploymentPath.Resolve(folder, state.Value)))
        {
            var stateFolder = DeploymentPath.Resolve(folder, state.Value);
            facts.Add(new FileFact(stateFolder, SecretFileKind.StateFolder) { UnixMode = ModeOf(stateFolder) });
            foreach (var name in BootstrapNames)
                AddFile(DeploymentPath.Resolve(stateFolder, name), SecretFileKind.BootstrapCode, facts);
            AddFile(DeploymentPath.Resolve(stateFolder, "control_plane/" + MasterKeyName), SecretFileKind.MasterKey, facts);
        }

        if (env?.Find(MasterKeyFile) is { Value.Length: > 0 } key)
            AddFile(DeploymentPath.Resolve(folder, key.Value), SecretFileKind.MasterKey, facts);
        return facts;
    }

    private void AddFile(string path, SecretFileKind kind, List<FileFact> facts)
    {
        if (_files.FileExists(path) && !facts.Exists(known => known.Path == path))
            facts.Add(new FileFact(path, kind) { UnixMode = ModeOf(path), ExpiredAt = kind == SecretFileKind.BootstrapCode ? ExpiryOf(path) : null });
    }

    private void AddState(ComposeService controlPlane, List<FileFact> facts)
    {
        if (controlPlane.VariableValue(StateRoot) is { IsUnknown: false } state && HostPath(controlPlane, state.Text) is { } folder && _files.FolderExists(folder))
        {
            facts.Add(new FileFact(folder, SecretFileKind.StateFolder) { UnixMode = ModeOf(folder) });
            foreach (var name in BootstrapNames)
                AddFile(DeploymentPath.Resolve(folder, name), SecretFileKind.BootstrapCode, facts);
        }

        if (controlPlane.VariableValue(MasterKeyFile) is { IsUnknown: false } key && HostPath(controlPlane, key.Text) is { } keyPath)
            AddFile(keyPath, SecretFileKind.MasterKey, facts);
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
