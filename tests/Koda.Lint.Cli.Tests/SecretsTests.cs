
namespace Koda.Lint.Cli.Tests;

/// <summary>One value, put wherever a secret may stand in files that have every kind of fault: no report may show it.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Canary = "canary7Kq2";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Every format that <c>check --help</c> names.</summary>
    private static readonly string[] Formats = ["text", "json", "sarif", "github", "gitlab", "junit", "html"];

    [Fact]
    public void No_format_is_forgotten_here() =>
        Assert.Contains("<" + string.Join('|', Formats) + ">", KodaLint.Run(_folder.Path, "check", "--help").Output, StringComparison.Ordinal);

    public static TheoryData<string, string, string> Stacks => new()
    {
        { "in .env", $"API_TOKEN={Canary}\nDB_URL=postgres://koda:{Canary}@db/koda\n", "services:\n  app:\n    image: x\n    command: [python, -m, koda.control_plane]\n    environment:\n      API_TOKEN: ${API_TOKEN}\n      DB_URL: ${DB_URL}\n    ports: [\"${API_TOKEN}:80\"]\n" },
        { "in environment", "", $"services:\n  app:\n    image: x\n    environment:\n      API_TOKEN: {Canary}\n      DB_PASSWORD: \"{Canary}{Canary}\"\n      OTHER_SECRET: {Canary} ${{X:?}}\n    ports: [\"80:80\"]\n" },
        { "in a list", "", $"services:\n  app:\n    image: x\n    environment:\n      - API_TOKEN={Canary}\n      - \"WEB_OPERATOR_SESSION_SECRET={Canary}\"\n      - PORT=${{X?}}\n" },
        { "as a default", "", $"services:\n  app:\n    image: x:${{API_TOKEN:-{Canary}}}\n    environment:\n      WEB_OPERATOR_SESSION_SECRET: ${{WEB_OPERATOR_SESSION_SECRET:-{Canary}}}\n    ports: [\"${{API_KEY:-{Canary}}}:80\"]\n" },
        { "where nothing parses", $"API_TOKEN='{Canary}\nB C=1\n", $"services:\n  app:\n    environment:\n      API_TOKEN: \"{Canary}\n   bad: [\n" },
        { "in an unknown key", "", $"services:\n  app:\n    image: x\n    api_token: {Canary}\n    environment:\n      API_TOKEN: [{Canary}]\n" },
        { "in a wrong type", "", $"services:\n  app:\n    image: x\n    mem_limit: ${{DB_PASSWORD}}\n    environment:\n      CONTROL_PLANE_AUTH_MODE: token\n" },
        { "as a number that is none", $"DB_PASSWORD={Canary}\nCONTROL_PLANE_PORT={Canary}\n", "services:\n  app:\n    image: x\n    mem_limit: ${DB_PASSWORD}\n    cpus: ${DB_PASSWORD}\n    privileged: ${DB_PASSWORD}\n    environment:\n      CONTROL_PLANE_AUTH_MODE: ${DB_PASSWORD}\n      CONTROL_PLANE_API_TOKEN: ${DB_PASSWORD}\n" },
        { "in the message of a required variable", $"DB_PASSWORD={Canary}\n", "services:\n  app:\n    image: ${X:?use $DB_PASSWORD}\n" },
        { "over several lines", $"MASTER_KEY=\"-----BEGIN\n{Canary}\n-----END\"\n", $"services:\n  app:\n    image: x\n    environment:\n      MASTER_KEY: |\n        one\n        {Canary}\n      FOLDED_KEY:\n        {Canary}\n      ANCHORED: &a {Canary}\n      API_KEY: *a\n    ports: [\"80:80\"]\n" },
        { "in a build argument", "", $"services:\n  app:\n    build:\n      context: .\n      args:\n        NPM_TOKEN: {Canary}\n    labels:\n      - api_key={Canary}\n    command: [\"--password={Canary}\"]\n" },
    };

    [Theory]
    [InlineData("appsettings.json", "{ \"Mail\": { \"ApiKey\": \"CANARYx9f8e7d6c5b4a\", \"Password\": \"CANARY\", \"Url\": \"http://u:CANARY@*:80\" }, \"Urls\": \"http://u:CANARY@*:80\", \"ConnectionStrings\": { \"A\": \"Host=db;Password=CANARY\" }, \"X\": tru }")]
    [InlineData("app.service", "[Service]\nEnvironment=\"DB_PASSWORD=CANARY\" CONTROL_PLANE_BIND=0.0.0.0\nEnvironment=API_TOKEN=CANARYx9f8e7d6c5b4a nonsense\nExecStart=/usr/bin/app\n")]
    [InlineData("Dockerfile", "FROM node:22\nENV API_TOKEN CANARYx9f8e7d6c5b4a\nARG NPM_TOKEN=\"CANARYx9f8e7d6c5b4a\"\n")]
    public void No_report_on_a_file_beside_the_stack_shows_a_secret(string name, string text)
    {
        _folder.Write("compose.yml", "services:\n  app:\n    build: .\n");
        _folder.Write("compose.prod.yml", "services:\n  app:\n    restart: always\n");
        _folder.Write(name, text.Replace("CANARY", Canary, StringComparison.Ordinal));

        foreach (var arguments in (string[][])[["check"], ["check", "--format", "json"], ["check", "--format", "sarif"]])
        {
            var answer = KodaLint.Run(_folder.Path, arguments);
            Assert.Contains("KODA6004", answer.Output, StringComparison.Ordinal);
            Assert.False((answer.Output + answer.Error).Contains(Canary, StringComparison.Ordinal), string.Join(' ', arguments) + ": " + answer.Output);
        }
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void No_report_shows_a_secret(string where, string env, string compose)
    {
        Assert.NotEmpty(where);
        _folder.Write("compose.yml", compose);
        if (env.Length > 0)
            _folder.Write(".env", env);
        _folder.Write("report.sarif", KodaLint.Run(_folder.Path, "check", "--format", "sarif").Output);
        _folder.Write("compose.prod.yml", "services:\n  app:\n    restart: always\n    ports: [\"127.0.0.1:80:80\"]\n");

        foreach (var arguments in (string[][])
            [
                ["check", .. InEveryFormat("plain")], ["check", "--no-ignores", "--require-env", .. InEveryFormat("strict")],
                ["check", "--environment", "production", "-f", "compose.yml", .. InEveryFormat("base")],
                ["fix", "--dry-run"], ["fix", "--dry-run", "--unsafe", "--require-env"], ["fix", "--dry-run", "-f", "compose.yml", "--environment", "production"],
                ["merge", "report.sarif", .. InEveryFormat("merged")],
                ["model", "origins"], ["model", "-f", "compose.yml", "-f", "compose.prod.yml", "origins"], ["env", ".env"], ["env", ".env", "--format", "json", "--dialect", "naive"],
                ["baseline"], ["check", .. InEveryFormat("admitted")], ["init"],
            ])
        {
            var answer = KodaLint.Run(_folder.Path, arguments);
            Assert.False(answer.Output.Contains(Canary, StringComparison.Ordinal), string.Join(' ', arguments) + ": " + answer.Output);
            Assert.False(answer.Error.Contains(Canary, StringComparison.Ordinal), string.Join(' ', arguments) + ": " + answer.Error);
        }

        var written = Directory.GetFiles(_folder.Path, "report.*").Concat([_folder.PathTo("koda-lint.yml"), _folder.PathTo("koda-lint.baseline.json")]).ToList();
        Assert.True(written.Count > 3 * Formats.Length, "reports are missing");
        Assert.All(written, path => Assert.False(File.ReadAllText(path).Contains(Canary, StringComparison.Ordinal), path));
    }

    private static IEnumerable<string> InEveryFormat(string name) => Formats.SelectMany(format => (string[])["--output", format + "=report." + name + "." + format]);

    [Fact]
    public void A_secret_that_a_fix_makes_is_printed_nowhere()
    {
        _folder.Write("compose.prod.yml", "services:\n  app:\n    image: x:1\n    environment:\n      KODA_ENV: production\n      API_TOKEN: ${API_TOKEN}\n");
        _folder.Write(".env", "API_TOKEN=changeme\n");

        var answer = KodaLint.Run(_folder.Path, "fix", "--unsafe");

        Assert.Equal(0, answer.ExitCode);
        var secret = File.ReadAllText(_folder.PathTo(".env")).Trim()["API_TOKEN=".Length..];
        Assert.Equal(64, secret.Length);
        Assert.DoesNotContain(secret, answer.Output + answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[..8], answer.Output + answer.Error, StringComparison.Ordinal);
    }
}
