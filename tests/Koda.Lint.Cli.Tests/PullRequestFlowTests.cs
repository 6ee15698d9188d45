using System.Text.Json.Nodes;

namespace Koda.Lint.Cli.Tests;

/// <summary>A pull request from end to end: old faults are admitted, a commit that breaks the overlay fails with that alone, the fix mends it and the report says so.</summary>
public sealed class PullRequestFlowTests : IDisposable
{
    private const string Base = "services:\n  app:\n    image: example/app:1\n    ports:\n      - \"${PORT:-8090}:8090\"\n  db:\n    image: postgres:16\n    ports: [\"5432:5432\"]\n    volumes: [data:/var/lib/postgresql/data]\nvolumes:\n  data: {}\n";
    private const string SafeOverlay = "services:\n  app:\n    ports: !override\n      - \"127.0.0.1:${PORT:-8090}:8090\"\n";
    private const string BrokenOverlay = "services:\n  app:\n    restart: always\n    ports:\n      - \"127.0.0.1:${PORT:-8090}:8090\"\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_commit_that_breaks_the_overlay_fails_with_exactly_one_new_finding()
    {
        var git = GitCheckout.Create(_folder.Path);
        _folder.Write("docker-compose.yml", Base);
        _folder.Write("docker-compose.prod.yml", SafeOverlay);
        git.Commit("a data store has long been public");
        Assert.Equal(["KODA2003"], Rules(Check(exitCode: 1)));

        Assert.Equal(0, KodaLint.Run(_folder.Path, "baseline").ExitCode);
        git.Commit("begin with a baseline");
        Assert.Empty(Rules(Check(exitCode: 0)));

        git.Run("checkout", "--quiet", "-b", "feature");
        _folder.Write("docker-compose.prod.yml", BrokenOverlay);
        git.Commit("tidy the overlay");
        var broken = Check(exitCode: 1, "--changed-since", "main");
        Assert.Equal(["KODA2002"], Rules(broken));
        Assert.Equal(1, (int)broken["summary"]!["admitted"]!);

        var fix = KodaLint.Run(_folder.Path, "fix");
        Assert.Equal(0, fix.ExitCode);
        Assert.Contains("fixed KODA2002 docker-compose.yml:5:9: ", fix.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 finding fixed in docker-compose.prod.yml, none left to do by hand\n", fix.Output, StringComparison.Ordinal);
        Assert.Equal(BrokenOverlay.Replace("ports:", "ports: !override", StringComparison.Ordinal), File.ReadAllText(_folder.PathTo("docker-compose.prod.yml")));
        Assert.Equal(["docker-compose.prod.yml"], git.Run("diff", "--name-only").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        git.Commit("mend the overlay");
        var mended = Check(exitCode: 0);
        Assert.Empty(Rules(mended));
        Assert.Equal(1, (int)mended["summary"]!["admitted"]!);
        Assert.Contains("admitted by koda-lint.baseline.json: 1 finding\nno findings\n", KodaLint.Run(_folder.Path).Output, StringComparison.Ordinal);
    }

    private JsonNode Check(int exitCode, params string[] arguments)
    {
        var answer = KodaLint.Run(_folder.Path, ["check", "--format", "json", .. arguments]);
        Assert.True(answer.ExitCode == exitCode, answer.ToString());
        return JsonNode.Parse(answer.Output)!;
    }

    private static IEnumerable<string?> Rules(JsonNode report) => report["findings"]!.AsArray().Select(finding => (string?)finding!["rule"]);
}
