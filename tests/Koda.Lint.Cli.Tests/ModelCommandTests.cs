using System.Text.Json;
using System.Text.Json.Nodes;

namespace Koda.Lint.Cli.Tests;

public sealed class ModelCommandTests : IDisposable
{
    private const string Compose = """
        services:
          web:
            image: "x:${TAG:-1}"
            environment:
              PORT: "${PORT}"
              DB_PASSWORD: "${DB_PASSWORD}"
            volumes: ["data:/data"]
          tools:
            build: .
            profiles: [debug]
        volumes:
          data:
        """;

    private readonly TemporaryFolder _folder = new();

    public ModelCommandTests()
    {
        _folder.Write("compose.yml", Compose);
        _folder.Write(".env", "PORT=8080\nDB_PASSWORD=hunter2\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Config_prints_the_effective_model()
    {
        var answer = KodaLint.Run(_folder.Path, "model", "-p", "p", "config", "--format", "json");

        Assert.Equal(0, answer.ExitCode);
        var model = JsonNode.Parse(answer.Output)!;
        Assert.Equal("p", (string?)model["name"]);
        Assert.Equal("8080", (string?)model["services"]!["web"]!["environment"]!["PORT"]);
        Assert.Equal("hunter2", (string?)model["services"]!["web"]!["environment"]!["DB_PASSWORD"]);
        Assert.Null(model["services"]!["tools"]);
    }

    [Fact]
    public void The_shell_counts_as_it_does_for_docker_compose()
    {
        var answer = KodaLint.Run(_folder.Path, new Dictionary<string, string> { ["PORT"] = "9090", ["COMPOSE_PROFILES"] = "debug" }, "", "model", "config", "--format", "json");

        var model = JsonNode.Parse(answer.Output)!;
        Assert.Equal("9090", (string?)model["services"]!["web"]!["environment"]!["PORT"]);
        Assert.NotNull(model["services"]!["tools"]);
    }

    [Theory]
    [InlineData("web\n", "config", "--services")]
    [InlineData("tools\nweb\n", "--profile", "*", "config", "--services")]
    [InlineData("debug\n", "config", "--profiles")]
    [InlineData("data\n", "config", "--volumes")]
    [InlineData("p-tools\nx:1\n", "-p", "p", "--profile", "debug", "config", "--images")]
    [InlineData("", "config", "-q")]
    [InlineData("web\n", "--ansi", "never", "--parallel", "2", "--dry-run", "convert", "--services")]
    public void Config_prints_names_alone(string names, params string[] arguments)
    {
        var answer = KodaLint.Run(_folder.Path, ["model", .. arguments]);

        Assert.Equal((0, names, ""), (answer.ExitCode, answer.Output, answer.Error));
    }

    [Fact]
    public void What_docker_compose_refuses_is_refused_at_its_place()
    {
        _folder.Write("bad.yml", "services:\n  web:\n    image: ${X:?Set X}\n    prts: []\n");

        var answer = KodaLint.Run(_folder.Path, "model", "-f", "bad.yml", "config");

        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("", answer.Output);
        Assert.Contains("bad.yml:3:12: error: required variable X is missing a value: Set X", answer.Error, StringComparison.Ordinal);
        Assert.Contains("bad.yml:4:5: error: ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Unset_variables_are_told_once_and_do_not_fail()
    {
        _folder.Write("unset.yml", "services:\n  web:\n    image: x:${X}${X}\n");

        var answer = KodaLint.Run(_folder.Path, "model", "-f", "unset.yml", "config", "-q");

        Assert.Equal(0, answer.ExitCode);
        Assert.Equal("unset.yml:3:14: warning: the \"X\" variable is not set. Defaulting to a blank string.\n", answer.Error);
    }

    [Fact]
    public void Origins_tell_who_set_each_value()
    {
        _folder.Write("prod.yml", "services:\n  web:\n    image: y:2\n");

        var answer = KodaLint.Run(_folder.Path, "model", "-f", "compose.yml", "-f", "prod.yml", "origins");

        Assert.Equal(0, answer.ExitCode);
        var lines = answer.Output.Split('\n');
        Assert.Contains("services.web.image: y:2  <- prod.yml:3:12, replaces compose.yml:3:12", lines);
        Assert.Contains("services.web.environment.PORT: 8080  <- compose.yml:5:13, ${PORT} defined at .env:1:6", lines);
        Assert.Contains("services.web.environment.DB_PASSWORD: ***  <- compose.yml:6:20, ${DB_PASSWORD} defined at .env:2:13", lines);
        Assert.DoesNotContain("hunter2", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Koda_itself_has_the_model_that_docker_compose_computes()
    {
        var folder = Repository.RequireShared("koda");
        var compose = OracleProgram.Require(["docker-compose"], "version");
        string[] arguments = ["-f", "docker-compose.yml", "-f", "docker-compose.prod.yml", "config", "--format", "json"];

        var theirs = OracleProgram.Run(compose, arguments, folder, new Dictionary<string, string>());
        var ours = KodaLint.Run(folder, ["model", .. arguments]);

        Assert.Equal(0, theirs.ExitCode);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(theirs.Output), JsonNode.Parse(ours.Output)));
    }

    [Fact]
    public void Yaml_is_the_default_and_says_the_same()
    {
        var compose = OracleProgram.Require(["docker-compose"], "version");
        var yaml = KodaLint.Run(_folder.Path, "model", "config");
        _folder.Write("again.yml", yaml.Output);

        var theirs = OracleProgram.Run(compose, ["-f", "again.yml", "config", "--format", "json"], _folder.Path, new Dictionary<string, string>());
        var ours = KodaLint.Run(_folder.Path, "model", "config", "--format", "json");

        Assert.StartsWith("name: ", yaml.Output, StringComparison.Ordinal);
        Assert.True(theirs.ExitCode == 0, theirs.Error);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(theirs.Output), JsonNode.Parse(ours.Output)), ours.Output);
    }
}
