namespace Koda.Lint.Files;

/// <summary>Paths as people in a folder call them.</summary>
public static class RelativePath
{
    /// <summary>
    /// A path as seen from a folder, with <c>..</c> where it lies outside; the path itself when the two share nothing but the file system's root.
    /// </summary>
    /// <param name="folder">An absolute, clean folder.</param>
    /// <param name="path">A path; one that is not absolute, such as <c>-</c>, stays as it is.</param>
    public static string From(string folder, string path)
    {
        if (!DeploymentPath.IsAbsolute(path))
            return path;
        var from = folder.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var to = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var shared = 0;
        while (shared < from.Length && shared < to.Length && from[shared] == to[shared])
            shared++;
        if (shared == 0 && from.Length > 0)
            return path;
        var parts = Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared));
        var relative = string.Join("/", parts);
        return relative.Length == 0 ? "." : relative;
    }
}
