using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Checking;

/// <summary>Loads and judges deployments, one after the other, and makes one report of them.</summary>
public sealed class DeploymentCheck
{
    private readonly IFolderProvider _files;

    /// <summary>Prepares a check.</summary>
    /// <param name="files">The host's files.</param>
    public DeploymentCheck(IFolderProvider files) => _files = files;

    /// <summary>The folder that fingerprints see paths from, absolute.</summary>
    public required string Root { get; init; }

    /// <summary>What the repository decided: how deployments are judged, how findings weigh, which are shown.</summary>
    public PolicySettings Settings { get; init; } = new();

    /// <summary>Looks at the files that hold secrets; null for a host that does not.</summary>
    public SecretFileFacts? Facts { get; init; }

    /// <summary>Whether a deployment is of interest, by every path that it asked for; null for all.</summary>
    public Func<JudgedDeployment, IReadOnlyDictionary<string, FileAnswer>, bool>? IsWanted { get; init; }

    /// <summary>Whether the report keeps the deployments, for a format that shows more than findings.</summary>
    public bool KeepsDeployments { get; init; }

    /// <summary>Told of each deployment before it is judged; null for nobody.</summary>
    public Action<DeploymentPlan>? Progress { get; init; }

    /// <summary>Judges deployments.</summary>
    /// <param name="discovered">What there is to judge.</param>
    public CheckReport Run(DiscoveredDeployments discovered)
    {
        var deployments = new List<JudgedDeployment>(discovered.Plans.Count);
        var policy = new FindingPolicy(Root, Settings with { LooksAtFiles = Facts is not null }, _files);
        foreach (var plan in discovered.Plans)
        {
            Progress?.Invoke(plan);
            var trace = new FileTrace(_files);
            var deployment = Load(plan, trace);
            var findings = DeploymentJudge.Judge(deployment);
            var files = deployment.Project.Files;
            var companions = deployment.Companions.Files;
            var judged = new JudgedDeployment(plan.Name, files.Count > 0 ? files : companions, deployment.IsProduction, SuppliedBy(plan, deployment.Project))
            {
                Index = plan.Index,
                Companions = files.Count > 0 ? companions : [],
                Kept = KeepsDeployments ? new KeptDeployment(deployment, [.. findings.Select(Settings.Weigh).OfType<Finding>()]) : null,
            };
            if (IsWanted is not null && !IsWanted(judged, trace.Answers))
                continue;
            deployments.Add(judged);
            policy.Add(deployment, trace.Answers, findings);
        }

        var read = new HashSet<string>(deployments.SelectMany(deployment => deployment.Files), StringComparer.Ordinal);
        var reported = policy.Finish(out var hidden);
        var leftOut = discovered.LeftOut.Where(path => !read.Contains(path)).OrderBy(path => path, StringComparer.Ordinal);
        return new CheckReport(deployments, reported, [.. leftOut]) { Hidden = hidden };
    }

    /// <summary>Loads a deployment as it is judged.</summary>
    /// <param name="plan">The deployment.</param>
    public Deployment Load(DeploymentPlan plan) => Load(plan, _files);

    private Deployment Load(DeploymentPlan plan, IFileProvider files)
    {
        var project = ComposeLoader.Load(plan.Request, files);
        return new Deployment
        {
            Name = plan.Name,
            Project = project,
            Environment = plan.Environment,
            Companions = CompanionReader.Read(project, plan.Companions, files),
            HasProductionFiles = project.Files.Any(ComposeFileName.IsForProduction),
            Policy = Settings.Configuration.Policy,
            LookAtFiles = judged => Facts?.Of(judged.Project, judged.ControlPlane) ?? [],
        };
    }

    private IReadOnlyList<string> SuppliedBy(DeploymentPlan plan, ComposeProject project) =>
        project.EnvFiles.Count > 0 ? [] : [.. plan.Request.ExampleEnvFiles.Where(path => _files.Read(path).File is not null)];
}
