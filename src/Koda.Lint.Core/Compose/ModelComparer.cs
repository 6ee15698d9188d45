using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Whether two values say the same, wherever they were written.</summary>
internal sealed class ModelComparer : IEqualityComparer<ModelNode>
{
    private ModelComparer()
    {
    }

    /// <summary>Equal as JSON: an integer and a float of the same value are.</summary>
    public static ModelComparer SameValue { get; } = new();

    public static bool AreEqual(ModelNode left, ModelNode right) => (left, right) switch
    {
        (ModelScalar a, ModelScalar b) => a.Kind == b.Kind && a.Text == b.Text,
        (ModelList a, ModelList b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items, AreEqual).All(equal => equal),
        (ModelMap a, ModelMap b) => a.Count == b.Count && a.Entries.All(e => b[e.Key] is { } other && AreEqual(e.Value, other)),
        _ => false,
    };

    public bool Equals(ModelNode? x, ModelNode? y) => x is ModelScalar a && y is ModelScalar b
        ? IsNumber(a) && IsNumber(b) ? a.Number.Equals(b.Number) : (a.Kind == b.Kind || (IsText(a) && IsText(b))) && a.Text == b.Text
        : x is not null && y is not null && AreEqual(x, y);

    public int GetHashCode(ModelNode obj) => obj switch
    {
        ModelScalar scalar => IsNumber(scalar) ? scalar.Number.GetHashCode() : StringComparer.Ordinal.GetHashCode(scalar.Text),
        ModelMap map => map.Entries.Aggregate(map.Count, (sum, entry) => unchecked(sum + (StringComparer.Ordinal.GetHashCode(entry.Key) ^ (GetHashCode(entry.Value) * 31)))),
        ModelList list => list.Items.Aggregate(list.Items.Count, (sum, item) => unchecked((sum * 31) + GetHashCode(item))),
        _ => 0,
    };

    private static bool IsNumber(ModelScalar scalar) => scalar.Kind is ModelScalarKind.Integer or ModelScalarKind.Float;

    private static bool IsText(ModelScalar scalar) => scalar.Kind is ModelScalarKind.String or ModelScalarKind.Time;
}
