namespace Koda.Lint.Build;

/// <summary>Paths of MSBuild as the engine names them.</summary>
internal static class PathText
{
    /// <summary>An absolute path with <c>/</c>, without <c>..</c> and without a separator at its end.</summary>
    public static string Clean(string path)
    {
        var clean = Path.GetFullPath(path);
        if (Path.DirectorySeparatorChar != '/')
            clean = clean.Replace(Path.DirectorySeparatorChar, '/');
        return clean.Length > 1 ? clean.TrimEnd('/') : clean;
    }
}
