using Koda.Lint.Companions;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz;

/// <summary>
/// The files of a deployment in one text, so that a fuzzer can move between them: a line <c>=== NAME</c> begins a file, what stands before the
/// first is <c>docker-compose.yml</c>.
/// </summary>
public sealed class DeploymentText : IFolderProvider
{
    /// <summary>The folder that the files lie in.</summary>
    public const string Folder = "/srv/fuzz";

    private const string Mark = "=== ";
    private const int MostFiles = 12;

    private readonly Dictionary<string, FileAnswer> _files = new(StringComparer.Ordinal);
    private readonly List<string> _paths = [];

    private DeploymentText()
    {
    }

    /// <summary>The files' paths in the order of the text.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Those that are Compose files of the deployment by their names.</summary>
    public IReadOnlyList<string> ComposeFiles => [.. _paths.Where(IsComposeFile)];

    /// <summary>Those that stand beside the Compose files.</summary>
    public IReadOnlyList<string> Companions => [.. _paths.Where(path => !IsComposeFile(path) && CompanionFileName.KindOf(path) is not (CompanionKind.None or CompanionKind.Dockerfile))];

    /// <summary>Reads a text's files. Of two with one name the first counts; past a dozen a mark is text like any other.</summary>
    /// <param name="text">The text.</param>
    public static DeploymentText Split(string text)
    {
        var files = new DeploymentText();
        var name = "docker-compose.yml";
        var start = 0;
        for (var at = 0; at < text.Length && files._paths.Count < MostFiles;)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end;
            if (string.CompareOrdinal(text, at, Mark, 0, Mark.Length) == 0)
            {
                if (at > 0)
                    files.Add(name, text[start..at]);
                name = text[(at + Mark.Length)..end].TrimEnd('\r');
                start = Math.Min(text.Length, end + 1);
            }

            at = end + 1;
        }

        files.Add(name, text[start..]);
        return files;
    }

    /// <inheritdoc />
    public FileAnswer Read(string path) => _files.TryGetValue(path, out var answer) ? answer : FileAnswer.Missing;

    /// <inheritdoc />
    public bool FileExists(string path) => _files.ContainsKey(path);

    /// <inheritdoc />
    public bool FolderExists(string path) => _paths.Exists(file => DeploymentPath.FolderOf(file) == path);

    /// <inheritdoc />
    public IReadOnlyList<string>? FileNames(string folder) => [.. _paths.Where(path => DeploymentPath.FolderOf(path) == folder).Select(DeploymentPath.NameOf)];

    private static bool IsComposeFile(string path) =>
        DeploymentPath.NameOf(path) is var name && name.StartsWith("docker-compose", StringComparison.Ordinal) && name.EndsWith(".yml", StringComparison.Ordinal);

    private void Add(string name, string text)
    {
        var path = DeploymentPath.Resolve(Folder, name);
        if (_files.TryAdd(path, FileAnswer.Of(new SourceFile(path, text))))
            _paths.Add(path);
    }
}
