namespace Koda.Lint.Files;

/// <summary>Paths as people in a folder call them.</summary>
public static class RelativePath
{
    /// <summary>
    /// A path as seen from a folder, with <c>..</c> where it lies outside; the path itself when the two share nothing but the file system's root.
    /// </summary>
    /// <param name="folder">An absolute, clean folder.</param>
    /// <param name="path">A path; one that is not absolute, such as <c>-</c>, stays as it is.</param>
    public static string From(string folder, string path) => DeploymentPath.SeenFrom(folder, path, throughRoot: false);
}
