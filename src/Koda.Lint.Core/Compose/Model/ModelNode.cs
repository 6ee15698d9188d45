using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Text;

namespace Koda.Lint.Compose.Model;

/// <summary>
/// A value of the effective model: what Docker Compose would hold at this place, and which characters of which file put
/// it there. The tree is built per document and then changed in place by each phase.
/// </summary>
public abstract class ModelNode
{
    /// <summary>The characters that wrote this value; for a map or list made by a phase, those of the scalar it was made from.</summary>
    public abstract SourceSpan Span { get; }

    /// <summary>
    /// What stood here before a later document spoke: replaced by a scalar, joined by a list or map. Null when only one
    /// document spoke. Follow it for the whole history.
    /// </summary>
    public ModelNode? Previous { get; internal set; }

    /// <summary>A deep copy, for a service that another one extends.</summary>
    internal abstract ModelNode Clone();
}

/// <summary>The type of a scalar, by go-yaml's resolution and Compose's casts.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are the names of the types.")]
public enum ModelScalarKind
{
    /// <summary>Nothing, <c>~</c>, <c>null</c>.</summary>
    Null,

    /// <summary>A boolean.</summary>
    Boolean,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>A string.</summary>
    String,

    /// <summary>A date or time that stands without quotes: YAML makes it one, and most attributes refuse it.</summary>
    Time,
}

/// <summary>A map; keys in the order of their first document.</summary>
public sealed class ModelMap : ModelNode
{
    private const int IndexFrom = 12;

    private readonly List<ModelEntry> _entries;
    private Dictionary<string, int>? _index;
    private readonly SourceSpan _span;

    internal ModelMap(SourceSpan span, int capacity = 4)
    {
        _span = span;
        _entries = new List<ModelEntry>(capacity);
    }

    /// <inheritdoc />
    public override SourceSpan Span => _span;

    /// <summary>The entries.</summary>
    public IReadOnlyList<ModelEntry> Entries => _entries;

    /// <summary>How many keys there are.</summary>
    public int Count => _entries.Count;

    /// <summary>A key's value, or null when the map lacks it.</summary>
    /// <param name="key">The key; case matters.</param>
    public ModelNode? this[string key] => FindEntry(key)?.Value;

    /// <summary>A key's entry, or null.</summary>
    /// <param name="key">The key; case matters.</param>
    public ModelEntry? FindEntry(string key)
    {
        var at = IndexOf(key);
        return at < 0 ? null : _entries[at];
    }

    /// <summary>Adds a key or replaces its value; a replaced key keeps its place in the order and takes the new place in the file.</summary>
    internal void Set(string key, IScalarSource keySource, ModelNode value)
    {
        var at = IndexOf(key);
        if (at >= 0)
        {
            _entries[at] = new ModelEntry(key, keySource, value);
            return;
        }

        _entries.Add(new ModelEntry(key, keySource, value));
        _index?.Add(key, _entries.Count - 1);
    }

    internal bool Remove(string key)
    {
        var at = IndexOf(key);
        if (at < 0)
            return false;
        _entries.RemoveAt(at);
        _index = null;
        return true;
    }

    internal void RemoveAll(Predicate<ModelEntry> goes)
    {
        if (_entries.RemoveAll(goes) > 0)
            _index = null;
    }

    internal override ModelNode Clone()
    {
        var copy = new ModelMap(_span, _entries.Count) { Previous = Previous };
        foreach (var entry in _entries)
            copy._entries.Add(new ModelEntry(entry.Key, entry.KeySource, entry.Value.Clone()));
        return copy;
    }

    private int IndexOf(string key)
    {
        if (_entries.Count < IndexFrom)
        {
            for (var i = 0; i < _entries.Count; i++)
            {
                if (IsSame(_entries[i].Key, key))
                    return i;
            }

            return -1;
        }

        if (_index is null)
        {
            _index = new Dictionary<string, int>(_entries.Count, StringComparer.Ordinal);
            for (var i = 0; i < _entries.Count; i++)
                _index[_entries[i].Key] = i;
        }

        return _index.TryGetValue(key, out var at) ? at : -1;
    }

    /// <summary>Equality that begins where keys of one map differ: at their ends.</summary>
    private static bool IsSame(string key, string other) =>
        ReferenceEquals(key, other) || (key.Length == other.Length && (key.Length == 0 || (key[key.Length - 1] == other[other.Length - 1] && key == other)));
}

/// <summary>A key of a map, where it was written, and its value.</summary>
public sealed class ModelEntry
{
    internal ModelEntry(string key, IScalarSource keySource, ModelNode value)
    {
        Key = key;
        KeySource = keySource;
        Value = value;
    }

    /// <summary>The key.</summary>
    public string Key { get; }

    /// <summary>The key's characters in the last document that wrote it.</summary>
    public IScalarSource KeySource { get; }

    /// <summary>The value.</summary>
    public ModelNode Value { get; internal set; }
}

/// <summary>A list.</summary>
public sealed class ModelList : ModelNode
{
    private readonly SourceSpan _span;

    internal ModelList(SourceSpan span, int capacity = 4)
    {
        _span = span;
        Items = new List<ModelNode>(capacity);
    }

    /// <inheritdoc />
    public override SourceSpan Span => _span;

    /// <summary>The items, those of earlier documents first.</summary>
    public List<ModelNode> Items { get; }

    /// <summary>Whether this empty list is null for the schema, as it is once a later document was merged.</summary>
    internal bool CountsAsNull { get; set; }

    internal override ModelNode Clone()
    {
        var copy = new ModelList(_span, Items.Count) { Previous = Previous };
        foreach (var item in Items)
            copy.Items.Add(item.Clone());
        return copy;
    }
}
