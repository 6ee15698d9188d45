using Koda.Lint.Yaml;

namespace Koda.Lint.Compose;

/// <summary>What to load: the counterpart of <c>docker compose</c>'s global options and its surroundings.</summary>
public sealed record ComposeRequest
{
    /// <summary>The folder that relative options are seen from: the host's current folder, absolute.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>The compose files (<c>-f</c>) in order, absolute or relative; <c>-</c> is standard input. Empty: <c>COMPOSE_FILE</c>, then discovery.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether there are Compose files. A deployment of nothing but a proxy's configuration, say, has none.</summary>
    public bool HasComposeFiles { get; init; } = true;

    /// <summary><c>--project-directory</c>, or null for the first file's folder.</summary>
    public string? ProjectDirectory { get; init; }

    /// <summary><c>--project-name</c>, or null.</summary>
    public string? ProjectName { get; init; }

    /// <summary><c>--env-file</c> in order; empty for <c>.env</c> in the project's folder.</summary>
    public IReadOnlyList<string> EnvFiles { get; init; } = [];

    /// <summary>
    /// Files that define variables by name while their values come with the deployment (<c>.env.example</c>); read only when
    /// nothing else defines variables from a file.
    /// </summary>
    public IReadOnlyList<string> ExampleEnvFiles { get; init; } = [];

    /// <summary>Whether what such files only name must be there now: the state of a server before a deployment.</summary>
    public bool RequireEnv { get; init; }

    /// <summary><c>--profile</c>; <c>*</c> enables all. <c>COMPOSE_PROFILES</c> counts only where none is given.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The shell's variables, or an empty map to ignore the shell.</summary>
    public IReadOnlyDictionary<string, string> Shell { get; init; } = new Dictionary<string, string>();

    /// <summary>The user's home folder for <c>~</c>, or null when it is not known.</summary>
    public string? HomeDirectory { get; init; }

    /// <summary>Services to keep with what they depend on; empty keeps all.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether variables are expanded; false is <c>--no-interpolate</c>.</summary>
    public bool Interpolate { get; init; } = true;

    /// <summary>Limits of the YAML reader.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;
}
