using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Cli;

/// <summary>
/// What differs from a commit, committed or not. Git itself is asked, since only it knows its objects, with everything turned off that would
/// run what a repository's configuration names.
/// </summary>
internal sealed class GitChanges
{
    /// <summary>Files that decide about every deployment.</summary>
    private static readonly string[] Deciding = [LintConfiguration.FileName, Baseline.FileName, ".editorconfig", ".globalconfig"];

    private readonly HashSet<string> _paths;
    private readonly HashSet<string> _reshapedFolders;
    private readonly bool _touchesAll;

    private GitChanges(IEnumerable<string> paths)
    {
        _paths = new HashSet<string>(paths, StringComparer.Ordinal);
        _reshapedFolders = [.. _paths.Where(path => ComposeFileName.RoleOf(DeploymentPath.NameOf(path)) != ComposeFileRole.None || !File.Exists(path)).Select(DeploymentPath.FolderOf)];
        _touchesAll = _paths.Any(path => Deciding.Contains(DeploymentPath.NameOf(path)));
    }

    /// <summary>What changed since a branch left the one named, or since a commit.</summary>
    /// <param name="reference">A commit, branch or tag.</param>
    /// <param name="folder">A folder of the repository.</param>
    public static GitChanges Since(string reference, string folder)
    {
        var tops = Ask(folder, "rev-parse", "--show-toplevel", "--show-cdup")?.Split('\n')
            ?? throw new UsageException("--changed-since needs a git repository, and git finds none around '" + folder + "'");
        var top = DeploymentPath.Clean(tops[0]);
        var commit = Ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", reference + "^{commit}")?.Trim()
            ?? throw new UsageException("--changed-since: git knows no commit '" + reference + "' here (a shallow clone needs 'git fetch --unshallow' or a deeper fetch)");
        var from = Ask(folder, "merge-base", commit, "HEAD")?.Trim() is { Length: > 0 } common ? common : commit;
        var changed = Ask(top, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none", from, "--")
            ?? throw new UsageException("--changed-since: git cannot compare with '" + reference + "'");
        var untracked = Ask(top, "ls-files", "--others", "--exclude-standard", "-z") ?? "";
        var paths = (changed + untracked).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        // Git names the repository by its real path; where a link leads into it, the deployments' files are named otherwise.
        var seenFromHere = DeploymentPath.Resolve(folder, tops[1]);
        return new GitChanges(paths.SelectMany(path => (string[])[DeploymentPath.Resolve(top, path), DeploymentPath.Resolve(seenFromHere, path)]));
    }

    /// <summary>
    /// Whether a change touches a deployment: a file that it read or looked for, a Compose file beside its own or one that is gone from there, which
    /// may have been a part of it, or a file that decides about all.
    /// </summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="asked">Every path that it asked for.</param>
    public bool Touch(JudgedDeployment deployment, IEnumerable<string> asked) =>
        _touchesAll || asked.Any(_paths.Contains) || deployment.Files.Any(file => _reshapedFolders.Contains(DeploymentPath.FolderOf(file)));

    private static string? Ask(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        foreach (var argument in (string[])["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false", .. arguments])
            start.ArgumentList.Add(argument);
        try
        {
            using var git = Process.Start(start)!;
            var error = git.StandardError.ReadToEndAsync();
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            _ = error.Result;
            return git.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            throw new UsageException("--changed-since needs git, and there is none");
        }
    }
}
