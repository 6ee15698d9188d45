namespace Koda.Lint.Text;

/// <summary>What a reader could not take as written. The rest of the file is read all the same.</summary>
/// <param name="Kind">What sort of trouble it is.</param>
/// <param name="Message">One sentence without a full stop; carries no value of a setting.</param>
/// <param name="Span">The characters at fault.</param>
public sealed record ReadProblem(ReadProblemKind Kind, string Message, SourceSpan Span);

/// <summary>Sorts of trouble that a reader meets.</summary>
public enum ReadProblemKind
{
    /// <summary>The text breaks the format's grammar: the program that owns the format would refuse it.</summary>
    Malformed,

    /// <summary>A file that is named cannot be had: it is not in the tree, or it is reached through a cycle.</summary>
    ReferenceBroken,

    /// <summary>The text may be right, but what it means is outside what is judged.</summary>
    NotUnderstood,

    /// <summary>A limit on size, depth or count was met; what lies beyond it was not read.</summary>
    LimitReached,
}
