using Koda.Lint.Configuration;
using Koda.Lint.Policy;

namespace Koda.Lint.Files;

/// <summary>
/// What a run may read. The files of a deployment name others, and who may change the former need not be allowed to see the latter: a pull request
/// that is linted must not have the linter open, or show, what lies elsewhere on the machine.
/// </summary>
public sealed class ReadBoundary
{
    private const string Nothing = "/dev/null";

    /// <summary>What hosts look for by name in the folders above the root. No deployment's file steers them there.</summary>
    private static readonly string[] LookedForAbove =
        [LintConfiguration.FileName, Baseline.FileName, ".editorconfig", ".globalconfig", ".gitignore"];

    private readonly HashSet<string> _named;
    private readonly List<string> _folders = [];
    private readonly RealPaths _real = new();

    /// <summary>Draws a boundary.</summary>
    /// <param name="folders">The folders that may be read with all below them, absolute; the first one names the boundary in words.</param>
    /// <param name="named">Files that whoever started the run named, absolute: read wherever they lie and lead to.</param>
    public ReadBoundary(IReadOnlyList<string> folders, IEnumerable<string> named)
    {
        Root = folders[0];
        _named = new HashSet<string>(named, StringComparer.Ordinal) { Nothing };
        foreach (var folder in folders)
        {
            _folders.Add(folder);
            var real = _real.Of(folder);
            if (real != folder)
                _folders.Add(real);
        }
    }

    /// <summary>The folder that words name.</summary>
    public string Root { get; }

    /// <summary>Lets a file that whoever started the run named be read wherever it lies.</summary>
    /// <param name="path">The file, absolute.</param>
    public void Allow(string path) => _named.Add(path);

    /// <summary>
    /// The folder that a deployment's files may lead through: the repository around a folder; where there is none, the folder of the
    /// <c>koda-lint.yml</c> that holds for it, or the folder itself.
    /// </summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static string RootOf(string folder, IFolderProvider files)
    {
        string? configured = null;
        for (var at = folder; ; at = DeploymentPath.FolderOf(at))
        {
            if (ConfigurationFile.IsRepositoryRoot(at, files))
                return at;
            if (configured is null && files.FileExists(DeploymentPath.Resolve(at, LintConfiguration.FileName)))
                configured = at;
            if (DeploymentPath.FolderOf(at) == at)
                return configured ?? folder;
        }
    }

    /// <summary>
    /// Why a file or folder is not read: it lies outside, or links in its path lead out; null when it may be. The disk is not asked whether it is there, so that
    /// nobody learns it.
    /// </summary>
    internal FileAnswer? Refuse(string path)
    {
        if (_named.Contains(path) || IsLookedForAbove(path))
            return null;
        if (!IsWithin(path))
            return FileAnswer.OutOfBounds(Root, isLink: false);
        return IsWithin(_real.Of(path)) ? null : FileAnswer.OutOfBounds(Root, isLink: true);
    }

    private bool IsLookedForAbove(string path) =>
        Array.IndexOf(LookedForAbove, DeploymentPath.NameOf(path)) >= 0
        && Root.StartsWith(DeploymentPath.FolderOf(path).TrimEnd('/') + "/", StringComparison.Ordinal);

    private bool IsWithin(string path)
    {
        foreach (var folder in _folders)
        {
            if (path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || folder[folder.Length - 1] == '/' || path[folder.Length] == '/'))
                return true;
        }

        return false;
    }
}
