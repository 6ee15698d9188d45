using System.Text.Json.Nodes;

namespace Koda.Lint.Cli.Tests;

/// <summary>What a gate asks for: only what changed, a part of a tree, reports joined, severities of a build.</summary>
public sealed class GateTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Eight_shards_merged_equal_the_unsharded_report()
    {
        for (var i = 0; i < 20; i++)
        {
            _folder.Write($"d{i}/compose.yml", $"services:\n  a:\n    image: x:${{TAG{i}}}\n    ports: [\"80:80\"] # koda-lint: disable=KODA2001 -- why\n    network_mode: {(i % 2 == 0 ? "host" : "bridge")}\n");
            _folder.Write($"d{i}/compose.prod.yml", "services:\n  a:\n    ports: [\"127.0.0.1:80:80\", \"81:81\"]\n");
        }

        var reports = Enumerable.Range(1, 8).Select(number => $"shard-{number}.sarif").ToArray();
        for (var i = 0; i < reports.Length; i++)
            _folder.Write(reports[i], KodaLint.Run(_folder.Path, "--recursive", "--format", "sarif", "--shard", $"{i + 1}/8").Output);

        Assert.Equal(KodaLint.Run(_folder.Path, "--recursive", "--format", "sarif").Output, KodaLint.Run(_folder.Path, ["merge", "--format", "sarif", .. reports]).Output);
        var text = KodaLint.Run(_folder.Path, ["merge", .. reports.Reverse()]);
        Assert.Equal(KodaLint.Run(_folder.Path, "--recursive").Output, text.Output);
        Assert.Equal(1, text.ExitCode);
    }

    [Theory]
    [InlineData("--shard", "9/8")]
    [InlineData("--shard", "x")]
    public void A_shard_that_is_none_is_wrong_usage(string option, string value)
    {
        _folder.Write("compose.yml", "services: {}\n");

        Assert.Equal(2, KodaLint.Run(_folder.Path, option, value).ExitCode);
    }

    [Fact]
    public void What_is_no_report_cannot_be_merged()
    {
        _folder.Write("a.sarif", "{}");

        Assert.Contains("'a.sarif' cannot be merged: it is not a report", KodaLint.Run(_folder.Path, "merge", "a.sarif").Error, StringComparison.Ordinal);
        Assert.Equal(2, KodaLint.Run(_folder.Path, "merge", "missing.sarif").ExitCode);
        Assert.Equal(2, KodaLint.Run(_folder.Path, "merge").ExitCode);
    }

    [Fact]
    public void A_dash_for_the_path_is_standard_input()
    {
        var answer = KodaLint.Run(_folder.Path, new Dictionary<string, string>(), "services:\n  a:\n    image: x:1\n    ports: [\"80:80\"]\n", "check", "-", "--environment", "production");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("--> <stdin>:4:13", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Severities_of_the_compilers_configuration_hold()
    {
        _folder.Write("compose.prod.yml", "services:\n  a:\n    image: x:1\n    ports: [\"80:80\"]\n");
        _folder.Write(".editorconfig", "root = true\n[compose.*.yml]\ndotnet_diagnostic.KODA2001.severity = suggestion\n");

        var answer = KodaLint.Run(_folder.Path);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("info KODA2001", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_deployments_that_a_change_touches_are_judged()
    {
        var git = GitCheckout.Create(_folder.Path);
        _folder.Write("shared/base.yml", "services:\n  s:\n    image: x:1\n");
        foreach (var name in (string[])["a", "b", "c", "d"])
            _folder.Write(name + "/compose.yml", "services:\n  s:\n    image: x:1\n" + (name == "b" ? "include: [../shared/base.yml]\n".Replace("s:", "z:", StringComparison.Ordinal) : ""));
        _folder.Write("d/compose.prod.yml", "services:\n  s:\n    restart: always\n");
        _folder.Write("README.md", "words\n");
        var start = git.Commit("start");

        Assert.Equal([], Judged(start));

        _folder.Write("README.md", "other words\n");
        Assert.Equal([], Judged("HEAD"));
        Assert.Equal("koda-lint: no deployment has changed since HEAD\n", KodaLint.Run(_folder.Path, "--recursive", "--changed-since", "HEAD").Error);

        _folder.Write("a/compose.yml", "services:\n  s:\n    image: x:2\n");
        Assert.Equal(["a"], Judged("HEAD"));

        git.Commit("a");
        Assert.Equal([], Judged("HEAD"));
        Assert.Equal(["a"], Judged(start));

        // What a deployment includes, what it looked for and did not find, an overlay that is gone.
        _folder.Write("shared/base.yml", "services:\n  s:\n    image: x:2\n");
        Assert.Equal(["b"], Judged("HEAD"));
        git.Commit("shared");
        _folder.Write("c/.env", "TAG=1\n");
        Assert.Equal(["c"], Judged("HEAD"));
        git.Commit("env");
        File.Delete(_folder.PathTo("d/compose.prod.yml"));
        Assert.Equal(["d"], Judged("HEAD"));
        git.Commit("overlay");

        _folder.Write("koda-lint.yml", "rules: {}\n");
        Assert.Equal(["a", "b", "c", "d"], Judged("HEAD"));
    }

    [Fact]
    public void A_link_to_the_checkout_hides_no_change()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateDirectory(_folder.PathTo("real"));
        var git = GitCheckout.Create(_folder.PathTo("real"));
        _folder.Write("real/deploy/compose.yml", "services:\n  s:\n    image: x:1\n");
        git.Commit("start");
        _folder.Write("real/deploy/compose.yml", "services:\n  s:\n    image: x:2\n");
        Directory.CreateSymbolicLink(_folder.PathTo("link"), _folder.PathTo("real"));

        foreach (var path in (string[])["real", "link", "link/deploy", "link/deploy/compose.yml"])
            Assert.Contains("compose.yml, judged as", KodaLint.Run(_folder.Path, "check", path, "--recursive", "--changed-since", "HEAD").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_is_compared_with_where_it_left_the_other()
    {
        var git = GitCheckout.Create(_folder.Path);
        _folder.Write("a/compose.yml", "services:\n  s:\n    image: x:1\n");
        _folder.Write("b/compose.yml", "services:\n  s:\n    image: x:1\n");
        git.Commit("start");
        git.Run("checkout", "--quiet", "-b", "feature");
        _folder.Write("a/compose.yml", "services:\n  s:\n    image: x:2\n");
        git.Commit("a");
        git.Run("checkout", "--quiet", "main");
        _folder.Write("b/compose.yml", "services:\n  s:\n    image: x:2\n");
        git.Commit("b");
        git.Run("checkout", "--quiet", "feature");

        Assert.Equal(["a"], Judged("main"));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("--output=/tmp/x")]
    public void A_commit_that_git_does_not_know_is_wrong_usage(string reference)
    {
        var git = GitCheckout.Create(_folder.Path);
        _folder.Write("compose.yml", "services: {}\n");
        git.Commit("start");

        var answer = KodaLint.Run(_folder.Path, "--changed-since=" + reference);

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("git knows no commit '" + reference + "'", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Outside_of_a_repository_nothing_is_said_to_have_changed()
    {
        OracleProgram.Require(["git"], "--version");
        _folder.Write("compose.yml", "services: {}\n");

        var answer = KodaLint.Run(_folder.Path, "--changed-since", "main");

        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("git finds none around", answer.Error, StringComparison.Ordinal);
    }

    private List<string?> Judged(string since)
    {
        var answer = KodaLint.Run(_folder.Path, "--recursive", "--format", "json", "--changed-since", since);
        Assert.True(answer.ExitCode is 0 or 1, answer.ToString());
        return [.. JsonNode.Parse(answer.Output)!["deployments"]!.AsArray().Select(deployment => (string?)deployment!["name"])];
    }
}
