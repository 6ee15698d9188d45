using System.Text;
using Koda.Lint.Compose.Model;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// Where a deployment starts: its files, folder, variables and profiles, found as <c>docker compose</c> finds them from its
/// options, <c>COMPOSE_*</c> variables and <c>.env</c>.
/// </summary>
internal sealed class ProjectStart
{
    private static readonly string[] DefaultNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
    private static readonly string[] OverrideNames = ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    private readonly ComposeRequest _request;
    private readonly IFileProvider _files;
    private readonly ComposeProblems _problems;
    private readonly List<EnvFile> _envFiles = [];
    private readonly HashSet<string> _envRead = new(StringComparer.Ordinal);

    private ProjectStart(ComposeRequest request, IFileProvider files, ComposeProblems problems)
    {
        _request = request;
        _files = files;
        _problems = problems;
        Variables = new VariableSet(request.Shell);
        ProjectDirectory = request.WorkingDirectory;
    }

    public IReadOnlyList<string> Files { get; private set; } = [];

    public IReadOnlyList<string> EnvFilesRead { get; private set; } = [];

    /// <summary>What the files of <see cref="EnvFilesRead"/> say.</summary>
    public IReadOnlyList<EnvFile> EnvFiles => _envFiles;

    public string ProjectDirectory { get; private set; }

    public VariableSet Variables { get; }

    public IReadOnlyList<string> Profiles { get; private set; } = [];

    public bool RequireEnv => _request.RequireEnv;

    public static ProjectStart Find(ComposeRequest request, IFileProvider files, ComposeProblems problems)
    {
        var start = new ProjectStart(request, files, problems);
        start.Run();
        return start;
    }

    /// <summary>The option, <c>COMPOSE_PROJECT_NAME</c>, the top-level <c>name</c>, or the folder's name; cleaned but for the option.</summary>
    public string NameFor(ModelMap model)
    {
        var name = model["name"] as ModelScalar;
        var given = _request.ProjectName ?? Value("COMPOSE_PROJECT_NAME");
        if (!string.IsNullOrEmpty(given))
            return Normalize(given!);
        if (name is { IsNull: false })
        {
            var normalized = Normalize(name.Text);
            if (normalized.Length == 0)
                _problems.Invalid(name.Span, "project name must not be empty: it needs a letter or a digit");
            return normalized;
        }

        return FolderName();
    }

    private void Run()
    {
        var named = _request.HasComposeFiles && _request.Files.Count > 0;
        if (named)
            ProjectDirectory = FolderOf(_request.Files[0]);
        if (_request.ProjectDirectory is { } directory)
            ProjectDirectory = DeploymentPath.Resolve(_request.WorkingDirectory, directory);

        ReadEnvFiles();
        var paths = !_request.HasComposeFiles ? [] : named ? _request.Files : FromVariable() ?? Discover();
        Files = [.. paths.Select(path => path == "-" ? path : DeploymentPath.Resolve(_request.WorkingDirectory, path))];
        if (!named && _request.ProjectDirectory is null && Files.Count > 0)
        {
            ProjectDirectory = FolderOf(Files[0]);
            ReadEnvFiles();
        }

        if (EnvFilesRead.Count == 0)
            Variables.AddFiles(ReadAll(_request.ExampleEnvFiles, required: false), _problems, VariableOrigin.SuppliedAtDeploy);

        // An empty name is one, too: Compose has it whenever the variable is empty or not set.
        Profiles = _request.Profiles.Count > 0 ? _request.Profiles : [.. Parts("COMPOSE_PROFILES", ',')];
        var name = _request.ProjectName ?? Value("COMPOSE_PROJECT_NAME");
        if (!string.IsNullOrEmpty(name) && Normalize(name!) != name)
            RefuseName(_request.ProjectName is null ? Variables.Find("COMPOSE_PROJECT_NAME")?.Span : null);
        var projectName = string.IsNullOrEmpty(name) ? TopLevelName() ?? FolderName() : Normalize(name!);
        Variables.Define(new VariableDefinition("COMPOSE_PROJECT_NAME", projectName, VariableOrigin.ProjectName, span: null));
    }

    /// <summary>A name that is given must be right as it is; one that a file or a folder has is made right.</summary>
    private void RefuseName(SourceSpan? span)
    {
        var text = RuleTexts.DeploymentInvalid.Default("the project name must have only lower-case letters, digits, '-' and '_', and begin with a letter or a digit");
        _problems.Add(new ComposeProblem(text, span?.File.Path ?? ProjectDirectory, span, "COMPOSE_PROJECT_NAME"));
    }

    private string FolderOf(string file) =>
        file == "-" ? _request.WorkingDirectory : DeploymentPath.FolderOf(DeploymentPath.Resolve(_request.WorkingDirectory, file));

    private string? Value(string variable) => Variables.Find(variable)?.Value;

