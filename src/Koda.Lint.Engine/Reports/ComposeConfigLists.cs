using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Reports;

/// <summary>
/// The names that <c>docker compose config --services</c> and its like print, one a line. Compose prints some of them in an order that
/// changes from run to run; here they are sorted.
/// </summary>
public static class ComposeConfigLists
{
    /// <summary><c>--services</c>: the services that run, whichever were asked for.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> Services(ComposeProject project) => Sorted(project.Services.Select(service => service.Name));

    /// <summary><c>--profiles</c>: every profile that a service names.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> Profiles(ComposeProject project) => project.DeclaredProfiles;

    /// <summary><c>--images</c>: the image of each service; for one that is only built, the name that Compose gives it.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> Images(ComposeProject project) =>
        Sorted(project.Services.Select(service => service.Image is { Text.Length: > 0 } image ? image.Text : project.Name + "-" + service.Name));

    /// <summary><c>--volumes</c>: the named volumes that running services use.</summary>
    /// <param name="project">The project.</param>
    public static IReadOnlyList<string> Volumes(ComposeProject project)
    {
        var declared = project.Model["volumes"] as ModelMap;
        return Sorted(UsedResources.Of(project.Model)["volumes"].Where(name => declared?[name] is not null));
    }

    private static IReadOnlyList<string> Sorted(IEnumerable<string> names) => [.. names.OrderBy(name => name, StringComparer.Ordinal)];
}
