using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>
/// A deployment in memory, and what the rules find in it. <c>«</c> and <c>»</c> in a file's text mark where a rule must report: the text without
/// them is what is judged, and a finding has to cover exactly what stands between them.
/// </summary>
internal sealed class Deploying : IFolderProvider
{
    private const string Folder = "/srv/stack/";

    private static readonly string[] ExampleEndings = [".example", ".sample", ".template", ".dist"];

    private readonly Dictionary<string, FileAnswer> _files = new(StringComparer.Ordinal);
    private readonly List<string> _composeFiles = [];
    private readonly List<string> _companions = [];
    private readonly List<string> _marks = [];
    private readonly List<FileFact> _facts = [];
    private readonly List<string> _envFiles = [];
    private DeploymentEnvironment _environment;
    private DeploymentPolicy _policy = DeploymentPolicy.Default;
    private bool _requireEnv;
    private IReadOnlyList<Finding>? _findings;

    private Deploying()
    {
    }

    /// <summary>A deployment of one Compose file.</summary>
    public static Deploying Compose(string yaml) => Files(("docker-compose.yml", yaml));

    /// <summary>A deployment of files; its Compose files are merged in this order.</summary>
    public static Deploying Files(params (string Name, string Text)[] files)
    {
        var deploying = new Deploying();
        foreach (var (name, text) in files)
            deploying.And(name, text);
        return deploying;
    }

    /// <summary>Whether a file is part of the deployment by itself, and not only when another one names it.</summary>
    public static bool IsPart(string name) => IsComposeFile(name) || CompanionFileName.StandsAlone(name);

    /// <summary>Whether a file is one of Docker Compose's.</summary>
    public static bool IsComposeFile(string name) =>
        DeploymentPath.NameOf(name) is var file && (file.EndsWith(".yml", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal))
        && file.Contains("compose", StringComparison.Ordinal);

    public Deploying And(string name, string text, bool hasByteOrderMark = false)
    {
        var path = Folder + name;
        var file = new SourceFile(path, Unmark(name, text)) { HasByteOrderMark = hasByteOrderMark };
        _files.Add(path, FileAnswer.Of(file));
        if (IsComposeFile(name))
            _composeFiles.Add(path);
        else if (CompanionFileName.KindOf(path) is not (CompanionKind.None or CompanionKind.Dockerfile))
            _companions.Add(path);
        return this;
    }

    /// <summary>Adds an env file that the host names in the place of <c>.env</c>.</summary>
    public Deploying AndEnvFile(string name, string text)
    {
        _envFiles.Add(Folder + name);
        return And(name, text);
    }

    /// <summary>Has the host say that it was not given a file.</summary>
    public Deploying Without(string name)
    {
        _files.Add(Folder + name, FileAnswer.NotSupplied);
        return this;
    }

    /// <summary>Has a file be there without giving its text.</summary>
    public Deploying Unreadable(string name, FileAnswer answer)
    {
        _files.Add(DeploymentPath.Clean(Folder + name), answer);
        return this;
    }

    /// <summary>Has a file beside the Compose files be there without giving its text.</summary>
    public Deploying UnreadableCompanion(string name, FileAnswer answer)
    {
        _companions.Add(Folder + name);
        return Unreadable(name, answer);
    }

    public Deploying InProduction() => In(DeploymentEnvironment.Production);

    public Deploying InDevelopment() => In(DeploymentEnvironment.Development);

    public Deploying RequiringEnv()
    {
        _requireEnv = true;
        return this;
    }

    public Deploying Under(DeploymentPolicy policy)
    {
        _policy = policy;
        return this;
    }

    public Deploying Seeing(FileFact fact)
    {
        _facts.Add(fact with { Path = Folder + fact.Path });
        return this;
    }

    /// <summary>A fact of a file, with the place where findings about it point: its start.</summary>
    public Deploying SeeingAtFault(FileFact fact)
    {
        _marks.Add(fact.Path + " 1:1-1:1");
        return Seeing(fact);
    }

    public FileAnswer Read(string path) => _files.TryGetValue(path, out var answer) ? answer : FileAnswer.Missing;

    public bool FileExists(string path) => _files.ContainsKey(path);

    public bool FolderExists(string path) => _files.Keys.Any(file => DeploymentPath.FolderOf(file) == path);

    public IReadOnlyList<string>? FileNames(string folder) =>
        [.. _files.Keys.Where(path => DeploymentPath.FolderOf(path) == folder).Select(DeploymentPath.NameOf)];

    /// <summary>All findings.</summary>
    public IReadOnlyList<Finding> Findings => _findings ??= DeploymentJudge.Judge(Deployment);

    /// <summary>The findings of one rule.</summary>
    public IReadOnlyList<Finding> Of(string rule) => [.. Findings.Where(finding => finding.Rule.Id == rule)];

    /// <summary>Asserts that a rule reports what is marked and nothing else, all of it with one severity; gives the findings.</summary>
    public IReadOnlyList<Finding> Reports(string rule, Severity severity = Severity.Error)
    {
        Assert.NotEmpty(_marks);
        var found = Of(rule);
        Assert.Equal(_marks.Select(mark => mark + " " + severity).Order(StringComparer.Ordinal), found.Select(Show).Order(StringComparer.Ordinal));
        Assert.All(found, finding => Assert.Equal("stack", finding.Deployment));
        return found;
    }

    /// <summary>Asserts that a rule reports nothing.</summary>
    public void IsSilentOn(params string[] rules)
    {
        Assert.Empty(_marks);
        Assert.Equal([], Findings.Where(finding => rules.Contains(finding.Rule.Id)).Select(finding => finding.Rule.Id + " " + Show(finding)));
    }

    /// <summary><c>file line:column-line:column Severity</c>.</summary>
    public static string Show(Finding finding) => Show(finding.Location) + " " + finding.Severity;

    /// <summary><c>file line:column-line:column</c>.</summary>
    public static string Show(Location location) => NameOf(location) + " " + location.Start + "-" + location.End;

    /// <summary>The path that the test gave.</summary>
    public static string NameOf(Location location) => DeploymentPath.RelativeTo(Folder[..^1], location.Path);

    public Deployment Deployment => DeploymentOf(ComposeLoader.Load(
        new ComposeRequest
        {
            WorkingDirectory = Folder[..^1],
            Files = _composeFiles,
            HasComposeFiles = _composeFiles.Count > 0 || _companions.Count == 0,
            EnvFiles = _envFiles,
            ExampleEnvFiles = [.. ExampleEndings.Select(ending => Folder + ".env" + ending)],
            RequireEnv = _requireEnv,
        },
        this));

    private Deployment DeploymentOf(ComposeProject project) => new()
    {
        Name = "stack",
        Project = project,
        Companions = CompanionReader.Read(project, _companions, this),
        Environment = _environment,
        HasProductionFiles = _composeFiles.Exists(path => path.Contains(".prod.", StringComparison.Ordinal) || path.Contains(".release.", StringComparison.Ordinal)),
        Policy = _policy,
        LookAtFiles = _ => _facts,
    };

    private Deploying In(DeploymentEnvironment environment)
    {
        _environment = environment;
        return this;
    }

    private string Unmark(string name, string text)
    {
        var plain = text.Replace("«", "").Replace("»", "");
        var file = new SourceFile(name, plain);
        var start = -1;
        var marksBefore = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('«' or '»'))
                continue;
            var offset = i - marksBefore++;
            if (text[i] == '«')
                start = offset;
            else
                _marks.Add(Show(new SourceSpan(file, start, offset).ToLocation()));
        }

        return plain;
    }
}