    private IReadOnlyList<string> List(string variable, char separator) =>
        [.. Parts(variable, separator).Where(part => part.Length > 0)];

    private IEnumerable<string> Parts(string variable, char separator) => (Value(variable) ?? "").Split(separator).Select(part => part.Trim());

    /// <summary><c>--env-file</c>, else <c>COMPOSE_ENV_FILES</c>, else <c>.env</c> in the project's folder.</summary>
    private void ReadEnvFiles()
    {
        var named = _request.EnvFiles.Count > 0 ? _request.EnvFiles : List("COMPOSE_ENV_FILES", ',');
        var paths = named.Count > 0
            ? named.Select(path => DeploymentPath.Resolve(_request.WorkingDirectory, path))
            : [ProjectDirectory + "/.env"];
        if (named.Count == 0 && Value("COMPOSE_DISABLE_ENV_FILE") is "1" or "true")
            return;
        var read = Variables.AddFiles(ReadAll(paths, required: named.Count > 0), _problems);
        foreach (var nameless in read.SelectMany(file => file.Entries).Where(entry => entry.Key.Length == 0))
            _problems.Invalid(nameless.KeySpan, "a value without a name: Compose cannot put it into its environment");
        _envFiles.AddRange(read);
        EnvFilesRead = [.. _envRead];
    }

    private List<SourceFile> ReadAll(IEnumerable<string> paths, bool required)
    {
        var read = new List<SourceFile>();
        foreach (var path in paths)
        {
            if (!_envRead.Add(path))
                continue;
            var answer = _files.Read(path);
            if (answer.File is { } file)
            {
                read.Add(file);
                continue;
            }

            _envRead.Remove(path);
            if (answer.Status == FileStatus.Unreadable || (required && answer.Status == FileStatus.Missing))
            {
                _problems.Add(FileProblem.Of(path, answer));
            }
        }

        return read;
    }

    private IReadOnlyList<string>? FromVariable()
    {
        if (Value("COMPOSE_FILE") is not { Length: > 0 } list)
            return null;
        var paths = Split(list, Value("COMPOSE_PATH_SEPARATOR"));

        // What the shell lists, Compose also takes apart before it knows of any .env, and wants each file that it gets that way.
        if (Variables.Find("COMPOSE_FILE")!.Origin == VariableOrigin.Shell)
            paths = Split(list, _request.Shell.TryGetValue("COMPOSE_PATH_SEPARATOR", out var own) ? own : null).Union(paths, StringComparer.Ordinal);
        return [.. paths.Select(path => DeploymentPath.Resolve(_request.WorkingDirectory, path))];
    }

    private static IEnumerable<string> Split(string list, string? separator) =>
        list.Split([string.IsNullOrEmpty(separator) ? ":" : separator!], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The nearest folder upwards that has a compose file, with its override beside it.</summary>
    private IReadOnlyList<string> Discover()
    {
        for (var folder = ProjectDirectory; ; folder = DeploymentPath.FolderOf(folder))
        {
            var prefix = folder == "/" ? "/" : folder + "/";
            if (Array.Find(DefaultNames, name => _files.Read(prefix + name).Status != FileStatus.Missing) is { } found)
            {
                var overlay = Array.Find(OverrideNames, name => _files.Read(prefix + name).Status != FileStatus.Missing);
                return overlay is null ? [prefix + found] : [prefix + found, prefix + overlay];
            }

            if (DeploymentPath.FolderOf(folder) == folder)
                break;
        }

        _problems.Add(new ComposeProblem(
            RuleTexts.FileUnreadable.Default(DeploymentPath.NameOf(ProjectDirectory), "there is no compose file in this folder or above it"), ProjectDirectory, span: null, "compose file"));
        return [];
    }

    private string? TopLevelName()
    {
        string? found = null;
        foreach (var path in Files)
        {
            if (_files.Read(path).File is not { } file || file.Text.IndexOf("name:", StringComparison.Ordinal) < 0)
                continue;
            foreach (var document in Yaml.YamlReader.Read(file, _request.Limits).Documents)
            {
                if (document is not Yaml.YamlMapping root)
                    continue;
                foreach (var entry in root.Entries)
                {
                    if (entry is { Key: Yaml.YamlScalar { Value: "name" }, Value: Yaml.YamlScalar name } && name.Value.Length > 0)
                        found = _request.Interpolate ? Template.Expand(name.Value, Variables.Find).Value : name.Value;
                }
            }
        }

        return found is null ? null : Normalize(found);
    }

    private string FolderName()
    {
        var name = Normalize(DeploymentPath.NameOf(ProjectDirectory));
        return name.Length > 0 ? name : "default";
    }

    /// <summary>Lower case; letters, digits, <c>-</c> and <c>_</c>; no leading sign.</summary>
    private static string Normalize(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.ToLowerInvariant())
        {
            if (c is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (c is '-' or '_' && text.Length > 0))
                text.Append(c);
        }

        return text.ToString();
    }
}
