using System.Globalization;
using Koda.Lint.Files;

namespace Koda.Lint.Discovery;

/// <summary>
/// One of several equal parts of a tree's deployments, for as many machines. Deployments of one folder stay together, since they share files.
/// </summary>
/// <param name="Number">Which part, from 1.</param>
/// <param name="Count">How many there are.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>The whole.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads <c>3/8</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="shard">The part.</param>
    public static bool TryParse(string text, out Shard shard)
    {
        shard = Whole;
        var parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || number < 1 || number > count)
        {
            return false;
        }

        shard = new Shard(number, count);
        return true;
    }

    /// <summary>The part's deployments, each numbered as in the whole. What belongs to no deployment's folder is in the first part.</summary>
    /// <param name="whole">All deployments, in the order in which every machine finds them.</param>
    public DiscoveredDeployments Of(DiscoveredDeployments whole)
    {
        var numbered = whole.Plans.Select((plan, index) => plan with { Index = index }).ToList();
        var folders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var folder in numbered.Select(FolderOf))
        {
            if (!folders.ContainsKey(folder))
                folders[folder] = folders.Count;
        }

        return new DiscoveredDeployments(
            [.. numbered.Where(plan => IsHere(folders[FolderOf(plan)]))],
            [.. whole.LeftOut.Where(path => IsHere(folders.TryGetValue(DeploymentPath.FolderOf(path), out var index) ? index : 0))]);
    }

    private bool IsHere(int folder) => folder % Count == Number - 1;

    private static string FolderOf(DeploymentPlan plan) => plan.Request.Files.Count == 0
        ? plan.Request.WorkingDirectory
        : DeploymentPath.FolderOf(DeploymentPath.Resolve(plan.Request.WorkingDirectory, plan.Request.Files[0]));
}
