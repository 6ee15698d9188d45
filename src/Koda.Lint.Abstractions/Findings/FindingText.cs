namespace Koda.Lint;

/// <summary>
/// What a finding says, rendered from its rule's <c>messages</c> in <c>rules/*.yml</c>. Made by the generated
/// factories of <c>RuleTexts</c>, so that no host words a fault of its own.
/// </summary>
public sealed class FindingText
{
    /// <summary>Binds rendered words to their rule.</summary>
    /// <param name="rule">The rule that speaks.</param>
    /// <param name="message">What is wrong: one sentence without a full stop.</param>
    /// <param name="label">A few words for the marked characters, or null when the message says it all.</param>
    /// <param name="fix">What to type, or null when there is no single remedy.</param>
    /// <param name="severity">How much this case weighs unless a policy says otherwise.</param>
    public FindingText(RuleInfo rule, string message, string? label, string? fix, Severity severity)
    {
        Rule = rule;
        Message = message;
        Label = label;
        Fix = fix;
        Severity = severity;
    }

    /// <summary>The rule that speaks.</summary>
    public RuleInfo Rule { get; }

    /// <summary>What is wrong: one sentence without a full stop.</summary>
    public string Message { get; }

    /// <summary>A few words for the marked characters, or null.</summary>
    public string? Label { get; }

    /// <summary>What to type, or null.</summary>
    public string? Fix { get; }

    /// <summary>How much this case weighs unless a policy says otherwise: the rule's default, or the case's own.</summary>
    public Severity Severity { get; }

    /// <summary>Says it of a place, with the weight that this case has.</summary>
    /// <param name="location">The characters that caused it.</param>
    /// <param name="subject">What is at fault; see <see cref="Finding.Subject"/>.</param>
    public Finding At(Location location, string subject) => new()
    {
        Rule = Rule,
        Severity = Severity,
        Message = Message,
        Label = Label,
        Fix = Fix,
        Location = location,
        Subject = subject,
    };
}
