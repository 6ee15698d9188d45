using Koda.Lint.Text;

namespace Koda.Lint.Yaml;

/// <summary>A node of a YAML document with the characters it was written with. Immutable; an alias is the anchored node itself.</summary>
public abstract class YamlNode
{
    private protected YamlNode(SourceFile file, int start, int end, string? tag)
    {
        File = file;
        Start = start;
        End = end;
        Tag = tag;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>0-based offset of the node's first character: its quote, bracket, or first key; not its tag or anchor.</summary>
    public int Start { get; private protected set; }

    /// <summary>0-based offset one past its last character.</summary>
    public int End { get; private protected set; }

    /// <summary>The tag as written and resolved (<c>!override</c>, <c>tag:yaml.org,2002:str</c>), or null when there is none.</summary>
    public string? Tag { get; }

    /// <summary>The node's characters.</summary>
    public SourceSpan Span => new(File, Start, End);
}

/// <summary>How a scalar was written (YAML 1.2.2, chapters 7.3 and 8.1).</summary>
public enum YamlScalarStyle
{
    /// <summary>No quotes; its type is inferred.</summary>
    Plain,

    /// <summary><c>'…'</c>.</summary>
    SingleQuoted,

    /// <summary><c>"…"</c>, with escapes.</summary>
    DoubleQuoted,

    /// <summary><c>|</c>: lines are kept.</summary>
    Literal,

    /// <summary><c>&gt;</c>: lines are folded.</summary>
    Folded,
}

/// <summary>A scalar: its value after unquoting, and how it was written.</summary>
public sealed class YamlScalar : YamlNode, IScalarSource
{
    internal YamlScalar(SourceFile file, int start, int end, string? tag, string value, YamlScalarStyle style)
        : base(file, start, end, tag)
    {
        Value = value;
        Style = style;
    }

    /// <summary>The text after quotes, escapes and folding.</summary>
    public string Value { get; }

    /// <summary>How it was written.</summary>
    public YamlScalarStyle Style { get; }

    /// <summary>Where each character of a long value stands, once it was asked for.</summary>
    internal ScalarText.Walk? KeptWalk { get; set; }

    /// <inheritdoc />
    public SourceSpan SpanOf(int start, int length) => ScalarText.Locate(this, start, length);
}

/// <summary>A mapping; its entries in file order.</summary>
public sealed class YamlMapping : YamlNode
{
    private readonly List<YamlEntry> _entries = [];

    internal YamlMapping(SourceFile file, int start, string? tag)
        : base(file, start, start, tag)
    {
    }

    /// <summary>The entries in file order, merge keys among them.</summary>
    public IReadOnlyList<YamlEntry> Entries => _entries;

    internal void Add(YamlNode key, YamlNode value) => _entries.Add(new YamlEntry(key, value));

    internal void StartAt(int start) => Start = start;

    internal void EndAt(int end) => End = end;
}

/// <summary>A key and its value.</summary>
/// <param name="Key">The key; a scalar in every document that Compose accepts.</param>
/// <param name="Value">The value; an empty scalar when nothing is written.</param>
public readonly record struct YamlEntry(YamlNode Key, YamlNode Value);

/// <summary>A sequence; its items in file order.</summary>
public sealed class YamlSequence : YamlNode
{
    private readonly List<YamlNode> _items = [];

    internal YamlSequence(SourceFile file, int start, string? tag)
        : base(file, start, start, tag)
    {
    }

    /// <summary>The items in file order.</summary>
    public IReadOnlyList<YamlNode> Items => _items;

    internal void Add(YamlNode item) => _items.Add(item);

    internal void EndAt(int end) => End = end;
}

/// <summary>A use of an anchored node elsewhere: the place is the alias, the content the anchored node's.</summary>
public sealed class YamlAlias : YamlNode
{
    internal YamlAlias(SourceFile file, int start, int end, YamlNode target)
        : base(file, start, end, tag: null) => Target = target;

    /// <summary>The anchored node.</summary>
    public YamlNode Target { get; }
}
