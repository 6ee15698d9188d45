namespace Koda.Lint.Analyzers.Tests;

/// <summary>Source files of this repository, to be judged as code.</summary>
internal static class SourceFiles
{
    /// <summary>Those below a folder that somebody wrote, in the order of their paths.</summary>
    public static IReadOnlyList<(string Path, string Text)> Below(string folder, string pattern = "*.cs") =>
    [
        .. Directory.EnumerateFiles(Repository.PathTo(folder), pattern, SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path))),
    ];
}
