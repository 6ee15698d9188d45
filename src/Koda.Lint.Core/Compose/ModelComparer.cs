using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Whether two values say the same, wherever they were written.</summary>
internal static class ModelComparer
{
    public static bool AreEqual(ModelNode left, ModelNode right) => (left, right) switch
    {
        (ModelScalar a, ModelScalar b) => a.Kind == b.Kind && a.Text == b.Text,
        (ModelList a, ModelList b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreEqual).All(equal => equal),
        (ModelMap a, ModelMap b) => a.Count == b.Count && a.Entries.All(e => b[e.Key] is { } other && AreEqual(e.Value, other)),
        _ => false,
    };
}
