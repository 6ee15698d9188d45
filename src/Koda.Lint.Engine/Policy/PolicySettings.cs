using Koda.Lint.Configuration;

namespace Koda.Lint.Policy;

/// <summary>What decides in a run how findings weigh and which are shown.</summary>
public sealed record PolicySettings
{
    /// <summary>What <c>koda-lint.yml</c> says.</summary>
    public LintConfiguration Configuration { get; init; } = LintConfiguration.Empty;

    /// <summary>What the compiler's configuration says, for hosts that the compiler does not stand behind; null for nothing.</summary>
    public CompilerSeverities? CompilerSeverities { get; init; }

    /// <summary>The findings that were there before; null for none.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Whether suppressions and baseline hide nothing: for auditors.</summary>
    public bool ShowsAll { get; init; }

    /// <summary>Whether the host looks at modes of files and at git.</summary>
    public bool LooksAtFiles { get; init; }

    /// <summary>The day of the run: entries of a baseline may expire.</summary>
    public DateTime Today { get; init; } = DateTime.MinValue;

    /// <summary>
    /// A finding's severity after the repository's say; null when it is not reported. The compiler's configuration wins over
    /// <c>koda-lint.yml</c>, as it does in a build, but makes no locked rule lighter.
    /// </summary>
    /// <param name="finding">A finding with the severity that its rule gave it.</param>
    public Severity? SeverityOf(Finding finding) => SeverityOf(finding.Rule, finding.Severity, finding.Location.Path);

    /// <summary>The same for any finding of a rule in a file.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="severity">The severity that it gives.</param>
    /// <param name="path">The file.</param>
    public Severity? SeverityOf(RuleInfo rule, Severity severity, string path)
    {
        if (Configuration.SeverityOf(rule, severity) is not { } configured)
            return null;
        var compiled = CompilerSeverities is null ? configured : CompilerSeverities.Of(rule, path, configured);
        return Configuration.LockedRules.Contains(rule.Id) && !(compiled >= configured) ? configured : compiled;
    }

    /// <summary>A finding with its severity after the repository's say; null when it is not reported.</summary>
    /// <param name="finding">A finding with the severity that its rule gave it.</param>
    public Finding? Weigh(Finding finding)
    {
        if (SeverityOf(finding) is not { } severity)
            return null;
        return severity == finding.Severity ? finding : finding with { Severity = severity };
    }
}
