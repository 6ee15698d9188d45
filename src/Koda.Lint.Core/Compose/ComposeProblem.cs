using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>Why Docker Compose would refuse a deployment, or could not have read it.</summary>
public enum ComposeProblemKind
{
    /// <summary>Compose refuses what stands there: KODA9008.</summary>
    Invalid,

    /// <summary>A required variable has no value: KODA9002.</summary>
    VariableRequired,

    /// <summary>A file, or a service of another file, that is not there, or a cycle of them: KODA9003.</summary>
    ReferenceBroken,

    /// <summary>A file that gives no text: KODA9001.</summary>
    FileUnreadable,

    /// <summary>A limit of ours: KODA9004.</summary>
    LimitReached,
}

/// <summary>One reason for which Docker Compose would refuse a deployment.</summary>
public sealed class ComposeProblem
{
    internal ComposeProblem(ComposeProblemKind kind, string path, SourceSpan? span, string reason)
    {
        Kind = kind;
        Path = path;
        Span = span;
        Reason = reason;
    }

    /// <summary>What sort of reason.</summary>
    public ComposeProblemKind Kind { get; }

    /// <summary>The file to which the problem belongs.</summary>
    public string Path { get; }

    /// <summary>The characters at fault, or null when the file itself is (it is missing, or unreadable).</summary>
    public SourceSpan? Span { get; }

    /// <summary>The reason as Compose would give it, without the values of variables.</summary>
    public string Reason { get; }

    /// <summary>The variable that lacks a value, for <see cref="ComposeProblemKind.VariableRequired"/>.</summary>
    public string? Variable { get; init; }

    /// <summary>The chain of files or services that ends where it began, for a cycle.</summary>
    public IReadOnlyList<string> Chain { get; init; } = [];

    /// <summary>The path of the file that was looked for, for a reference to a file.</summary>
    public string? Target { get; init; }
}

/// <summary>Collects problems; a phase goes on after each, so that all are told at once.</summary>
internal sealed class ComposeProblems
{
    private readonly List<ComposeProblem> _all = [];
    private readonly HashSet<(SourceSpan?, string)> _seen = [];

    public IReadOnlyList<ComposeProblem> All => _all;

    public void Invalid(SourceSpan span, string reason) => Add(new ComposeProblem(ComposeProblemKind.Invalid, span.File.Path, span, reason));

    public void Add(ComposeProblem problem)
    {
        if (_seen.Add((problem.Span, problem.Reason)))
            _all.Add(problem);
    }
}
