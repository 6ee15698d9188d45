using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// The two ways to write a key with a value: <c>KEY: value</c> and <c>- KEY=value</c>. Merging needs the second, reading
/// the first; both keep the places of key and value apart.
/// </summary>
internal static class KeyValue
{
    /// <summary>
    /// A map as a list of <c>key=value</c> scalars: one for each item of a value that is a list, and one for everything else, in Go's words where it is a map.
    /// A null value gives the bare key.
    /// </summary>
    public static ModelList ToList(ModelMap map)
    {
        var list = new ModelList(map.Span, map.Count) { Previous = map.Previous };
        foreach (var entry in map.Entries)
            list.Items.AddRange(Join(entry));
        return list;
    }

    private static IEnumerable<ModelScalar> Join(ModelEntry entry) => entry.Value switch
    {
        ModelScalar { IsNull: true } nothing => [ModelScalar.String(new JoinedSource(entry.KeySource, entry.Key.Length, nothing), entry.Key)],
        ModelList list => list.Items.Select(item => Join(entry, item)),
        var value => [Join(entry, value)],
    };

    private static ModelScalar Join(ModelEntry entry, ModelNode value)
    {
        var scalar = value is ModelScalar { IsNull: false } one ? one : ModelScalar.String(new DefaultSource(value.Span), GoFormat.Value(value));
        return ModelScalar.String(new JoinedSource(entry.KeySource, entry.Key.Length, scalar), entry.Key + "=" + scalar.Text);
    }

    /// <summary>
    /// A list of <c>key=value</c> items, or a map, as a map of strings: the last of equal keys wins. A bare key has a null value.
    /// </summary>
    public static ModelMap ToMap(ModelNode node)
    {
        if (node is ModelMap already)
            return already;
        var list = node as ModelList;
        var map = new ModelMap(node.Span, list?.Items.Count ?? 0) { Previous = node.Previous };
        foreach (var item in list?.Items ?? [])
        {
            if (item is ModelScalar { IsNull: false } scalar)
                Split(scalar, map);
        }

        return map;
    }

    private static void Split(ModelScalar item, ModelMap map)
    {
        var equals = item.Text.IndexOf('=');
        if (item.Source is JoinedSource joined && equals == joined.KeyLength)
        {
            map.Set(item.Text.Substring(0, equals), joined.Key, joined.Value);
            return;
        }

        if (item.Source is JoinedSource bare && equals < 0)
        {
            map.Set(item.Text, bare.Key, bare.Value);
            return;
        }

        var key = equals < 0 ? item.Text : item.Text.Substring(0, equals);
        var value = equals < 0 ? ModelScalar.Null(item.Source) : item.Part(equals + 1, item.Text.Length - equals - 1);
        map.Set(key, new ScalarPart(item.Source, 0, key.Length), value);
    }

    /// <summary>A <c>key=value</c> item that was written as a map entry.</summary>
    private sealed class JoinedSource(IScalarSource key, int keyLength, ModelScalar value) : IVariableSource
    {
        public IScalarSource Key => key;

        public int KeyLength => keyLength;

        public ModelScalar Value => value;

        public SourceSpan Span
        {
            get
            {
                var (from, to) = (key.Span, value.Span);
                return from.File == to.File && from.Start <= to.End ? new SourceSpan(from.File, from.Start, to.End) : to;
            }
        }

        public IReadOnlyList<VariableUse> Variables => value.Variables;

        public SourceSpan SpanOf(int start, int length)
        {
            if (start + length <= keyLength)
                return key.SpanOf(start, length);
            return start > keyLength ? value.Source.SpanOf(start - keyLength - 1, length) : Span;
        }

        public IReadOnlyList<VariableUse> VariablesIn(int start, int length)
        {
            if (start + length <= keyLength || value.Source is not IVariableSource source)
                return [];
            return start > keyLength ? source.VariablesIn(start - keyLength - 1, length) : source.Variables;
        }
    }
}
