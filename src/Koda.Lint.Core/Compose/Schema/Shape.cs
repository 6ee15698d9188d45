using System.Globalization;
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
internal sealed class ShapeCheck(ComposeProblems problems, IDictionary<ModelScalar, string> dates)
{
    private readonly List<(string? Key, int Index)> _path = [];

    public string Path => _path.Count == 0
        ? "the top level"
        : string.Join(".", _path.Select(step => step.Key ?? step.Index.ToString(CultureInfo.InvariantCulture)));

    public void Below(string key, ModelNode node, Shape shape)
    {
        _path.Add((key, 0));
        shape.Check(node, this);
        _path.RemoveAt(_path.Count - 1);
    }

    public void Item(int index, ModelNode node, Shape shape)
    {
        _path.Add((null, index));
        shape.Check(node, this);
        _path.RemoveAt(_path.Count - 1);
    }

    /// <summary>A date where a string belongs: to Compose's schema it is one, and only its types tell them apart.</summary>
    public void Date(ModelScalar date) => dates[date] = Path;

    public void Fault(SourceSpan span, string reason) => problems.Invalid(span, Path + " " + reason);
}

/// <summary>A scalar of some types, perhaps of some values.</summary>
internal sealed class ScalarShape : Shape
{
    private readonly int _kinds;
    private string[]? _values;
    private bool _isWhole;
    private bool _refusesDates;
    private (double Least, double Most)? _range;

    public ScalarShape(string wanted, params ModelScalarKind[] kinds)
    {
        Wanted = wanted;
        foreach (var kind in kinds)
            _kinds |= 1 << (int)kind;
    }

    private ScalarShape(ScalarShape type)
    {
        Wanted = type.Wanted;
        _kinds = type._kinds;
        _isWhole = type._isWhole;
        _refusesDates = type._refusesDates;
    }

    public override string Wanted { get; }

    /// <summary>The same type with few values; one that ends in <c>*</c> stands for all that start so.</summary>
    public ScalarShape OneOf(params string[] values) => new(this) { _values = values };

    /// <summary>The same type without fractions; <c>1.0</c> has none.</summary>
    public ScalarShape Whole() => new(this) { _isWhole = true };

    /// <summary>The same type, and a date is refused at once: what Compose makes of the value first has no use for one, whatever a later file says.</summary>
    public ScalarShape Undated() => new(this) { _refusesDates = true };

    /// <summary>The same type, a number within bounds.</summary>
    public ScalarShape Between(double least, double most) => new(this) { _range = (least, most) };

    public override bool Fits(ModelNode node) => node switch
    {
        ModelScalar scalar => Allows(scalar.Kind) && !(_isWhole && scalar.Kind == ModelScalarKind.Float && scalar.Number != Math.Floor(scalar.Number)),
        ModelList { CountsAsNull: true } => Allows(ModelScalarKind.Null),
        _ => false,
    };

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (node is ModelScalar { Kind: ModelScalarKind.Time } date && _values is null && !_refusesDates && Allows(ModelScalarKind.String) && !Allows(ModelScalarKind.Time))
        {
            check.Date(date);
            return;
        }

        if (!Fits(node))
        {
            check.Fault(node.Span, "must be " + Wanted);
            return;
        }

