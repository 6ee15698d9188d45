using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA2009: a data store keeps its data where a new container does not find it.</summary>
internal sealed class DataStoreNotPersistent : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var service in context.Deployment.Project.Services)
        {
            if (DataStores.DataFolder(service, context.Deployment.Policy) is { } folder && service.Model["volumes_from"] is null && !HasUnreadMounts(context.Deployment, service))
                Judge(context, service, folder);
        }
    }

    private static void Judge(RuleContext context, ComposeService service, string folder)
    {
        var subject = "services." + service.Name + ".volumes:" + folder;
        switch (FindMount(service, folder))
        {
            case null:
                context.Report(RuleTexts.DataStoreNotPersistent.Default(service.Name, folder), service.NameSource.Span, subject);
                break;
            case { } mount when IsInMemory(mount, context.Deployment):
                context.Report(RuleTexts.DataStoreNotPersistent.Tmpfs(service.Name, folder), mount.Span, subject);
                break;
            case { Type: "volume", Source: "" } mount:
                context.Report(RuleTexts.DataStoreNotPersistent.Anonymous(service.Name, folder), mount.Span, subject);
                break;
        }
    }

    /// <summary>Whether one of its volumes could not be read, which is told there: it may well be the one that holds the folder.</summary>
    private static bool HasUnreadMounts(Deployment deployment, ComposeService service) => service.Model["volumes"]?.Span is { } volumes
        && deployment.Project.Problems.Any(problem => problem.Span is { } span && span.File == volumes.File && span.Start >= volumes.Start && span.End <= volumes.End);

    /// <summary>What holds the folder: of the mounts on it and on the folders above it the innermost.</summary>
    private static Mount? FindMount(ComposeService service, string folder)
    {
        var inMemory = ((service.Model["tmpfs"] as ModelList)?.Items.OfType<ModelScalar>() ?? [])
            .Select(item => new Mount("tmpfs", "", item.Text.Split(':')[0], item.Span));
        return service.Mounts.Concat(inMemory)
            .Where(mount => mount.Target.TrimEnd('/') == folder.TrimEnd('/') || folder.StartsWith(mount.Target.TrimEnd('/') + "/", StringComparison.Ordinal))
            .OrderByDescending(mount => mount.Target.TrimEnd('/').Length)
            .FirstOrDefault();
    }

    /// <summary>A <c>tmpfs</c>, or a named volume that is one.</summary>
    private static bool IsInMemory(Mount mount, Deployment deployment) =>
        mount.Type == "tmpfs"
        || (((deployment.Project.Model["volumes"] as ModelMap)?[mount.Source] as ModelMap)?["driver_opts"] is ModelMap options
            && options["type"] is ModelScalar { Text: "tmpfs" });
}
