namespace Koda.Lint.Browser;

/// <summary>How a policy is sent, as far as that weighs its faults.</summary>
public sealed record PolicyUse
{
    /// <summary>A policy that browsers enforce.</summary>
    public static PolicyUse Enforced { get; } = new();

    /// <summary>Whether browsers only report what would break it.</summary>
    public bool IsReportOnly { get; init; }

    /// <summary>Whether the environment or the configuration decides if it is sent.</summary>
    public bool IsConditional { get; init; }

    /// <summary>Whether a part of the text that is not known may be a nonce or a hash: by start and end offset.</summary>
    public Func<int, int, bool> MayHoldNonce { get; init; } = (_, _) => false;

    /// <summary>The other policies of the same answer. All of them hold together: what one stops is stopped.</summary>
    public IReadOnlyList<ContentSecurityPolicy> Beside { get; init; } = [];

    /// <summary>Whether another policy governs what a directive is for, and does not allow it.</summary>
    internal bool IsStopped(CspDirective directive, Func<CspDirective, bool> allows) =>
        Beside.Any(other => other.Governing(directive.Name) is { } same && !allows(same));
}

/// <summary>A fault of a policy.</summary>
/// <param name="Text">The words.</param>
/// <param name="Directive">The directive.</param>
/// <param name="Source">The source of it that is at fault.</param>
public sealed record PolicyFault(FindingText Text, CspDirective Directive, CspSource Source)
{
    /// <summary>Where the source starts in the policy's text.</summary>
    public int Start => Source.Start;

    /// <summary>How long the source is.</summary>
    public int Length => Source.Text.Length;
}

/// <summary>KODA4001 to KODA4003: what a policy lets through, the same verdict wherever the policy is written.</summary>
public static class PolicyFaults
{
    private const string Header = "Content-Security-Policy";
    private const string ReportOnlyHeader = Header + "-Report-Only";

    /// <summary>How a header sends a policy; null for a header that sends none.</summary>
    /// <param name="header">The header's name; case does not matter.</param>
    public static PolicyUse? UseOf(string header) =>
        header.Equals(Header, StringComparison.OrdinalIgnoreCase) ? PolicyUse.Enforced
        : header.Equals(ReportOnlyHeader, StringComparison.OrdinalIgnoreCase) ? new PolicyUse { IsReportOnly = true }
        : null;

    /// <summary>KODA4001: the policy runs script that was injected into a page.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">How it is sent.</param>
    public static IEnumerable<PolicyFault> UnsafeInline(ContentSecurityPolicy policy, PolicyUse use)
    {
        foreach (var directive in policy.Directives)
        {
            foreach (var source in directive.Sources.Where(source => source.Kind == CspSourceKind.UnsafeInline))
            {
                var last = directive.Sources[directive.Sources.Count - 1];
                var text = use.IsReportOnly ? RuleTexts.CspAllowsUnsafeInline.ReportOnly(directive.Name)
                    : directive.IgnoresUnsafeInline || use.MayHoldNonce(directive.Start, last.Start + last.Text.Length)
                        ? RuleTexts.CspAllowsUnsafeInline.Ignored(directive.Name)
                    : use.IsStopped(directive, AllowsInline) ? RuleTexts.CspAllowsUnsafeInline.StoppedElsewhere(directive.Name)
                    : use.IsConditional ? RuleTexts.CspAllowsUnsafeInline.Conditional(directive.Name)
                    : RuleTexts.CspAllowsUnsafeInline.Allowed(directive.Name);
                yield return new PolicyFault(text, directive, source);
            }
        }
    }

    /// <summary>KODA4002: the policy lets a page turn text into script.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">How it is sent.</param>
    public static IEnumerable<PolicyFault> UnsafeEval(ContentSecurityPolicy policy, PolicyUse use)
    {
        foreach (var directive in policy.Directives)
        {
            foreach (var source in directive.Sources.Where(source => source.Kind == CspSourceKind.UnsafeEval))
            {
                var text = use.IsReportOnly ? RuleTexts.CspAllowsUnsafeEval.ReportOnly(directive.Name)
                    : use.IsStopped(directive, AllowsEval) ? RuleTexts.CspAllowsUnsafeEval.StoppedElsewhere(directive.Name)
                    : use.IsConditional ? RuleTexts.CspAllowsUnsafeEval.Conditional(directive.Name)
                    : RuleTexts.CspAllowsUnsafeEval.Allowed(directive.Name);
                yield return new PolicyFault(text, directive, source);
            }
        }
    }

    /// <summary>KODA4003: the policy lets scripts come from nearly anywhere.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">How it is sent.</param>
    public static IEnumerable<PolicyFault> TooWide(ContentSecurityPolicy policy, PolicyUse use)
    {
        foreach (var directive in policy.GoverningScripts.Where(directive => AllowsAnywhere(directive) && !use.IsStopped(directive, AllowsAnywhere)))
        {
            foreach (var source in directive.Sources.Where(source => source.IsTooWide))
            {
                var text = use.IsReportOnly || use.IsConditional
                    ? RuleTexts.CspTooWide.Conditional(directive.Name, source.Text)
                    : RuleTexts.CspTooWide.Allowed(directive.Name, source.Text);
                yield return new PolicyFault(text, directive, source);
            }
        }
    }

    private static bool AllowsInline(CspDirective directive) =>
        !directive.IgnoresUnsafeInline && directive.Sources.Any(source => source.Kind == CspSourceKind.UnsafeInline);

    private static bool AllowsEval(CspDirective directive) => directive.Sources.Any(source => source.Kind == CspSourceKind.UnsafeEval);

    private static bool AllowsAnywhere(CspDirective directive) => !directive.IgnoresHosts && directive.Sources.Any(source => source.IsTooWide);
}
