using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>One reason for which Docker Compose would refuse a deployment or could not have read it, or for which we did not.</summary>
public sealed class ComposeProblem
{
    internal ComposeProblem(FindingText text, string path, SourceSpan? span, string subject)
    {
        Text = text;
        Path = path;
        Span = span;
        Subject = subject;
    }

    /// <summary>The reason in the words of its rule: KODA9001, 9002, 9003, 9004 or 9008. Carries no value of a variable.</summary>
    public FindingText Text { get; }

    /// <summary>The file to which the problem belongs.</summary>
    public string Path { get; }

    /// <summary>The characters at fault, or null when the file itself is: it is missing, or gives no text.</summary>
    public SourceSpan? Span { get; }

    /// <summary>What is at fault, by a name that survives edits elsewhere.</summary>
    public string Subject { get; }
}

/// <summary>A place where a variable is used that has no value, or one that only the deployment supplies.</summary>
/// <param name="Use">The use.</param>
/// <param name="Span">The characters of <c>${…}</c>.</param>
/// <param name="Reason">What <c>?</c> says, as written in the file; null without.</param>
public sealed record UnresolvedVariable(VariableUse Use, SourceSpan Span, string? Reason);

/// <summary>A key that stands twice in one list-form <c>environment</c>: the later one wins.</summary>
/// <param name="Key">The variable.</param>
/// <param name="Earlier">The item that has no effect.</param>
/// <param name="Later">The item that wins.</param>
/// <param name="IsSameValue">Whether both say the same.</param>
public sealed record RepeatedSetting(string Key, SourceSpan Earlier, SourceSpan Later, bool IsSameValue);

/// <summary>Collects problems; a phase goes on after each, so that all are told at once.</summary>
internal sealed class ComposeProblems
{
    private readonly List<ComposeProblem> _all = [];
    private readonly List<UnresolvedVariable> _variables = [];
    private readonly List<RepeatedSetting> _repeated = [];
    private readonly HashSet<(SourceSpan?, string)> _seen = [];

    public IReadOnlyList<ComposeProblem> All => _all;

    public IReadOnlyList<UnresolvedVariable> Variables => _variables;

    /// <summary>Compose refuses what stands there.</summary>
    public void Invalid(SourceSpan span, string reason) => Add(RuleTexts.DeploymentInvalid.Default(reason), span, reason);

    public void Add(FindingText text, SourceSpan span, string subject) => Add(new ComposeProblem(text, span.File.Path, span, subject));

    public void Add(ComposeProblem problem)
    {
        if (_seen.Add((problem.Span, problem.Text.Message)))
            _all.Add(problem);
    }

    public IReadOnlyList<RepeatedSetting> Repeated => _repeated;

    public void Add(RepeatedSetting repeated)
    {
        if (_seen.Add((repeated.Later, repeated.Key)))
            _repeated.Add(repeated);
    }

    public void Add(UnresolvedVariable variable)
    {
        if (_seen.Add((variable.Span, variable.Use.Name)))
            _variables.Add(variable);
    }
}
