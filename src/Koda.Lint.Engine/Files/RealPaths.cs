namespace Koda.Lint.Files;

/// <summary>
/// The real paths that one run asks for. Every folder on the way to a file is looked at once: a tree of ten thousand deployments asks for the same few again
/// and again. Not thread-safe.
/// </summary>
internal sealed class RealPaths
{
    /// <summary>No system takes a longer path, in characters.</summary>
    private const int MaxLength = 4096;

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <summary>As <see cref="RealPath.Of"/>.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    public string? Of(string path)
    {
        var folder = DeploymentPath.FolderOf(path);
        if (!UnixFile.IsSupported || folder == path || path.Length > MaxLength)
            return RealPath.Of(path);
        if (OfFolder(folder) is not { } real)
            return null;
        var here = real == folder ? path : DeploymentPath.Resolve(real, DeploymentPath.NameOf(path));
        return RealPath.IsLink(here) switch
        {
            true => RealPath.Of(here),
            false => here,
            null => null,
        };
    }

    private string? OfFolder(string folder)
    {
        // One that is not there may be made while the run goes on.
        if (!_folders.TryGetValue(folder, out var real) && (real = Of(folder)) is not null)
            _folders.Add(folder, real);
        return real;
    }
}
