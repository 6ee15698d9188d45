using Koda.Lint.Text;

namespace Koda.Lint.Proxy;

/// <summary>How a reader gets at the other files that a configuration names. Readers themselves touch no disk.</summary>
public sealed class IncludeSource
{
    private readonly Func<string, SourceFile?> _open;
    private readonly Func<string, IEnumerable<string>?> _list;

    /// <summary>Reaches other files through a host.</summary>
    /// <param name="open">Opens a path, relative to the main file's root or absolute, with <c>/</c>; null when it is not in the tree.</param>
    /// <param name="list">Names the files of a folder, without their folder; null when it cannot be listed, as without this argument.</param>
    public IncludeSource(Func<string, SourceFile?> open, Func<string, IEnumerable<string>?>? list = null)
    {
        _open = open;
        _list = list ?? (_ => null);
    }

    /// <summary>Reaches nothing: every reference is broken.</summary>
    public static IncludeSource None { get; } = new(_ => null);

    /// <summary>Opens one file.</summary>
    /// <param name="path">The path, with <c>/</c>.</param>
    public SourceFile? Open(string path) => _open(path);

    /// <summary>The paths that match a pattern in their last segment, in ordinal order; null when that cannot be known.</summary>
    /// <param name="pattern">A path whose last segment has <c>*</c>, <c>?</c> or <c>[…]</c>.</param>
    public IReadOnlyList<string>? Match(string pattern)
    {
        var (folder, mask) = SplitFolder(pattern);
        if (Glob.IsPattern(folder) || _list(folder) is not { } names)
            return null;
        var glob = new Glob(mask, separator: '/');
        return [.. names.Where(n => (n.Length > 0 && n[0] != '.') || mask[0] == '.')
            .Where(glob.IsMatch)
            .OrderBy(n => n, StringComparer.Ordinal)
            .Select(n => Join(folder, n))];
    }

    /// <summary>A path as seen from a folder: absolute paths stay, the others are joined, and <c>.</c> and <c>..</c> are resolved.</summary>
    /// <param name="folder">The folder, or an empty string.</param>
    /// <param name="path">The path.</param>
    internal static string Resolve(string folder, string path)
    {
        path = path.Replace('\\', '/');
        if (path.StartsWith('/') || folder.Length == 0)
            folder = "";
        var isRooted = (folder.Length > 0 ? folder : path).StartsWith('/');
        var segments = new List<string>();
        foreach (var segment in (folder + "/" + path).Split('/'))
        {
            if (segment.Length == 0 || segment == ".")
                continue;
            if (segment != "..")
                segments.Add(segment);
            else if (segments.Count > 0 && segments[segments.Count - 1] != "..")
                segments.RemoveAt(segments.Count - 1);
            else if (!isRooted)
                segments.Add(segment);
        }

        return (isRooted ? "/" : "") + string.Join("/", segments);
    }

    /// <summary>The folder of a path, without a trailing slash.</summary>
    /// <param name="path">The path of a file.</param>
    internal static string FolderOf(string path) => SplitFolder(path.Replace('\\', '/')).Folder;

    private static (string Folder, string Name) SplitFolder(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? ("", path) : (slash == 0 ? "/" : path.Substring(0, slash), path.Substring(slash + 1));
    }

    private static string Join(string folder, string name) =>
        folder.Length == 0 ? name : folder.EndsWith('/') ? folder + name : folder + "/" + name;
}
