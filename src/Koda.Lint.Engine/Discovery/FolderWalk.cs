using Koda.Lint.Files;

namespace Koda.Lint.Discovery;

/// <summary>A folder and the names of the files in it.</summary>
/// <param name="Path">The folder, absolute.</param>
/// <param name="FileNames">The names of its files, links to files included.</param>
public sealed record FolderListing(string Path, IReadOnlyList<string> FileNames);

/// <summary>
/// Lists a folder, or a tree without what holds no deployment of its own: <c>.git</c>, <c>node_modules</c>, <c>bin</c>, <c>obj</c>, what git
/// ignores, and folders behind symbolic links.
/// </summary>
public sealed class FolderWalk
{
    private static readonly string[] SkippedNames = [".git", "node_modules", "bin", "obj"];

    private readonly IFolderProvider _files;
    private readonly List<string> _notListed = [];

    /// <summary>Prepares a walk.</summary>
    /// <param name="files">The host's files and folders; those below a root are looked up on the disk.</param>
    public FolderWalk(IFolderProvider files) => _files = files;

    /// <summary>The folders that could not be listed, absolute.</summary>
    public IReadOnlyList<string> NotListed => _notListed;

    /// <summary>Lists a folder alone.</summary>
    /// <param name="folder">The folder, absolute.</param>
    public FolderListing List(string folder)
    {
        var names = _files.FileNames(folder);
        if (names is null)
            _notListed.Add(folder);
        return new FolderListing(folder, names ?? []);
    }

    /// <summary>Lists a folder and those below it, each before its subfolders, in the order of their names.</summary>
    /// <param name="root">The folder, absolute.</param>
    public IEnumerable<FolderListing> ListTree(string root)
    {
        var open = new Stack<(string Path, IgnoreRules? Outer, bool IsRoot)>();
        open.Push((root, null, true));
        while (open.Count > 0)
        {
            var (path, outer, isRoot) = open.Pop();
            var rules = isRoot ? IgnoreRules.Around(path, _files) : IgnoreRules.Below(outer, path, _files);
            var subfolders = new List<string>();
            var names = List(path, rules, subfolders);
            subfolders.Sort((x, y) => string.CompareOrdinal(y, x));
            foreach (var subfolder in subfolders)
                open.Push((subfolder, rules, false));
            yield return new FolderListing(path, names);
        }
    }

    private List<string> List(string folder, IgnoreRules? rules, List<string> subfolders)
    {
        var names = new List<string>();
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
            {
                // The listing itself tells folders, also behind links; attributes are another question to the disk for every file.
                var isFolder = entry is DirectoryInfo;
                if (isFolder && ((entry.Attributes & FileAttributes.ReparsePoint) != 0 || SkippedNames.Contains(entry.Name)))
                    continue;
                var path = DeploymentPath.Resolve(folder, entry.Name);
                if (rules?.Ignores(path, isFolder) == true)
                    continue;
                if (isFolder)
                    subfolders.Add(path);
                else
                    names.Add(entry.Name);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            _notListed.Add(folder);
        }

        return names;
    }
}
