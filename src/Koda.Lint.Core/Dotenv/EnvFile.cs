using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>What one reader makes of an env file.</summary>
public sealed class EnvFile
{
    private readonly Dictionary<string, EnvEntry> _last;

    internal EnvFile(SourceFile file, DotenvDialect dialect, IReadOnlyList<EnvEntry> entries, IReadOnlyList<EnvProblem> problems, bool failed)
    {
        File = file;
        Dialect = dialect;
        Entries = entries;
        Problems = problems;
        Failed = failed;
        _last = new Dictionary<string, EnvEntry>(entries.Count, StringComparer.Ordinal);
        foreach (var entry in entries)
            _last[entry.Key] = entry;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>Who read it.</summary>
    public DotenvDialect Dialect { get; }

    /// <summary>The settings in the order of the file, repeated ones too.</summary>
    public IReadOnlyList<EnvEntry> Entries { get; }

    /// <summary>What the reader refuses or passes over, in the order of the file.</summary>
    public IReadOnlyList<EnvProblem> Problems { get; }

    /// <summary>
    /// Whether the reader refuses the whole file, as Compose and dotenv.net do. <see cref="Entries"/> are then what could be
    /// understood all the same; no process will see them.
    /// </summary>
    public bool Failed { get; }

    /// <summary>The entry that counts for a key: the last one. Null when the file does not set it.</summary>
    /// <param name="key">The key, case-sensitive.</param>
    public EnvEntry? Find(string key) => _last.TryGetValue(key, out var entry) ? entry : null;
}

/// <summary>One setting of an env file.</summary>
public sealed class EnvEntry
{
    private VariableDefinition? _definition;

    internal EnvEntry(string key, SourceSpan keySpan, string value, SourceSpan valueSpan)
    {
        Key = key;
        KeySpan = keySpan;
        Value = value;
        ValueSpan = valueSpan;
    }

    internal EnvEntry(string key, SourceSpan keySpan, VariableDefinition inherited)
        : this(key, keySpan, inherited.Value, new SourceSpan(keySpan.File, keySpan.End, keySpan.End))
    {
        IsInherited = true;
        _definition = inherited;
    }

    /// <summary>The name; Compose and the naive reader accept an empty one.</summary>
    public string Key { get; }

    /// <summary>The name's characters.</summary>
    public SourceSpan KeySpan { get; }

    /// <summary>The value, with escapes resolved and variables expanded as far as the reader does that. It may be a secret.</summary>
    public string Value { get; }

    /// <summary>The characters the value was written with: inside the quotes of a quoted one, without an inline comment.</summary>
    public SourceSpan ValueSpan { get; }

    /// <summary>False for a key without <c>=</c>, which python-dotenv lists and sets to nothing; <see cref="Value"/> is then empty.</summary>
    public bool HasValue { get; internal init; } = true;

    /// <summary>The quote around the value, or null.</summary>
    public char? Quote { get; internal init; }

    /// <summary>Whether this is a key alone that took its value from the environment.</summary>
    public bool IsInherited { get; }

    /// <summary>The variables in the value. Their offsets are those of the file's text.</summary>
    public IReadOnlyList<VariableUse> Uses { get; internal init; } = [];

    /// <summary>The entry as a variable for templates; an inherited one keeps the definition that it took.</summary>
    public VariableDefinition Definition =>
        _definition ??= new VariableDefinition(Key, Value, VariableOrigin.EnvFile, ValueSpan);

    /// <summary>The key; never the value.</summary>
    public override string ToString() => Key;
}

/// <summary>Something in an env file that a reader refuses or passes over.</summary>
/// <param name="Span">The characters at fault.</param>
/// <param name="Reason">What is wrong, without a word of the file, which may be a secret.</param>
/// <param name="IsLimit">Whether the reader that is imitated would go on and a limit of this one is what was hit.</param>
public sealed record EnvProblem(SourceSpan Span, string Reason, bool IsLimit = false)
{
    /// <summary>A few lines that repeat each other can grow without bounds.</summary>
    internal static EnvProblem GrowsTooLarge(SourceSpan span) =>
        new(span, "the file's values grow past " + (Template.MaxValueLength / (1024 * 1024)) + " MiB here", IsLimit: true);
}
