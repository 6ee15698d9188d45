using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;

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
    private IReadOnlyList<FileFact>? _fileFacts;
    private ComposeService? _controlPlane;
    private bool _controlPlaneFound;

    /// <summary>The name in reports: that of its folder unless <c>koda-lint.yml</c> gives one.</summary>
    public required string Name { get; init; }

    /// <summary>The effective model.</summary>
    public required ComposeProject Project { get; init; }

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

    /// <summary>Whether production rules hold.</summary>
    public bool IsProduction => Environment switch
    {
        DeploymentEnvironment.Production => true,
        DeploymentEnvironment.Development => false,
        _ => HasProductionFiles || SaysProduction,
    };

    /// <summary>
    /// The control plane: the service that the policy names, else the first whose environment has a <c>CONTROL_PLANE_*</c> key
    /// or whose command runs <c>koda.control_plane</c>; null when there is none.
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

    /// <summary>The control plane's own word on <c>KODA_ENV</c> and <c>NODE_ENV</c>.</summary>
    private bool SaysProduction =>
        ControlPlane is { } service && Settings.SettingsReader.IsProduction(name => service.VariableValue(name)?.Text);

    private ComposeService? FindControlPlane()
    {
        if (Policy.ControlPlane is { } named)
            return Project.Services.FirstOrDefault(service => service.Name == named);
        return Project.Services.FirstOrDefault(RunsControlPlane)
            ?? Project.Services.FirstOrDefault(service => service.Environment.Any(IsControlPlaneSetting));
    }

    /// <summary>A dashboard is told the control plane's address; that makes no control plane of it.</summary>
    private static bool IsControlPlaneSetting(ModelEntry entry) =>
        entry.Key.StartsWith("CONTROL_PLANE_", StringComparison.Ordinal) && entry.Key != "CONTROL_PLANE_BASE_URL";

    private static bool RunsControlPlane(ComposeService service) =>
        service.CommandWords.Any(word => word.IndexOf("koda.control_plane", StringComparison.Ordinal) >= 0);
}
