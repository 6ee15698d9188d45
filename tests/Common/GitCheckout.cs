namespace Koda.Lint.Tests;

/// <summary>A git repository in a folder, with nothing of the machine's configuration. A test that needs git is skipped where it is not.</summary>
internal sealed class GitCheckout
{
    private static readonly Dictionary<string, string> Environment = new()
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_SYSTEM"] = "/dev/null",
        ["GIT_AUTHOR_NAME"] = "Test",
        ["GIT_AUTHOR_EMAIL"] = "test@example.com",
        ["GIT_COMMITTER_NAME"] = "Test",
        ["GIT_COMMITTER_EMAIL"] = "test@example.com",
    };

    private readonly string _folder;

    private GitCheckout(string folder) => _folder = folder;

    /// <summary>Makes a folder a repository whose branch is <c>main</c>.</summary>
    public static GitCheckout Create(string folder)
    {
        OracleProgram.Require(["git"], "--version");
        var checkout = new GitCheckout(folder);
        checkout.Run("init", "--quiet", "--initial-branch=main");
        return checkout;
    }

    /// <summary>Commits everything; gives the commit's id.</summary>
    public string Commit(string message)
    {
        Run("add", "--all");
        Run("commit", "--quiet", "--message", message);
        return Run("rev-parse", "HEAD").Trim();
    }

    /// <summary>Runs git to its end; gives what it printed.</summary>
    public string Run(params string[] arguments)
    {
        var answer = OracleProgram.Run("git", arguments, _folder, Environment);
        Assert.True(answer.ExitCode == 0, "git " + string.Join(' ', arguments) + ": " + answer.Error);
        return answer.Output;
    }
}
