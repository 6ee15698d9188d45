#if NET
using Koda.Lint.Files;

namespace Koda.Lint.Fixes;

/// <summary>Which files a fix may write: those that really lie below a folder, whatever links lead to them.</summary>
public sealed class FixScope
{
    private const int MaxLinks = 40;

    private readonly string _root;

    /// <summary>Allows a folder.</summary>
    /// <param name="root">The folder, absolute.</param>
    public FixScope(string root) => _root = RealPath(root) ?? root;

    /// <summary>Why a file must not be written, as the end of a sentence; null when it may be.</summary>
    /// <param name="path">The file, absolute, or what stands for standard input.</param>
    public string? WhyNot(string path)
    {
        if (!DeploymentPath.IsAbsolute(path))
            return "it is standard input";
        if (RealPath(path) is not { } real)
            return "its links lead nowhere";
        return real.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal) ? null : "it lies outside of the folder that was named";
    }

    /// <summary>The path without symbolic links; null when they lead in a circle or nowhere.</summary>
    internal static string? RealPath(string path)
    {
        var links = 0;
        var real = "";
        var parts = new Stack<string>(PartsOf(path));
        if (path.Length > 1 && path[1] == ':')
            real = parts.Pop();
        while (parts.Count > 0)
        {
            var next = real + "/" + parts.Pop();
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is not { } target)
            {
                if (!info.Exists)
                    return null;
                real = next;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            var resolved = DeploymentPath.Resolve(real.Length == 0 ? "/" : real, target);
            foreach (var part in PartsOf(resolved))
                parts.Push(part);
            real = "";
        }

        return real.Length == 0 ? "/" : real;
    }

    /// <summary>The last one first, as a stack takes them.</summary>
    private static IEnumerable<string> PartsOf(string path) => Enumerable.Reverse(path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
}
#endif
