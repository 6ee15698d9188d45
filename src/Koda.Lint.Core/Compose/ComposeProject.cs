using Koda.Lint.Compose.Model;
using Koda.Lint.Dotenv;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Compose;

/// <summary>A deployment as Docker Compose would run it, with every reason for which it would not.</summary>
public sealed class ComposeProject
{
    private readonly ProjectStart _start;

    internal ComposeProject(
        string name, ProjectStart start, ModelMap model, Profiles? profiles, IReadOnlyList<EnvFile> containerFiles,
        HashSet<ModelMap> incomplete, ComposeProblems problems)
    {
        _start = start;
        Name = name;
        Model = model;
        DisabledServices = profiles?.Disabled ?? [];
        DeclaredProfiles = profiles?.Declared ?? [];
        EnvFileContents = [.. start.EnvFiles.Concat(containerFiles).GroupBy(file => file.File.Path, StringComparer.Ordinal).Select(group => group.First())];
        Problems = problems.All;
        UnresolvedVariables = problems.Variables;
        RepeatedSettings = problems.Repeated;
        Services = model["services"] is ModelMap services
            ? [.. services.Entries.Where(e => e.Value is ModelMap).Select(e => new ComposeService(e, incomplete.Contains((ModelMap)e.Value)))]
            : [];
    }

    /// <summary>The project's name.</summary>
    public string Name { get; }

    /// <summary>The compose files in the order in which they were merged, without included ones.</summary>
    public IReadOnlyList<string> Files => _start.Files;

    /// <summary>The env files that gave variables.</summary>
    public IReadOnlyList<string> EnvFiles => _start.EnvFilesRead;

    /// <summary>What every env file says that gave variables to interpolation or to a container, without examples, each once.</summary>
    public IReadOnlyList<EnvFile> EnvFileContents { get; }

    /// <summary>Whether values that come with the deployment must be there now.</summary>
    public bool RequireEnv => _start.RequireEnv;

    /// <summary>The folder that relative paths are seen from.</summary>
    public string ProjectDirectory => _start.ProjectDirectory;

    /// <summary>The whole effective model.</summary>
    public ModelMap Model { get; }

    /// <summary>The enabled services.</summary>
    public IReadOnlyList<ComposeService> Services { get; }

    /// <summary>The services that no active profile enables.</summary>
    public IReadOnlyList<string> DisabledServices { get; }

    /// <summary>Every profile that a service names, active or not, in order; none without interpolation.</summary>
    public IReadOnlyList<string> DeclaredProfiles { get; }

    /// <summary>Reasons for which Compose would refuse the deployment, but for variables without a value.</summary>
    public IReadOnlyList<ComposeProblem> Problems { get; }

    /// <summary>Each use of a variable that has no value here, in file order: required ones refuse the deployment, others give "".</summary>
    public IReadOnlyList<UnresolvedVariable> UnresolvedVariables { get; }

    /// <summary>Keys that stand twice in one list-form <c>environment</c>, where Compose takes the last without a word.</summary>
    public IReadOnlyList<RepeatedSetting> RepeatedSettings { get; }

    /// <summary>Whether Compose would refuse the deployment.</summary>
    public bool IsRefused =>
        Problems.Any(problem => problem.Text.Severity == Severity.Error)
        || UnresolvedVariables.Any(variable => variable.Use.State == VariableState.RequiredMissing);

    /// <summary>The definition of a variable that interpolation saw, or null.</summary>
    /// <param name="name">The variable.</param>
    public VariableDefinition? FindVariable(string name) => _start.Variables.Find(name);
}
