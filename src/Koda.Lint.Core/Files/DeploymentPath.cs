namespace Koda.Lint.Files;

/// <summary>
/// Paths as Docker Compose joins and cleans them, without asking the machine. Both separators are understood; a Windows
/// drive makes a path absolute, as Compose has it on every system.
/// </summary>
public static class DeploymentPath
{
    /// <summary>Whether a path does not depend on a folder.</summary>
    /// <param name="path">A path.</param>
    public static bool IsAbsolute(string path) =>
        path.Length > 0 && (path[0] == '/' || path.StartsWith("\\\\", StringComparison.Ordinal) || IsWindowsDrive(path));

    /// <summary>Whether a path starts with a drive: <c>c:/</c> or <c>c:\</c>.</summary>
    /// <param name="path">A path.</param>
    public static bool IsWindowsDrive(string path) =>
        path.Length >= 3 && path[1] == ':' && path[2] is '/' or '\\' && path[0] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    /// <summary>A path seen from a folder, cleaned; an absolute path only cleaned.</summary>
    /// <param name="folder">An absolute folder.</param>
    /// <param name="path">A path as a file has it.</param>
    public static string Resolve(string folder, string path)
    {
        if (IsAbsolute(path))
            return Clean(path);
        return path.Length == 0 ? Clean(folder) : Clean(folder + "/" + path);
    }

    /// <summary>The folder that holds a file; <c>.</c> for a bare name.</summary>
    /// <param name="path">A file's path.</param>
    public static string FolderOf(string path)
    {
        var slash = LastSeparator(path);
        return slash < 0 ? "." : slash == 0 ? "/" : slash == 2 && IsWindowsDrive(path) ? path.Substring(0, 3) : path.Substring(0, slash);
    }

    /// <summary>The part behind the last separator.</summary>
    /// <param name="path">A path.</param>
    public static string NameOf(string path) => path.Substring(LastSeparator(path) + 1);

    /// <summary>Removes <c>.</c>, <c>..</c>, doubled and trailing separators, as Go's <c>path.Clean</c> does. An empty path is <c>.</c>.</summary>
    /// <param name="path">A path.</param>
    public static string Clean(string path)
    {
        if (IsClean(path))
            return path;

        var drive = IsWindowsDrive(path) ? path.Substring(0, 2) : "";
        var rest = drive.Length > 0 ? path.Substring(2) : path;
        var rooted = rest.Length > 0 && IsSeparator(rest[0], drive.Length > 0);
        var parts = new List<string>();
        foreach (var part in Split(rest, drive.Length > 0))
        {
            if (part.Length == 0 || part == ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[parts.Count - 1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (!rooted)
                parts.Add(part);
        }

        var cleaned = drive + (rooted ? "/" : "") + string.Join("/", parts);
        return cleaned.Length == 0 ? "." : cleaned;
    }

    /// <summary>A path as seen from a folder, when it lies below it; else the path itself.</summary>
    /// <param name="folder">An absolute, clean folder.</param>
    /// <param name="path">An absolute, clean path.</param>
    public static string RelativeTo(string folder, string path)
    {
        var prefix = folder.Length > 0 && folder[folder.Length - 1] == '/' ? folder : folder + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path.Substring(prefix.Length) : path;
    }

    /// <summary>A path as seen from a folder, through <c>..</c> when it does not lie below it, as Go's <c>filepath.Rel</c> sees it.</summary>
    /// <param name="folder">An absolute, clean folder.</param>
    /// <param name="path">A path; one that is not absolute, or lies on another drive, is returned as it is.</param>
    /// <param name="throughRoot">Whether to see it also through the file system's root; if not, one that shares nothing but the root is returned as it is.</param>
    public static string SeenFrom(string folder, string path, bool throughRoot = true)
    {
        if (!IsAbsolute(folder) || !IsAbsolute(path))
            return path;
        var from = folder.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var to = path.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
        var shared = 0;
        while (shared < from.Length && shared < to.Length && from[shared] == to[shared])
            shared++;
        if (shared == 0 && from.Length > 0 && (!throughRoot || IsWindowsDrive(folder) || IsWindowsDrive(path)))
            return path;
        var seen = string.Join("/", Enumerable.Repeat("..", from.Length - shared).Concat(to.Skip(shared)));
        return seen.Length == 0 ? "." : seen;
    }

    private static bool IsClean(string path)
    {
        if (path.Length == 0 || path.IndexOf('\\') >= 0)
            return false;
        var start = path[0] == '/' ? 1 : 0;
        if (start == path.Length)
            return true;
        for (var i = start; i <= path.Length; i++)
        {
            if (i < path.Length && path[i] != '/')
                continue;
            var length = i - start;
            if (length == 0 || (length == 1 && path[start] == '.') || (length == 2 && path[start] == '.' && path[start + 1] == '.'))
                return false;
            start = i + 1;
        }

        return true;
    }

    private static int LastSeparator(string path) =>
        IsWindowsDrive(path) ? path.LastIndexOfAny(['/', '\\']) : path.LastIndexOf('/');

    private static bool IsSeparator(char c, bool windows) => c == '/' || (windows && c == '\\');

    private static string[] Split(string path, bool windows) => windows ? path.Split('/', '\\') : path.Split('/');
}
