using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Engine.Tests.Discovery;

/// <summary>Which folders are walked, against git's own word on what it ignores.</summary>
public sealed class IgnoreRulesAgainstGitTests
{
    private static readonly string[] Names = ["a", "b", "ab", "a.b", "x-y", "A", "#c", "!d", "[e]", "f g"];

    private static readonly string[] Patterns =
    [
        "a", "/a", "a/", "/a/b", "a/b/", "*", "!a", "!/b/", "?", "??", "a*", "*b", "a.?", "[ab]", "[!ab]", "[^a-c]", "[]a]", "[a", "\\#c", "\\!d", "#c", "!d",
        "\\[e\\]", "**", "**/b", "a/**", "a/**/b", "/**/ab", "a**b", "**a", "f g", "f\\ g", "a ", "b\\ ", "a/*", "*/b", "", "   ", "!", "/", "x[-]y", "x-y/**/a",
    ];

    [Fact]
    public void The_folders_of_a_walk_are_those_that_git_does_not_ignore()
    {
        var git = OracleProgram.Require(["git"], "--version");
        var random = new Random(20261123);
        for (var round = 0; round < 12 * OracleProgram.Rounds; round++)
        {
            using var folder = new TemporaryFolder();
            Run(git, folder, "init", "-q");
            var folders = MakeFolders(folder, random);
            folder.Write(".gitignore", RandomPatterns(random));
            folder.Write(folders[random.Next(folders.Count)] + "/.gitignore", RandomPatterns(random));

            // A repository's own rules alone: not those of whoever runs the tests.
            Run(git, folder, "config", "core.excludesFile", "/dev/null");
            var walked = new FolderWalk(new DiskFileProvider()).ListTree(folder.Path).Select(listing => RelativePath.From(folder.Path, listing.Path)).Order(StringComparer.Ordinal).ToList();

            var expected = NotIgnored(git, folder, folders);
            Assert.True(expected.SequenceEqual(walked), string.Join('\n', Directory.GetFiles(folder.Path, ".gitignore", SearchOption.AllDirectories).Select(file => file + ":\n" + File.ReadAllText(file)))
                + "\nonly git: " + string.Join(", ", expected.Except(walked)) + "\nonly walked: " + string.Join(", ", walked.Except(expected)));
        }
    }

    private static List<string> MakeFolders(TemporaryFolder folder, Random random)
    {
        var made = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < 40; i++)
        {
            var path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));
            folder.Write(path + "/file", "");
            for (; path.Length > 0; path = path.Contains('/') ? path[..path.LastIndexOf('/')] : "")
                made.Add(path);
        }

        return [.. made.Order(StringComparer.Ordinal)];
    }

    private static string RandomPatterns(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Patterns[random.Next(Patterns.Length)] + (random.Next(8) == 0 ? "\r\n" : "\n")));

    /// <summary>Folders that git would look into; a folder below an ignored one is ignored with it.</summary>
    private static List<string> NotIgnored(string git, TemporaryFolder folder, List<string> folders)
    {
        var answer = OracleProgram.Run(
            git, ["check-ignore", "--no-index", "--stdin", "-z"], folder.Path, new Dictionary<string, string>(), string.Join('\0', folders) + "\0");
        var ignored = answer.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        return [.. folders.Where(path => !ignored.Contains(path) && !ignored.Any(parent => path.StartsWith(parent + "/", StringComparison.Ordinal)))
            .Prepend(".").Order(StringComparer.Ordinal)];
    }

    private static void Run(string git, TemporaryFolder folder, params string[] arguments) =>
        Assert.Equal(0, OracleProgram.Run(git, arguments, folder.Path, new Dictionary<string, string>()).ExitCode);
}
