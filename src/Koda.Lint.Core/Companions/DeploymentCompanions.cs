using Koda.Lint.AppSettings;
using Koda.Lint.Compose;
using Koda.Lint.Dockerfile;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Systemd;

namespace Koda.Lint.Companions;

/// <summary>What stands around a deployment's containers: the proxies before them, the units that start them, the images' recipes, .NET's settings.</summary>
public sealed record DeploymentCompanions
{
    /// <summary>A deployment of Compose files alone.</summary>
    public static DeploymentCompanions None { get; } = new();

    /// <summary>The reverse proxies.</summary>
    public IReadOnlyList<DeployedProxy> Proxies { get; init; } = [];

    /// <summary>The systemd units, each with its drop-ins.</summary>
    public IReadOnlyList<SystemdUnit> Units { get; init; } = [];

    /// <summary>The settings of .NET programs as production sees them, one for each folder that has an <c>appsettings.json</c>.</summary>
    public IReadOnlyList<AppSettingsModel> AppSettings { get; init; } = [];

    /// <summary>The Dockerfiles that services are built from.</summary>
    public IReadOnlyList<DockerfileFile> Dockerfiles { get; init; } = [];

    /// <summary>What could not be read.</summary>
    public IReadOnlyList<CompanionProblem> Problems { get; init; } = [];

    /// <summary>The paths of the files that were read, without what they include.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

/// <summary>A reverse proxy of a deployment.</summary>
/// <param name="Config">Its configuration.</param>
/// <param name="Service">The service that runs it; null when it runs on the host, or nobody can tell.</param>
public sealed record DeployedProxy(ProxyConfig Config, ComposeService? Service);

/// <summary>A reason for which a file was not read as a whole.</summary>
/// <param name="Text">The finding's words.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Subject">What is at fault, by a name that survives edits elsewhere.</param>
public sealed record CompanionProblem(FindingText Text, Location Place, string Subject);
