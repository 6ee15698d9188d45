using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Deletes what a later document tagged <c>!reset</c> or <c>!override</c> from what earlier ones said.</summary>
internal static class ResetPaths
{
    public static void Apply(ModelMap model, IReadOnlyList<string[]> paths)
    {
        foreach (var path in paths)
            Delete(model, path, 0);
    }

    /// <summary>Applies the paths of one service to the service it extends, which has another name.</summary>
    public static void ApplyToService(ModelMap extended, string name, IReadOnlyList<string[]> paths)
    {
        foreach (var path in paths)
        {
            if (path.Length > 2 && path[0] == "services" && path[1] == name)
                Delete(extended, path, 2);
        }
    }

    private static void Delete(ModelNode node, string[] path, int at)
    {
        if (node is ModelMap map)
        {
            if (at == path.Length - 1)
                map.Remove(path[at]);
            else if (map[path[at]] is { } below)
                Delete(below, path, at + 1);
        }
        else if (node is ModelList list && path[at] == "[]" && at < path.Length - 1)
        {
            foreach (var item in list.Items)
                Delete(item, path, at + 1);
        }
    }
}
