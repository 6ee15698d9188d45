using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Git;

/// <summary>The repository around a folder, as far as it says which files it keeps.</summary>
public sealed class GitRepository
{
    private readonly string _root;
    private readonly string _gitFolder;
    private byte[]? _index;
    private bool _indexRead;

    private GitRepository(string root, string gitFolder)
    {
        _root = root;
        _gitFolder = gitFolder;
    }

    /// <summary>Whether a folder is a repository's root.</summary>
    /// <param name="folder">The folder, absolute.</param>
    internal static bool IsRoot(string folder)
    {
        var git = DeploymentPath.Resolve(folder, ".git");
        return Directory.Exists(git) || File.Exists(git);
    }

    /// <summary>The repository of its root; null when the root does not say where it is kept.</summary>
    /// <param name="root">The root, absolute.</param>
    internal static GitRepository? At(string root)
    {
        var git = DeploymentPath.Resolve(root, ".git");
        return (File.Exists(git) ? GitFolderOfWorktree(git) : git) is { } kept ? new GitRepository(root, kept) : null;
    }

    /// <summary>Whether the repository has a file, ignores it, or neither.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="files">The host's files, asked for <c>.gitignore</c> and the index.</param>
    public GitState StateOf(string path, IFolderProvider files)
    {
        var tracked = IsTracked(DeploymentPath.RelativeTo(_root, path), files);
        if (tracked is not false)
            return tracked is null ? GitState.Unknown : GitState.Tracked;
        return IgnoreRules.Around(DeploymentPath.FolderOf(path), files)?.Ignores(path, isFolder: false) == true ? GitState.Ignored : GitState.Untracked;
    }

    /// <summary>Null when git itself would have to be asked: there is no index that can be read.</summary>
    private bool? IsTracked(string relativePath, IFolderProvider files)
    {
        if (!_indexRead)
        {
            _indexRead = true;
            var path = DeploymentPath.Resolve(_gitFolder, "index");
            _index = !files.FileExists(path) ? [] : TryRead(path);
        }

        // A repository without a commit or an added file has no index yet.
        return _index is null ? null : _index.Length == 0 ? false : GitIndex.Contains(_index, relativePath);
    }

    private static byte[]? TryRead(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>A worktree's or submodule's <c>.git</c> is a file that names the folder.</summary>
    private static string? GitFolderOfWorktree(string file)
    {
        const string Prefix = "gitdir: ";
        var bytes = TryRead(file);
        var text = bytes is null ? "" : System.Text.Encoding.UTF8.GetString(bytes).Trim();
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            ? DeploymentPath.Resolve(DeploymentPath.FolderOf(file), text.Substring(Prefix.Length))
            : null;
    }
}
