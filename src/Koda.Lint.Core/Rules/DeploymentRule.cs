using Koda.Lint.Deployments;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>
/// Judges one fault of the catalogue on a deployment's configuration. A rule holds no state and knows nothing of files,
/// severities, formats or hosts.
/// </summary>
public abstract class DeploymentRule
{
    /// <summary>Reports each place where the fault stands.</summary>
    /// <param name="context">The deployment, and where to report.</param>
    public abstract void Judge(RuleContext context);
}

/// <summary>One rule's run over one deployment.</summary>
public sealed class RuleContext
{
    private readonly List<Finding> _findings;
    private HashSet<string>? _usedVariables;

    internal RuleContext(Deployment deployment, PortExposures exposures, List<Finding> findings)
    {
        Deployment = deployment;
        Exposures = exposures;
        Secrets = new SecretInventory(deployment);
        Sites = new PublicSites(deployment);
        _findings = findings;
    }

    /// <summary>The deployment.</summary>
    public Deployment Deployment { get; }

    /// <summary>Who may reach each published port, and which rule speaks of it: a port has one finding.</summary>
    public PortExposures Exposures { get; }

    /// <summary>Where each secret is defined: a secret has one finding at its definition, however many containers it reaches.</summary>
    public SecretInventory Secrets { get; }

    /// <summary>What the deployment's proxies serve.</summary>
    internal PublicSites Sites { get; }

    /// <summary>The names that the Compose files use as <c>${NAME}</c>, so that a line of <c>.env</c> with such a name is read by them.</summary>
    internal HashSet<string> UsedVariables => _usedVariables ??= VariableNames.In(Deployment.Project.Model);

    /// <summary>Reports a fault.</summary>
    /// <param name="text">The words, from <c>RuleTexts</c>.</param>
    /// <param name="span">The characters that caused it.</param>
    /// <param name="subject">What is at fault, by a name that survives edits elsewhere.</param>
    /// <param name="severity">Another severity than the text's own, or null.</param>
    /// <param name="related">Other places that explain it.</param>
    public void Report(FindingText text, SourceSpan span, string subject, Severity? severity = null, IReadOnlyList<RelatedLocation>? related = null) =>
        Report(text, span.ToLocation(), subject, severity, related);

    /// <summary>Reports a fault at a place that is no span, such as a whole file.</summary>
    /// <param name="text">The words, from <c>RuleTexts</c>.</param>
    /// <param name="location">The place.</param>
    /// <param name="subject">What is at fault, by a name that survives edits elsewhere.</param>
    /// <param name="severity">Another severity than the text's own, or null.</param>
    /// <param name="related">Other places that explain it.</param>
    public void Report(FindingText text, Location location, string subject, Severity? severity = null, IReadOnlyList<RelatedLocation>? related = null) =>
        _findings.Add(text.At(location, subject) with
        {
            Severity = severity ?? text.Severity,
            Related = related ?? [],
            Deployment = Deployment.Name,
        });
}
