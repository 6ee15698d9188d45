using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Policy;
using Koda.Lint.Reports;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Koda.Lint.Build;

/// <summary>Judges the deployments of a folder and keeps what it found. Shows nothing: the report is made from what is kept.</summary>
[MSBuildMultiThreadableTask]
public sealed class LintDeployments : Task, ICancelableTask
{
    private volatile bool _isCancelled;

    /// <summary>The folder to lint, absolute.</summary>
    [Required]
    public string Root { get; set; } = "";

    /// <summary>Named deployments in one line, or nothing to find them.</summary>
    public string Deployments { get; set; } = "";

    /// <summary>Folders and files outside of the repository that deployments may lead to, with <c>;</c> between them; seen from the root.</summary>
    public string AllowRead { get; set; } = "";

    /// <summary>Where to keep the list of inputs.</summary>
    [Required]
    public string InputsFile { get; set; } = "";

    /// <summary>The findings in Base64, when the state folder cannot be written to.</summary>
    [Output]
    public string Unkept { get; private set; } = "";

    /// <inheritdoc />
    public void Cancel() => _isCancelled = true;

    /// <inheritdoc />
    public override bool Execute()
    {
        var disk = new DiskFileProvider();
        disk.Boundary = Boundary(disk);
        var files = new RecordedFiles(disk, new InputList());
        try
        {
            var configured = ConfigurationFile.Find(Root, files);
            var baseline = Baseline.Find(Root, files);
            IReadOnlyList<ConfigurationProblem> problems = [.. configured.Problems, .. baseline?.Problems ?? []];
            foreach (var problem in problems)
                LogProblem(problem);
            if (problems.Count > 0)
                return false;
            if (baseline is not null)
                files.Inputs.AddDay();
            Keep(Check(configured, baseline, files), configured.Configuration.LockedRules, files.Inputs);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>As the command line draws it: what the project names is read wherever it lies.</summary>
    private ReadBoundary Boundary(DiskFileProvider files)
    {
        var named = NamedDeployment.Plans(NamedDeployment.Split(Deployments), new ComposeRequest { WorkingDirectory = Root }).Plans.Select(plan => plan.Request).ToList();
        var places = named.Select(request => DeploymentPath.FolderOf(request.Files[0])).Prepend(Root).ToList();
        var allowed = AllowRead.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(path => DeploymentPath.Resolve(Root, path.Trim()));
        return new ReadBoundary(
            [.. places.Select(place => ReadBoundary.RootOf(place, files)).Concat(places).Concat(allowed).Distinct(StringComparer.Ordinal)],
            named.SelectMany(request => request.Files.Concat(request.EnvFiles)));
    }

    private CheckReport Check(ConfigurationFile configured, Baseline? baseline, RecordedFiles files)
    {
        var discovered = Discover(configured, files);
        if (discovered.Plans.Count == 0)
            Log.LogMessage(MessageImportance.Low, "Koda.Lint: no deployment in '{0}'", Root);
        var check = new DeploymentCheck(files)
        {
            Root = Root,
            Settings = new PolicySettings { Configuration = configured.Configuration, Baseline = baseline, Today = DateTime.UtcNow.Date },
            Facts = new SecretFileFacts(new RecordedFiles(new DiskFileProvider(), files.Inputs), () => DateTimeOffset.UtcNow),
            Progress = plan =>
            {
                if (_isCancelled)
                    throw new OperationCanceledException();
                Log.LogMessage(MessageImportance.Low, "Koda.Lint: judging the deployment '{0}'", plan.Name);
            },
        };
        var report = check.Run(discovered);
        foreach (var deployment in report.Deployments)
        {
            Log.LogMessage(
                MessageImportance.Low, "Koda.Lint: '{0}' was read as {1} from {2}", deployment.Name, deployment.IsProduction ? "production" : "development",
                string.Join(", ", deployment.Files));
        }

        foreach (var path in report.LeftOut)
            Log.LogMessage(MessageImportance.Low, "Koda.Lint: '{0}' looks like a part of a deployment and belongs to none", path);
        Log.LogMessage(MessageImportance.Low, "Koda.Lint: a change of any of these has the deployments judged again:\n{0}", files.Inputs);
        return report;
    }

    private DiscoveredDeployments Discover(ConfigurationFile configured, RecordedFiles files)
    {
        var options = new ComposeRequest { WorkingDirectory = Root, HomeDirectory = PathText.Clean(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)) };
        return Deployments.Length > 0
            ? NamedDeployment.Plans(NamedDeployment.Split(Deployments), options)
            : DeploymentDiscovery.In(configured, Root, options, DeploymentEnvironment.Auto, files);
    }

    private void LogProblem(ConfigurationProblem problem)
    {
        var place = problem.Span.ToLocation();
        Log.LogError(
            null, LintCodes.Settings, null, LintCodes.HelpLink, place.Path, place.Start.Line, place.Start.Column, place.End.Line, place.End.Column, Printable.Of(problem.Message));
    }

    private void Keep(CheckReport report, IReadOnlyCollection<string> lockedRules, InputList inputs)
    {
        var findings = KeptFindings.Write(report, lockedRules);
        try
        {
            KeptLint.Write(InputsFile, inputs, findings, isEmpty: report.Findings.Count == 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.LogMessage(MessageImportance.Low, "Koda.Lint: '{0}' cannot be written, so every build judges the deployments: {1}", InputsFile, e.Message);
            Unkept = Convert.ToBase64String(findings);
        }
    }
}
