using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Checking;

/// <summary>Loads and judges deployments, one after the other, and makes one report of them.</summary>
public sealed class DeploymentCheck
{
    private readonly IFileProvider _files;

    /// <summary>Prepares a check.</summary>
    /// <param name="files">The host's files.</param>
    public DeploymentCheck(IFileProvider files) => _files = files;

    /// <summary>The folder that fingerprints see paths from, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>What the repository decided: how findings weigh, and how deployments are judged.</summary>
    public LintConfiguration Configuration { get; init; } = LintConfiguration.Empty;

    /// <summary>Looks at the files that hold secrets; null for a host that does not.</summary>
    public SecretFileFacts? Facts { get; init; }

    /// <summary>Told of each deployment before it is judged; null for nobody.</summary>
    public Action<DeploymentPlan>? Progress { get; init; }

    /// <summary>Judges deployments.</summary>
    /// <param name="discovered">What there is to judge.</param>
    public CheckReport Run(DiscoveredDeployments discovered)
    {
        var deployments = new List<JudgedDeployment>(discovered.Plans.Count);
        var findings = new List<Finding>();
        var known = new HashSet<(RuleInfo, Location, string)>();
        foreach (var plan in discovered.Plans)
        {
            Progress?.Invoke(plan);
            var deployment = Load(plan);
            deployments.Add(new JudgedDeployment(plan.Name, deployment.Project.Files, deployment.IsProduction, SuppliedBy(plan, deployment.Project)));

            // Deployments of one folder share files; a fault of a shared file is told for the first, which is production's.
            foreach (var finding in DeploymentJudge.Judge(deployment))
            {
                if (Weighed(finding) is { } weighed && known.Add((finding.Rule, finding.Location, finding.Subject)))
                    findings.Add(weighed);
            }
        }

        if (deployments.Count > 1)
            findings.Sort(FindingOrder.Instance);
        var fingerprints = new Fingerprints(Root);
        var judged = new HashSet<string>(deployments.SelectMany(deployment => deployment.Files), StringComparer.Ordinal);
        return new CheckReport(
            deployments,
            [.. findings.Select(finding => new ReportedFinding(finding, fingerprints.Of(finding)))],
            [.. discovered.LeftOut.Where(path => !judged.Contains(path))]);
    }

    /// <summary>Loads a deployment as it is judged.</summary>
    /// <param name="plan">The deployment.</param>
    public Deployment Load(DeploymentPlan plan)
    {
        var project = ComposeLoader.Load(plan.Request, _files);
        return new Deployment
        {
            Name = plan.Name,
            Project = project,
            Environment = plan.Environment,
            HasProductionFiles = project.Files.Any(ComposeFileName.IsForProduction),
            Policy = Configuration.Policy,
            LookAtFiles = judged => Facts?.Of(judged.Project, judged.ControlPlane) ?? [],
        };
    }

    private Finding? Weighed(Finding finding)
    {
        if (Configuration.SeverityOf(finding) is not { } severity)
            return null;
        return severity == finding.Severity ? finding : finding with { Severity = severity };
    }

    private IReadOnlyList<string> SuppliedBy(DeploymentPlan plan, ComposeProject project) =>
        project.EnvFiles.Count > 0 ? [] : [.. plan.Request.ExampleEnvFiles.Where(path => _files.Read(path).File is not null)];
}
