using System.Text;
using Koda.Lint.Compose;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Conformance.Tests;

/// <summary>A case recorded by running Docker Compose: a folder of inputs, a command line, and what it answered.</summary>
public sealed record RecordedCase(string Name, string Command, int ExitCode, IReadOnlyList<string> Tags)
{
    public static string Root { get; } = AppContext.BaseDirectory;

    public string Folder => Path.Combine(Root, "cases", Name);

    public static IReadOnlyList<RecordedCase> All { get; } = [.. File.ReadLines(Path.Combine(Root, "cases.tsv")).Skip(1).Select(Parse)];

    /// <summary>The accepted answers: the recorded one and its alternatives.</summary>
    public IEnumerable<string> Expected(string extension) =>
        Directory.EnumerateFiles(Folder, "expected*." + extension).Order(StringComparer.Ordinal).Select(File.ReadAllText);

    public ComposeProject Load() => LoadFrom(Folder, new Dictionary<string, string>());

    /// <summary>Loads the case's files from another folder, in a shell that has more variables.</summary>
    public ComposeProject LoadFrom(string folder, IReadOnlyDictionary<string, string> surroundings) =>
        ComposeLoader.Load(Request(folder, surroundings), new FolderFiles(folder));

    /// <summary>The command line as the options that a host would hand over.</summary>
    public ComposeRequest Request() => Request(Folder, new Dictionary<string, string>());

    private ComposeRequest Request(string folder, IReadOnlyDictionary<string, string> surroundings)
    {
        var words = Words(Command.Replace("{COMPOSE}", "compose", StringComparison.Ordinal));
        var shell = surroundings.ToDictionary();
        var at = 0;
        for (; words[at] != "compose"; at++)
        {
            var equals = words[at].IndexOf('=', StringComparison.Ordinal);
            shell[words[at][..equals]] = words[at][(equals + 1)..];
        }

        List<string> files = [], envFiles = [], profiles = [], services = [];
        string? project = null, directory = null;
        var interpolate = true;
        for (at++; at < words.Count && words[at] != "<"; at++)
        {
            switch (words[at])
            {
                case "-f":
                    files.Add(words[++at]);
                    break;
                case "--env-file":
                    envFiles.Add(words[++at]);
                    break;
                case "--profile":
                    profiles.Add(words[++at]);
                    break;
                case "-p":
                    project = words[++at];
                    break;
                case "--project-directory":
                    directory = words[++at];
                    break;
                case "--no-interpolate":
                    interpolate = false;
                    break;
                case "--format":
                    at++;
                    break;
                case "config" or "--profiles":
                    break;
                default:
                    services.Add(words[at]);
                    break;
            }
        }

        return new ComposeRequest
        {
            WorkingDirectory = folder,
            Files = files,
            EnvFiles = envFiles,
            Profiles = profiles,
            ProjectName = project,
            ProjectDirectory = directory,
            Services = services,
            Shell = shell,
            HomeDirectory = "/home/oracle",
            Interpolate = interpolate,
        };
    }

    public override string ToString() => Name;

    private static RecordedCase Parse(string line)
    {
        var columns = line.Split('\t');
        return new RecordedCase(Path.GetFileName(columns[0]), columns[1], int.Parse(columns[2], System.Globalization.CultureInfo.InvariantCulture), columns[4].Split(','));
    }

    /// <summary>Words of a shell command; the recorded ones use quotes only around whole values.</summary>
    private static List<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        foreach (var c in command + " ")
        {
            if (quote == '\0' && c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (c == ' ' && quote == '\0')
            {
                if (word.Length > 0)
                    words.Add(word.ToString());
                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }

        return words;
    }

    private sealed class FolderFiles(string folder) : IFileProvider
    {
        public FileAnswer Read(string path)
        {
            if (path == "-")
                path = Path.Combine(folder, "in.txt");
            if (Directory.Exists(path))
                return FileAnswer.Unreadable("it is a folder");
            return File.Exists(path) ? FileAnswer.Of(new SourceFile(path, File.ReadAllText(path))) : FileAnswer.Missing;
        }
    }
}
