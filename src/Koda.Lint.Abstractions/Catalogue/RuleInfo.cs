namespace Koda.Lint;

/// <summary>One row of the rule catalogue: everything about a rule that is not its judgement. Generated from <c>rules/*.yml</c>.</summary>
public sealed class RuleInfo
{
    /// <summary>The stable id: <c>KODA</c> and four digits, of which the first names the category.</summary>
    public required string Id { get; init; }

    /// <summary>The fault in Pascal case; also the name of the class that judges it.</summary>
    public required string Name { get; init; }

    /// <summary>The fault as a sentence without a full stop.</summary>
    public required string Title { get; init; }

    /// <summary>The category's name: <c>Boot settings</c>, <c>Network</c> and so on.</summary>
    public required string Category { get; init; }

    /// <summary>The severity unless a rule's row or a policy says otherwise.</summary>
    public required Severity DefaultSeverity { get; init; }

    /// <summary>Where the rule can see its fault.</summary>
    public required Surfaces Surfaces { get; init; }

    /// <summary>The ways the rule words its findings, the commonest first.</summary>
    public required IReadOnlyList<RuleMessage> Messages { get; init; }

    /// <summary>Why the fault matters, as Markdown.</summary>
    public required string Why { get; init; }

    /// <summary>How to mend it, as Markdown.</summary>
    public required string HowToFix { get; init; }

    /// <summary>What a code fix for C# does, as words that follow "a code fix"; null when there is none.</summary>
    public string? CodeFix { get; init; }

    /// <summary>What the rule leaves alone on purpose, one Markdown sentence each.</summary>
    public required IReadOnlyList<string> StaysSilent { get; init; }

    /// <summary>Examples with what is found in them; executed by the tests.</summary>
    public required IReadOnlyList<RuleExample> Examples { get; init; }

    /// <summary>Why no example shows the fault, for the few rules where none can; otherwise null.</summary>
    public string? NoBadExample { get; init; }

    /// <summary>Where the project lives.</summary>
    public const string ProjectUri = "https://github.com/OpenKodaAI/koda-lint";

    /// <summary>The rule's page on the web.</summary>
    public string HelpUri => ProjectUri + "/blob/main/" + HelpPath;

    /// <summary>The rule's page, relative to the repository's root.</summary>
    public string HelpPath => "docs/rules/" + Id + ".md";

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}

/// <summary>One of the ways a rule words its findings. <c>&lt;names&gt;</c> stand for what differs from finding to finding.</summary>
/// <param name="Key">The case, in kebab case: <c>default</c>, <c>data-store</c>.</param>
/// <param name="Severity">How much this case weighs unless a policy says otherwise.</param>
/// <param name="Text">What is wrong: one sentence without a full stop.</param>
/// <param name="Label">A few words for the marked characters, or null.</param>
/// <param name="Fix">What to type, or null when there is no single remedy.</param>
public sealed record RuleMessage(string Key, Severity Severity, string Text, string? Label, string? Fix);

/// <summary>A small deployment or program, and where a rule finds its fault in it.</summary>
/// <param name="Title">What the example shows.</param>
/// <param name="Files">The files, by name, in the order they are shown.</param>
/// <param name="Expected">Where the rule reports, as <c>file line:column</c>; empty when it must stay silent.</param>
/// <param name="Arguments">Command-line options of <c>koda-lint check</c> that the example needs, or empty.</param>
public sealed record RuleExample(
    string Title, IReadOnlyList<ExampleFile> Files, IReadOnlyList<string> Expected, IReadOnlyList<string> Arguments);

/// <summary>A file of an example.</summary>
/// <param name="Name">Its path relative to the example's folder.</param>
/// <param name="Text">Its text.</param>
/// <param name="Mode">Its permission bits in octal, such as <c>0644</c>; null when they do not matter.</param>
/// <param name="IsTracked">Whether git tracks it.</param>
public sealed record ExampleFile(string Name, string Text, string? Mode = null, bool IsTracked = false);
