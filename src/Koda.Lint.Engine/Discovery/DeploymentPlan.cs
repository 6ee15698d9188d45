using Koda.Lint.Compose;
using Koda.Lint.Deployments;

namespace Koda.Lint.Discovery;

/// <summary>A deployment that is to be judged: what to load, and what it is for.</summary>
/// <param name="Name">Its name in reports, unique among those of one run.</param>
/// <param name="Request">What to load.</param>
/// <param name="Environment">What it is for; <see cref="DeploymentEnvironment.Auto"/> lets its files and settings tell.</param>
public sealed record DeploymentPlan(string Name, ComposeRequest Request, DeploymentEnvironment Environment)
{
    /// <summary>Its place among all deployments of the tree, from 0; see <see cref="Shard"/>.</summary>
    public int Index { get; init; }

    /// <summary>The files beside its Compose files that are judged with it, absolute: proxies' configurations, units, .NET's settings.</summary>
    public IReadOnlyList<string> Companions { get; init; } = [];
}

/// <summary>What stands in a place: its deployments, and the Compose files that belong to none of them.</summary>
/// <param name="Plans">The deployments, those for production first within a folder.</param>
/// <param name="LeftOut">
/// Absolute paths of files that look like Compose files and that no plan is sure to read; those that one reads after all are to be taken out.
/// </param>
public sealed record DiscoveredDeployments(IReadOnlyList<DeploymentPlan> Plans, IReadOnlyList<string> LeftOut);
