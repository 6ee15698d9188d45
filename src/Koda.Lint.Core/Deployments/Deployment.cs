using Koda.Lint.AppSettings;
using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Settings;

namespace Koda.Lint.Deployments;

/// <summary>What a deployment is for: production rules hold for production alone.</summary>
public enum DeploymentEnvironment
{
    /// <summary>Found from the deployment itself.</summary>
    Auto,

    /// <summary>Judged as production.</summary>
    Production,

    /// <summary>Judged as development.</summary>
    Development,
}

/// <summary>
/// One deployment with all that rules may ask: the effective model, what it is for, who is the control plane, and the
/// policy of its repository.
/// </summary>
public sealed class Deployment
{
    private const string BaseUrl = "CONTROL_PLANE_BASE_URL";

    private IReadOnlyList<FileFact>? _fileFacts;
    private ComposeService? _controlPlane;
    private bool _controlPlaneFound;
    private bool? _saysProduction;

    /// <summary>The name in reports: that of its folder unless <c>koda-lint.yml</c> gives one.</summary>
    public required string Name { get; init; }

    /// <summary>The effective model.</summary>
    public required ComposeProject Project { get; init; }

    /// <summary>What stands around its containers.</summary>
    public DeploymentCompanions Companions { get; init; } = DeploymentCompanions.None;

    /// <summary>What the host was told; <see cref="DeploymentEnvironment.Auto"/> lets the deployment tell.</summary>
    public DeploymentEnvironment Environment { get; init; }

    /// <summary>Whether it has a <c>.prod</c> or <c>.production</c> overlay or is a release file, and so is meant for production.</summary>
    public bool HasProductionFiles { get; init; }

    /// <summary>Whether values that are supplied at the deployment must be there now (<c>--require-env</c>).</summary>
    public bool RequireEnv => Project.RequireEnv;

    /// <summary>How the host looks at the files that hold secrets; a host without a disk does not.</summary>
    public Func<Deployment, IReadOnlyList<FileFact>>? LookAtFiles { get; init; }

    /// <summary>What the host saw of the files that hold secrets.</summary>
    public IReadOnlyList<FileFact> FileFacts => _fileFacts ??= LookAtFiles?.Invoke(this) ?? [];

    /// <summary>What the repository decided.</summary>
    public DeploymentPolicy Policy { get; init; } = DeploymentPolicy.Default;

    /// <summary>Whether production rules hold. What has no Compose files is what stands on a server: it is judged as production unless the host was told otherwise.</summary>
    public bool IsProduction => Environment switch
    {
        DeploymentEnvironment.Production => true,
        DeploymentEnvironment.Development => false,
        _ => HasProductionFiles || (Project.Files.Count == 0 && Companions.Files.Count > 0) || (_saysProduction ??= SaysProduction()),
    };

    /// <summary>
    /// Whether production rules hold for a .NET program's settings. The files beside a stack for development are for development, too, unless they are
    /// laid over each other for production.
    /// </summary>
    internal bool IsProductionFor(AppSettingsModel settings) =>
        IsProduction || (Environment == DeploymentEnvironment.Auto && (Project.Files.Count == 0 || settings.Files.Any(file => file.File.Path.EndsWith(".Production.json", StringComparison.OrdinalIgnoreCase))));

    /// <summary>
    /// The control plane: the service that the policy names, else the first whose command runs <c>koda.control_plane</c> or whose environment
    /// has a <c>CONTROL_PLANE_*</c> key; null when there is none.
    /// </summary>
    public ComposeService? ControlPlane
    {
        get
        {
            if (!_controlPlaneFound)
            {
                _controlPlane = FindControlPlane();
                _controlPlaneFound = true;
            }

            return _controlPlane;
        }
    }

    /// <summary>
    /// What the control plane reads from <c>KODA_ENV</c> and <c>NODE_ENV</c>. Where there is none, <c>KODA_ENV</c> of any service: other projects
    /// have a <c>NODE_ENV</c>, too, and mean something else.
    /// </summary>
    private bool SaysProduction() => ControlPlane is { } service
        ? SettingsReader.IsProduction(name => service.VariableValue(name)?.Text)
        : Project.Services.Any(other => SettingsReader.IsProduction(name => name == KodaVariables.Environment ? other.VariableValue(name)?.Text : null));

    private ComposeService? FindControlPlane()
    {
        if (Policy.ControlPlane is { } named && Project.Services.FirstOrDefault(service => service.Name == named) is { } found)
            return found;
        var configured = Project.Services.Where(service => service.Environment.Any(IsControlPlaneSetting)).ToList();
        return Project.Services.FirstOrDefault(RunsControlPlane)
            ?? configured.Find(service => !IsDashboard(service))
            ?? configured.FirstOrDefault();
    }

    private static bool IsControlPlaneSetting(ModelEntry entry) =>
        entry.Key.StartsWith("CONTROL_PLANE_", StringComparison.Ordinal) && entry.Key != BaseUrl;

    /// <summary>A dashboard is told where the control plane is; it may share an env file with it.</summary>
    internal static bool IsDashboard(ComposeService service) => service.Environment.Any(entry => entry.Key == BaseUrl);

    private static bool RunsControlPlane(ComposeService service) =>
        service.CommandWords.Any(word => word.IndexOf("koda.control_plane", StringComparison.Ordinal) >= 0);
}
