using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy;

/// <summary>How a reader gets at the other files that a configuration names. Readers themselves touch no disk.</summary>
public sealed class IncludeSource
{
    private readonly Func<string, SourceFile?> _open;
    private readonly Func<string, IEnumerable<string>?> _list;

    /// <summary>Reaches other files through a host.</summary>
    /// <param name="open">Opens a path as <see cref="DeploymentPath"/> makes them; null when it is not in the tree.</param>
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
        var folder = DeploymentPath.FolderOf(pattern);
        var mask = DeploymentPath.NameOf(pattern);
        if (Glob.IsPattern(folder) || mask.Length == 0 || _list(folder) is not { } names)
            return null;
        var glob = new Glob(mask, separator: '/');
        return [.. names.Where(n => (n.Length > 0 && n[0] != '.') || mask[0] == '.')
            .Where(glob.IsMatch)
            .OrderBy(n => n, StringComparer.Ordinal)
            .Select(n => DeploymentPath.Resolve(folder, n))];
    }

    /// <summary>A path as a file names it, seen from that file's folder.</summary>
    /// <param name="file">The path of the file that has it.</param>
    /// <param name="path">The path as written.</param>
    internal static string Resolve(string file, string path) => DeploymentPath.Resolve(DeploymentPath.FolderOf(file), path);
}