        if (node is not ModelScalar scalar)
            return;
        if (_values is not null && !IsOneOf(_values, scalar.Text))
            check.Fault(node.Span, "must be one of the following: " + string.Join(", ", _values.Select(v => "\"" + v + "\"")));
        if (_range is { } range && scalar.Kind is ModelScalarKind.Integer or ModelScalarKind.Float && (scalar.Number < range.Least || scalar.Number > range.Most))
        {
            check.Fault(node.Span, double.IsInfinity(range.Most)
                ? "must be " + Bound(range.Least) + " or more"
                : "must be between " + Bound(range.Least) + " and " + Bound(range.Most));
        }
    }

    private bool Allows(ModelScalarKind kind) => (_kinds & (1 << (int)kind)) != 0;

    private static bool IsOneOf(string[] values, string text) => Array.Exists(values, value => IsValue(text, value));

    private static bool IsValue(string text, string value) =>
        value[value.Length - 1] == '*' ? text.StartsWith(value.TrimEnd('*'), StringComparison.Ordinal) : text == value;

    private static string Bound(double value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A list of one shape.</summary>
internal sealed class ListShape(Shape item, bool unique = false) : Shape
{
    public override string Wanted => "a list";

    public override bool Fits(ModelNode node) => node is ModelList { CountsAsNull: false };

    public override void Check(ModelNode node, ShapeCheck check)
    {
        if (node is not ModelList { CountsAsNull: false } list)
        {
            check.Fault(node.Span, "must be a list" + (node is ModelList ? ", and an empty one counts as nothing when another file is merged over it" : ""));
            return;
        }

        for (var i = 0; i < list.Items.Count; i++)
            check.Item(i, list.Items[i], item);
        if (unique && list.Items.Count > 1)
            CheckUnique(list, check);
    }

    /// <summary>Items that say the same, wherever they were written; <c>1</c> and <c>1.0</c> do, <c>1</c> and <c>"1"</c> do not.</summary>
    private static void CheckUnique(ModelList list, ShapeCheck check)
    {
        var seen = new HashSet<ModelNode>(ModelComparer.SameValue);
        foreach (var other in list.Items)
        {
            if (!seen.Add(other))
                check.Fault(other.Span, "items must be unique: " + (other is ModelScalar scalar ? ShownValue.Of(scalar) : "this one") + " stands there twice");
        }
    }
}

/// <summary>Which keys a map may have.</summary>
internal enum KeyRule
{
    /// <summary>Any text with at least one character.</summary>
    NotEmpty,

    /// <summary>Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</summary>
    Name,

    /// <summary>As <see cref="Name"/>; what stands under another key is not looked at.</summary>
    NameOrUnchecked,

    /// <summary>Small letters; what stands under another key is not looked at.</summary>
    SmallLettersOrUnchecked,

    /// <summary>Any key at all.</summary>
    Any,
}

/// <summary>A map whose keys are the user's own and whose values have one shape.</summary>
internal sealed class MapShape(Shape value, KeyRule keys) : Shape
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
            if (Obeys(entry.Key))
                check.Below(entry.Key, entry.Value, value);
            else if (keys == KeyRule.Name)
                check.Fault(entry.KeySource.Span, "has the name '" + entry.Key + "', which is not allowed: a name has letters, digits, '.', '_' and '-'");
            else if (keys == KeyRule.NotEmpty)
                check.Fault(entry.KeySource.Span, "has an empty key, which is not allowed");
        }
    }

    private bool Obeys(string key) => keys switch
    {
        KeyRule.NotEmpty => key.Trim('\n').Length > 0,
        KeyRule.Name or KeyRule.NameOrUnchecked => IsName(key),
        KeyRule.SmallLettersOrUnchecked => key.Length > 0 && key.All(c => c is >= 'a' and <= 'z'),
        _ => true,
    };

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

/// <summary>A map with known keys; extensions (<c>x-…</c>) are free unless the specification forgot them.</summary>
internal sealed class ObjectShape(bool allowsExtensions = true) : Shape
{
    private readonly Dictionary<string, Shape> _properties = new(StringComparer.Ordinal);
    private string[] _required = [];
    private bool _isOpen;

    public override string Wanted => "a mapping";

    public Shape this[string name]
    {
        set => _properties[name] = value;
    }

    /// <summary>Allows keys that it does not describe.</summary>
    public ObjectShape Open()
    {
        _isOpen = true;
        return this;
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
            else if (!_isOpen && (!allowsExtensions || !entry.Key.StartsWith("x-", StringComparison.Ordinal)))
                check.Fault(entry.KeySource.Span, "has the key '" + entry.Key + "', which is not allowed there" + Suggestion(entry.Key));
        }

        foreach (var name in _required)
        {
            if (map[name] is null)
                check.Fault(map.Span, "needs the key '" + name + "'");
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
        foreach (var choice in choices)
        {
            if (!choice.Fits(node))
                continue;
            choice.Check(node, check);
            return;
        }

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
