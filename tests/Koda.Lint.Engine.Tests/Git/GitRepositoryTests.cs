using System.Diagnostics;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Git;

namespace Koda.Lint.Engine.Tests.Git;

/// <summary>Against repositories that git itself made.</summary>
public sealed class GitRepositoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_file_is_tracked_ignored_or_neither(int indexVersion)
    {
        Git("init", "-q");
        _folder.Write(".gitignore", "ignored.env\n");
        _folder.Write("ignored.env", "A=1");
        _folder.Write("loose.env", "A=1");
        _folder.Write("sub/tracked.env", "A=1");
        _folder.Write("sub/tracked.env.example", "A=1");
        _folder.Write("sub/längere Namen/mit Leerzeichen.env", "A=1");
        Git("add", "sub", ".gitignore");
        if (indexVersion == 3)
        {
            // Only an entry with an extended flag makes git write version 3.
            _folder.Write("intended.env", "A=1");
            Git("add", "--intent-to-add", "intended.env");
        }

        Git("update-index", "--index-version", indexVersion.ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(GitState.Tracked, StateOf("sub/tracked.env"));
        Assert.Equal(GitState.Tracked, StateOf("sub/längere Namen/mit Leerzeichen.env"));
        Assert.Equal(GitState.Ignored, StateOf("ignored.env"));
        Assert.Equal(GitState.Untracked, StateOf("loose.env"));
        Assert.Equal(GitState.Untracked, StateOf("sub/tracked"));
    }

    [Fact]
    public void A_long_list_of_paths_is_read_to_its_end()
    {
        Git("init", "-q");
        for (var i = 0; i < 300; i++)
            _folder.Write("d" + (i % 7) + "/" + new string('f', 1 + (i % 40)) + i + ".txt", "");
        var longName = new string('x', 200) + "/" + new string('y', 200) + "/" + new string('z', 200) + ".env";
        _folder.Write("zz/" + longName, "");
        _folder.Write("zzz.env", "");
        Git("add", ".");

        Assert.Equal(GitState.Tracked, StateOf("zz/" + longName));
        Assert.Equal(GitState.Tracked, StateOf("zzz.env"));
    }

    [Fact]
    public void A_repository_without_an_index_tracks_nothing()
    {
        Git("init", "-q");

        Assert.Equal(GitState.Untracked, StateOf(".env"));
    }

    [Fact]
    public void A_linked_worktree_has_its_own_index()
    {
        Git("init", "-q");
        _folder.Write("main/.env", "A=1");
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "--allow-empty", "-m", "first");
        Git("worktree", "add", "-q", "linked");
        _folder.Write("linked/.env", "A=1");
        Git("-C", "linked", "add", ".env");

        Assert.Equal(GitState.Tracked, StateOf("linked/.env"));
        Assert.Equal(GitState.Untracked, StateOf("main/.env"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DIRC")]
    [InlineData("DIRC\0\0\0\u0002\0\0\0\u0005garbage")]
    [InlineData("no index at all, but long enough to be one")]
    public void An_index_that_cannot_be_read_tells_nothing(string index)
    {
        Git("init", "-q");
        File.WriteAllText(Path.Combine(_folder.Path, ".git/index"), index);

        Assert.Equal(index.Length == 0 ? GitState.Untracked : GitState.Unknown, StateOf(".env"));
    }

    [Fact]
    public void Outside_of_any_repository_there_is_none() => Assert.Null(new GitRepositories().Around(_folder.Path));

    [Fact]
    public void Folders_below_a_repository_share_it_and_one_inside_another_has_its_own()
    {
        Git("init", "-q");
        _folder.Write("deploy/eu/.env", "A=1");
        Git("init", "-q", "vendor/inner");
        Git("add", "deploy/eu/.env");
        var repositories = new GitRepositories();

        var outer = repositories.Around(_folder.PathTo("deploy/eu"));

        Assert.NotNull(outer);
        Assert.Same(outer, repositories.Around(_folder.PathTo("deploy/us")));
        Assert.Same(outer, repositories.Around(_folder.Path));
        Assert.NotSame(outer, repositories.Around(_folder.PathTo("vendor/inner/deploy")));
        Assert.Equal(GitState.Tracked, outer.StateOf(_folder.PathTo("deploy/eu/.env"), new DiskFileProvider()));
    }

    private GitState StateOf(string name)
    {
        var path = DeploymentPath.Resolve(_folder.Path, name);
        var repository = new GitRepositories().Around(DeploymentPath.FolderOf(path)) ?? throw new InvalidOperationException("no repository");
        return repository.StateOf(path, new DiskFileProvider());
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = _folder.Path, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, "git " + string.Join(' ', arguments) + ": " + error);
    }
}
