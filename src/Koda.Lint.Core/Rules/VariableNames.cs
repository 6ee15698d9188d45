using Koda.Lint.Compose.Model;

namespace Koda.Lint.Rules;

/// <summary>Collects the variables that a model was made with, also where a later file replaced what they gave.</summary>
internal static class VariableNames
{
    public static HashSet<string> In(ModelNode root)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<ModelNode>();
        var open = new Stack<ModelNode>();
        open.Push(root);
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
                continue;
            if (node.Previous is { } previous)
                open.Push(previous);
            if (node is ModelScalar scalar)
                names.UnionWith(scalar.Variables.Select(use => use.Name));
            foreach (var child in ChildrenOf(node))
                open.Push(child);
        }

        return names;
    }

    private static IEnumerable<ModelNode> ChildrenOf(ModelNode node) => node switch
    {
        ModelMap map => map.Entries.Select(entry => entry.Value),
        ModelList list => list.Items,
        _ => [],
    };
}
