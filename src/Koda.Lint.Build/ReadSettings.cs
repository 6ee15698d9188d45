using Koda.Lint.Configuration;
using Koda.Lint.Discovery;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using Task = Microsoft.Build.Utilities.Task;

namespace Koda.Lint.Build;

/// <summary>
/// Settles what a project says to a lint, in one spelling, and names the global properties that must not reach it: projects that agree then
/// ask MSBuild for the same thing, which it does once.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ReadSettings : Task
{
    // What the call sets itself; MSBuild would remove it again.
    private static readonly string[] Passed =
        ["KodaLintRoot", "KodaLintDeployments", "KodaLintSeverities", "KodaLintFailOn", "KodaLintSarif", "KodaLintAllowRead", "KodaLintSkipUnchanged", "KodaLintStateFolder"];

    /// <summary>The project, to which mistakes of its own belong.</summary>
    [Required]
    public string ProjectFile { get; set; } = "";

    /// <summary>The project's folder.</summary>
    [Required]
    public string ProjectFolder { get; set; } = "";

    /// <summary>The folder to lint, absolute or seen from the project's.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary><c>KodaLintDeployment</c> items.</summary>
    public ITaskItem[] NamedDeployments { get; set; } = [];

    /// <summary><c>NoWarn</c>.</summary>
    public string? NoWarn { get; set; }

    /// <summary><c>WarningsAsErrors</c>.</summary>
    public string? WarningsAsErrors { get; set; }

    /// <summary><c>WarningsNotAsErrors</c>.</summary>
    public string? WarningsNotAsErrors { get; set; }

    /// <summary><c>KodaLintTreatWarningsAsErrors</c>.</summary>
    public bool TreatWarningsAsErrors { get; set; }

    /// <summary><c>KodaLintFailOn</c>.</summary>
    public string? FailOn { get; set; }

    /// <summary>The project's analyzer configurations, global or not.</summary>
    public ITaskItem[] AnalyzerConfigs { get; set; } = [];

    /// <summary>Whether the compiler's targets have looked for <c>.globalconfig</c> files already.</summary>
    public bool HasAnalyzerConfigs { get; set; }

    /// <summary><c>KodaLintSarif</c>.</summary>
    public string Sarif { get; set; } = "";

    /// <summary><c>KodaLintAllowRead</c>.</summary>
    public string AllowRead { get; set; } = "";

    /// <summary><c>KodaLintSkipUnchanged</c>.</summary>
    public bool SkipUnchanged { get; set; } = true;

    /// <summary>The folder that keeps the state of lints, absolute or seen from the project's; empty for <c>obj/koda-lint</c> in the folder to lint.</summary>
    public string? State { get; set; }

    /// <summary>The folder to lint, absolute.</summary>
    [Output]
    public string Root { get; private set; } = "";

    /// <summary>The named deployments in one line.</summary>
    [Output]
    public string Deployments { get; private set; } = "";

    /// <summary>The severities in one line.</summary>
    [Output]
    public string Severities { get; private set; } = "";

    /// <summary>The folder that keeps the state of lints, absolute.</summary>
    [Output]
    public string StateFolder { get; private set; } = "";

    /// <summary>Whether nothing has changed since a lint that found nothing, so that there is nobody to ask and nothing to show.</summary>
    [Output]
    public bool HasNothingToShow { get; private set; }

    /// <summary>The names of the project's global properties that the call does not set.</summary>
    [Output]
    public string[] GlobalProperties { get; private set; } = [];

    /// <inheritdoc />
    public override bool Execute()
    {
        Root = PathText.Clean(Path.Combine(ProjectFolder, Folder));
        if (!Directory.Exists(Root))
        {
            Fault("KodaLintRoot is '" + Root + "', and there is no such folder");
            return false;
        }

        if (FailOn is not (null or "" or "error" or "warning" or "info" or "none"))
        {
            Fault("KodaLintFailOn is '" + FailOn + "'; it takes error, warning, info or none");
            return false;
        }

        if (NamedDeployments.Length > 0)
            Deployments = ReadDeployments();
        StateFolder = PathText.Clean(string.IsNullOrEmpty(State) ? Path.Combine(Root, "obj/koda-lint") : Path.Combine(ProjectFolder, State));
        HasNothingToShow = SkipUnchanged && Sarif.Length == 0 && KeptLint.Read(KeptLint.InputsFile(StateFolder, Root, Deployments, AllowRead)) is { IsEmpty: true, IsUnchanged: true };
        if (!HasNothingToShow)
            ReadWeights();
        return !Log.HasLoggedErrors;
    }

    private void ReadWeights()
    {
        Severities = SeveritySettings.From(NoWarn, WarningsAsErrors, WarningsNotAsErrors, TreatWarningsAsErrors, GlobalConfigs.Read(Configs())).ToString();
        if (BuildEngine is IBuildEngine6 engine)
            GlobalProperties = [.. engine.GetGlobalProperties().Keys.Except(Passed, StringComparer.OrdinalIgnoreCase)];
    }

    private string ReadDeployments()
    {
        var named = NamedDeployments.Select(item => NamedDeployment.Of(
            PathText.Clean(ProjectFolder), item.ItemSpec, item.GetMetadata("Compose"), item.GetMetadata("EnvFile"), item.GetMetadata("Profiles"), item.GetMetadata("Environment"))).ToList();
        foreach (var deployment in named.Where(one => one.Compose.Count == 0))
            Fault("the KodaLintDeployment '" + deployment.Name + "' has no Compose: name its Compose files in order, separated by ';'");
        foreach (var deployment in named.Where(one => one.Environment is not ("" or "auto" or "production" or "development")))
            Fault("the KodaLintDeployment '" + deployment.Name + "' has the Environment '" + deployment.Environment + "'; it takes auto, production or development");
        return NamedDeployment.Join(named);
    }

    private IEnumerable<string> Configs()
    {
        var configs = AnalyzerConfigs.Select(item => item.GetMetadata("FullPath"));
        return HasAnalyzerConfigs ? configs : configs.Concat(GlobalConfigs.Above(ProjectFolder));
    }

    private void Fault(string message) =>
        Log.LogError(null, LintCodes.Settings, null, LintCodes.HelpLink, ProjectFile, 0, 0, 0, 0, message);
}
