using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
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
            if (DataStores.DataFolder(service, context.Deployment.Policy) is { } folder && service.Model["volumes_from"] is null)
                Judge(context, service, folder);
        }
    }

    private static void Judge(RuleContext context, ComposeService service, string folder)
    {
        var subject = "services." + service.Name + ".volumes:" + folder;
        if (TmpfsOver(service, folder) is { } tmpfs)
            context.Report(RuleTexts.DataStoreNotPersistent.Tmpfs(service.Name, folder), tmpfs, subject);
        else if (!service.Mounts.Any(mount => mount.Type != "tmpfs" && Covers(mount.Target, folder)))
            context.Report(RuleTexts.DataStoreNotPersistent.Default(service.Name, folder), service.NameSource.Span, subject);
    }

    private static SourceSpan? TmpfsOver(ComposeService service, string folder)
    {
        foreach (var mount in service.Mounts)
        {
            if (mount.Type == "tmpfs" && Covers(mount.Target, folder))
                return mount.Span;
        }

        foreach (var item in (service.Model["tmpfs"] as ModelList)?.Items.OfType<ModelScalar>() ?? [])
        {
            if (Covers(item.Text.Split(':')[0], folder))
                return item.Span;
        }

        return null;
    }

    /// <summary>Whether a mount holds the folder: mounted on it, or on a folder above or — as images split their data — below it.</summary>
    private static bool Covers(string target, string folder) => IsWithin(folder, target) || IsWithin(target, folder);

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);
}
