using System.Text.Json.Nodes;

namespace Koda.Lint.Cli.Tests;

public sealed class InitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_names_what_is_found_and_changes_no_verdict()
    {
        _folder.Write("docker-compose.yml", "services:\n  web:\n    image: x:${TAG}\n    ports: [\"80:80\"]\n");
        _folder.Write("docker-compose.prod.yml", "services:\n  web:\n    ports: [\"127.0.0.1:80:80\"]\n");
        _folder.Write("docker-compose.dev.yml", "services:\n  web:\n    restart: \"no\"\n");
        _folder.Write("o'dd name/compose.release.yml", "services:\n  web:\n    image: x:1\n    ports: [\"80:80\"]\n");
        var before = Findings();

        var answer = KodaLint.Run(_folder.Path, "init", "--recursive");

        Assert.Equal(0, answer.ExitCode);
        Assert.StartsWith("koda-lint.yml names 3 deployments: ", answer.Output, StringComparison.Ordinal);
        Assert.NotEmpty(before);
        Assert.Equal(before, Findings());
    }

    [Fact]
    public void A_file_that_is_there_is_left_alone_unless_forced()
    {
        _folder.Write("compose.yml", "services:\n  web:\n    image: x:1\n");
        _folder.Write("koda-lint.yml", "deployments: [{ name: mine, compose: other.yml }]\n");

        var refused = KodaLint.Run(_folder.Path, "init");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("'koda-lint.yml' is there already", refused.Error, StringComparison.Ordinal);
        Assert.Contains("name: mine", File.ReadAllText(_folder.PathTo("koda-lint.yml")), StringComparison.Ordinal);
        Assert.Equal(0, KodaLint.Run(_folder.Path, "init", "--force").ExitCode);
        Assert.Contains("compose: [compose.yml]", File.ReadAllText(_folder.PathTo("koda-lint.yml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_an_env_file_names_are_named()
    {
        _folder.Write("base.yml", "services:\n  web:\n    image: x:1\n");
        _folder.Write("more.yml", "services:\n  web:\n    restart: always\n");
        _folder.Write(".env", "COMPOSE_FILE=base.yml:more.yml\n");

        KodaLint.Run(_folder.Path, "init");

        Assert.Contains("compose: [base.yml, more.yml]", File.ReadAllText(_folder.PathTo("koda-lint.yml")), StringComparison.Ordinal);
        Assert.Contains("base.yml + more.yml, judged", KodaLint.Run(_folder.Path).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_found_nothing_is_written()
    {
        Assert.Equal(2, KodaLint.Run(_folder.Path, "init").ExitCode);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private List<string> Findings()
    {
        var report = JsonNode.Parse(KodaLint.Run(_folder.Path, "--recursive", "--format", "json").Output)!;
        return [.. report["findings"]!.AsArray().Select(finding => finding!.ToJsonString())];
    }
}
