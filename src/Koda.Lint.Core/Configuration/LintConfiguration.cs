using Koda.Lint.Deployments;
using Koda.Lint.Text;

namespace Koda.Lint.Configuration;

/// <summary>What a repository's <c>koda-lint.yml</c> says; every host reads the same file.</summary>
public sealed record LintConfiguration
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "koda-lint.yml";

    /// <summary>No file: deployments are discovered, rules weigh what they weigh.</summary>
    public static LintConfiguration Empty { get; } = new();

    /// <summary>The deployments to judge, in place of those that discovery finds; empty to discover.</summary>
    public IReadOnlyList<DeploymentEntry> Deployments { get; init; } = [];

    /// <summary>Severities by rule id; null turns a rule off.</summary>
    public IReadOnlyDictionary<string, Severity?> Severities { get; init; } = new Dictionary<string, Severity?>();

    /// <summary>Rules that may be neither suppressed nor made lighter.</summary>
    public IReadOnlyCollection<string> LockedRules { get; init; } = [];

    /// <summary>How deployments are judged.</summary>
    public DeploymentPolicy Policy { get; init; } = DeploymentPolicy.Default;

    /// <summary>The severity of a finding after the repository's say, or null when its rule is turned off.</summary>
    /// <param name="finding">A finding with the severity that its rule gave it.</param>
    public Severity? SeverityOf(Finding finding) => SeverityOf(finding.Rule, finding.Severity);

    /// <summary>The same for any finding of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="given">The severity that it gives.</param>
    public Severity? SeverityOf(RuleInfo rule, Severity given) => Severities.TryGetValue(rule.Id, out var severity) ? severity : given;
}

/// <summary>A deployment that <c>koda-lint.yml</c> names.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Compose">The compose files in order, relative to the file's folder; none for a deployment of other files alone.</param>
/// <param name="EnvFiles">The env files in order; empty for <c>.env</c>.</param>
/// <param name="Profiles">The active profiles.</param>
/// <param name="Environment">What it is for.</param>
/// <param name="Span">Where it is named.</param>
public sealed record DeploymentEntry(
    string Name, IReadOnlyList<string> Compose, IReadOnlyList<string> EnvFiles, IReadOnlyList<string> Profiles, DeploymentEnvironment Environment, SourceSpan Span)
{
    /// <summary>
    /// The files beside its Compose files: proxies' configurations, units, .NET's settings, relative to the file's folder. Null for those that lie beside the
    /// first Compose file.
    /// </summary>
    public IReadOnlyList<string>? Files { get; init; }
}

/// <summary>A mistake in <c>koda-lint.yml</c>, at its place. The file is not used while it has one.</summary>
/// <param name="Span">The characters.</param>
/// <param name="Message">What is wrong and what was meant.</param>
public sealed record ConfigurationProblem(SourceSpan Span, string Message);
