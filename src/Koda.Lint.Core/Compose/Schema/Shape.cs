using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose.Schema;

/// <summary>
/// What a value of a compose file may look like. The few shapes that the Compose Specification's schema needs, each of
/// which can say what it wants, so that a fault is told in one sentence at its place.
/// </summary>
internal abstract class Shape
{
    /// <summary>What fits, as a person would say it: <c>a string</c>, <c>a list</c>.</summary>
    public abstract string Wanted { get; }

    /// <summary>Whether the kind of node fits, whatever is in it; picks the branch of a choice.</summary>
    public abstract bool Fits(ModelNode node);

    /// <summary>Checks a value and what is below it.</summary>
    public abstract void Check(ModelNode node, ShapeCheck check);
}

/// <summary>One run of the schema over a model: the path it is at, and where faults go.</summary>
internal sealed class ShapeCheck(ComposeProblems problems)
{
    private readonly List<string> _path = [];

    public string Path => _path.Count == 0 ? "(root)" : string.Join(".", _path);

    public void Below(string key, ModelNode node, Shape shape)
    {
        _path.Add(key);
        shape.Check(node, this);
        _path.RemoveAt(_path.Count - 1);
    }

    public void Fault(SourceSpan span, string reason) => problems.Invalid(span, Path + " " + reason);
}

/// <summary>A scalar of some types, perhaps of some values.</summary>
internal sealed class ScalarShape : Shape
{
    private readonly int _kinds;
    private readonly string[]? _values;

    public ScalarShape(string wanted, params ModelScalarKind[] kinds)
    {
        Wanted = wanted;
        foreach (var kind in kinds)
            _kinds |= 1 << (int)kind;
    }

    private ScalarShape(ScalarShape type, string[] values)
        : this(type.Wanted)
    {
        _kinds = type._kinds;
        _values = values;
    }

    public override string Wanted { get; }

    /// <summary>The same type with few values.</summary>
    public ScalarShape OneOf(params string[] values) => new(this, values);

    public override bool Fits(ModelNode node) => node is ModelScalar scalar && (_kinds & (1 << (int)scalar.Kind)) != 0;

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (!Fits(node))
            check.Fault(node.Span, "must be " + Wanted);
        else if (_values is not null && Array.IndexOf(_values, ((ModelScalar)node).Text) < 0)
            check.Fault(node.Span, "must be one of the following: " + string.Join(", ", _values.Select(v => "\"" + v + "\"")));
    }
}

/// <summary>A list of one shape.</summary>
internal sealed class ListShape(Shape item, bool unique = false) : Shape
{
    public override string Wanted => "a list";

    public override bool Fits(ModelNode node) => node is ModelList;

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (node is not ModelList list)
        {
            check.Fault(node.Span, "must be a list");
            return;
        }

        for (var i = 0; i < list.Items.Count; i++)
            check.Below(i.ToString(System.Globalization.CultureInfo.InvariantCulture), list.Items[i], item);
        if (unique)
            CheckUnique(list, check);
    }

    private static void CheckUnique(ModelList list, ShapeCheck check)
    {
        if (list.Items.Count < 2)
            return;
        var seen = new HashSet<(ModelScalarKind, string)>();
        foreach (var item in list.Items)
        {
            if (item is ModelScalar scalar && !seen.Add((scalar.Kind, scalar.Text)))
                check.Fault(scalar.Span, "items must be unique: \"" + scalar.Text + "\" stands there twice");
        }
    }
}

/// <summary>A map whose keys are names and whose values have one shape.</summary>
internal sealed class MapShape(Shape value, bool namesOnly = false) : Shape
{
    public override string Wanted => "a mapping";

    public override bool Fits(ModelNode node) => node is ModelMap;

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (node is not ModelMap map)
        {
            check.Fault(node.Span, "must be a mapping");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (namesOnly && !IsName(entry.Key))
                check.Fault(entry.KeySource.Span, "Additional property " + entry.Key + " is not allowed: a name has letters, digits, '.', '_' and '-'");
            else
                check.Below(entry.Key, entry.Value, value);
        }
    }

    private static bool IsName(string key)
    {
        foreach (var c in key)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '_' or '-'))
                return false;
        }

        return key.Length > 0;
    }
}

/// <summary>A map with known keys; extensions (<c>x-…</c>) are free.</summary>
internal sealed class ObjectShape : Shape
{
    private readonly Dictionary<string, Shape> _properties = new(StringComparer.Ordinal);
    private string[] _required = [];

    public override string Wanted => "a mapping";

    public Shape this[string name]
    {
        set => _properties[name] = value;
    }

    public ObjectShape Requiring(params string[] names)
    {
        _required = names;
        return this;
    }

    public override bool Fits(ModelNode node) => node is ModelMap;

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (node is not ModelMap map)
        {
            check.Fault(node.Span, "must be a mapping");
            return;
        }

        foreach (var entry in map.Entries)
        {
            if (_properties.TryGetValue(entry.Key, out var shape))
                check.Below(entry.Key, entry.Value, shape);
            else if (!entry.Key.StartsWith("x-", StringComparison.Ordinal))
                check.Fault(entry.KeySource.Span, "Additional property " + entry.Key + " is not allowed" + Suggestion(entry.Key));
        }

        foreach (var name in _required)
        {
            if (map[name] is null)
                check.Fault(map.Span, name + " is required");
        }
    }

    private string Suggestion(string key) =>
        Spelling.Nearest(key, _properties.Keys) is { } near ? ": did you mean '" + near + "'?" : "";
}

/// <summary>One of several shapes; the one whose kind of node fits is the one that is checked.</summary>
internal sealed class ChoiceShape(params Shape[] choices) : Shape
{
    public override string Wanted => string.Join(" or ", choices.Select(c => c.Wanted));

    public override bool Fits(ModelNode node) => Array.Exists(choices, c => c.Fits(node));

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (Array.Find(choices, c => c.Fits(node)) is { } choice)
            choice.Check(node, check);
        else
            check.Fault(node.Span, "must be " + Wanted);
    }
}

/// <summary>Anything at all: extensions.</summary>
internal sealed class AnyShape : Shape
{
    public override string Wanted => "anything";

    public override bool Fits(ModelNode node) => true;

    public override void Check(ModelNode node, ShapeCheck check)
    {
    }
}
