using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>What a proxy does to a response header.</summary>
public enum HeaderChangeKind
{
    /// <summary>Adds a value beside what is there.</summary>
    Add,

    /// <summary>Puts a value in place of what is there.</summary>
    Set,

    /// <summary>Puts a value where there is none.</summary>
    Default,

    /// <summary>Takes the header away.</summary>
    Remove,

    /// <summary>Edits the values that are there.</summary>
    Replace,
}

/// <summary>One instruction that changes a response header.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">The header's name; for <see cref="HeaderChangeKind.Remove"/> it may have a <c>*</c> at either end.</param>
/// <param name="Value">The value, whose span is inside the quotes; null for a removal.</param>
/// <param name="Span">The whole instruction.</param>
public sealed record HeaderChange(HeaderChangeKind Kind, string Name, MappedText? Value, SourceSpan Span)
{
    /// <summary>Whether it also applies to answers that report an error (nginx's <c>always</c>; Caddy's headers always do).</summary>
    public bool AppliesToErrors { get; init; } = true;

    /// <summary>Whether it names a header, by its exact name or by a pattern.</summary>
    /// <param name="name">The header's name; case does not matter.</param>
    public bool Names(string name)
    {
        if (Kind != HeaderChangeKind.Remove || !Name.Contains('*'))
            return string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
        var part = Name.Trim('*');
        var isOpenAtStart = Name[0] == '*';
        var isOpenAtEnd = Name[Name.Length - 1] == '*';
        return isOpenAtStart && isOpenAtEnd ? name.Contains(part, StringComparison.OrdinalIgnoreCase)
            : isOpenAtStart ? name.EndsWith(part, StringComparison.OrdinalIgnoreCase)
            : isOpenAtEnd && name.StartsWith(part, StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>What becomes of one response header on its way through the proxy.</summary>
/// <param name="Name">The header's name as first written.</param>
public sealed record HeaderOutcome(string Name)
{
    /// <summary>The values that the proxy itself sends, in order; each is a set, an addition or a default.</summary>
    public IReadOnlyList<HeaderChange> Values { get; init; } = [];

    /// <summary>The instruction that takes away what the backend sent, or null when that passes.</summary>
    public HeaderChange? RemovedBy { get; init; }

    /// <summary>Whether the client gets no such header at all, whatever the backend sent.</summary>
    public bool IsGone => RemovedBy is not null && Values.Count == 0;

    /// <summary>What becomes of a header: by its own entry, or by one that removes a pattern of names.</summary>
    internal static HeaderOutcome Find(IReadOnlyDictionary<string, HeaderOutcome> outcomes, string name)
    {
        if (outcomes.TryGetValue(name, out var own))
            return own;
        var removal = outcomes.Values.Select(o => o.RemovedBy).FirstOrDefault(r => r is not null && r.Name.Contains('*') && r.Names(name));
        return new HeaderOutcome(name) { RemovedBy = removal };
    }
}
