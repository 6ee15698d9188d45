using Koda.Lint.Text;

namespace Koda.Lint.Dockerfile;

/// <summary>A Dockerfile as written.</summary>
/// <param name="File">The file.</param>
/// <param name="Directives">Its parser directives: <c>syntax</c>, <c>escape</c>, <c>check</c>.</param>
/// <param name="Instructions">Its instructions in the order written.</param>
/// <param name="Problems">What BuildKit would refuse.</param>
public sealed record DockerfileFile(SourceFile File, IReadOnlyList<DockerfileAssignment> Directives, IReadOnlyList<DockerfileInstruction> Instructions, IReadOnlyList<ReadProblem> Problems)
{
    /// <summary>The instructions of one kind.</summary>
    /// <param name="keyword">The keyword in capitals.</param>
    public IEnumerable<DockerfileInstruction> All(string keyword) => Instructions.Where(i => i.Keyword == keyword);
}

/// <summary>An instruction with its continued lines joined.</summary>
/// <param name="Keyword">The keyword in capitals.</param>
/// <param name="Text">What follows the keyword, comments and line ends taken out; quotes stay.</param>
/// <param name="Words">The words of the text, unquoted; of the exec form the items of its list. Flags (<c>--from=…</c>) come first.</param>
/// <param name="Stage">Index of the build stage, counted from 0; -1 before the first <c>FROM</c>.</param>
/// <param name="Span">The instruction from its keyword on, without its heredocs.</param>
public sealed record DockerfileInstruction(string Keyword, MappedText Text, IReadOnlyList<MappedText> Words, int Stage, SourceSpan Span)
{
    /// <summary>Whether its arguments are a JSON list (the exec form).</summary>
    public bool IsList { get; init; }

    /// <summary>The names and values of <c>ENV</c>, <c>ARG</c> and <c>LABEL</c>; otherwise empty.</summary>
    public IReadOnlyList<DockerfileAssignment> Assignments { get; init; } = [];

    /// <summary>The bodies of its heredocs.</summary>
    public IReadOnlyList<DockerfileHeredoc> Heredocs { get; init; } = [];

    /// <summary>The instruction that an <c>ONBUILD</c> puts off; null for all others.</summary>
    public DockerfileInstruction? Deferred { get; init; }

    /// <summary>Whether a word is a flag of the instruction.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    public static bool IsFlag(MappedText word) => word.Value.StartsWith("--", StringComparison.Ordinal);
}

/// <summary>A name that a Dockerfile gives a value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value, unquoted, with <c>$NAME</c> as written; null for an <c>ARG</c> without default.</param>
/// <param name="Span">Name and value as written.</param>
public sealed record DockerfileAssignment(string Name, MappedText? Value, SourceSpan Span);

/// <summary>The lines of a heredoc.</summary>
/// <param name="Marker">The word that ends it.</param>
/// <param name="Span">The lines between the instruction and the marker.</param>
public sealed record DockerfileHeredoc(string Marker, SourceSpan Span);
