namespace Koda.Lint.Analyzers.Scan;

/// <summary>A name whose mention makes the code around it worth a closer look.</summary>
/// <param name="Text">The identifier, or the first run of letters of a string such as <c>unsafe-inline</c>.</param>
internal sealed record Word(string Text)
{
    /// <summary>What has to follow directly, in any casing, or null.</summary>
    public string? Then { get; init; }

    /// <summary>What has to stand before it, white space aside, or null: one of these characters.</summary>
    public string? After { get; init; }

    /// <summary>Whether longer identifiers count that end with it: <c>SessionSecret</c>.</summary>
    public bool IsEnding { get; init; }

    /// <summary>Characters that have to follow, white space and the signs of other kinds of strings aside, or null.</summary>
    public string? Before { get; init; }

    /// <summary>Whether it counts only in a file that also mentions one of these words.</summary>
    public string[] OnlyWith { get; init; } = [];

    /// <summary>Whether it may stand in a string; else it has to be an identifier.</summary>
    public bool InStrings { get; init; }

    /// <summary>Whether it counts only for facts about the whole program, and no code has to be looked at for it.</summary>
    public bool IsFactOnly { get; init; }

    public static implicit operator Word(string text) => new(text);

    /// <summary>A word of a string.</summary>
    /// <param name="text">Such as <c>Set-Cookie</c>.</param>
    public static Word InString(string text)
    {
        var end = 0;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            end++;
        return new Word(text.Substring(0, end)) { Then = end < text.Length ? text.Substring(end) : null, InStrings = true };
    }
}
