using dotenv.net;
using Koda.Lint.Core.Tests.Oracles;
using Koda.Lint.Dotenv;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Dotenv;

/// <summary>The readers beside the programs whose eyes they claim to have, on files that no person would write.</summary>
public sealed class DotenvAgainstProgramsTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["SHELLVAR"] = "from shell" };

    [Fact]
    public void Docker_compose_reads_the_same()
    {
        DockerCompose.Require();
        for (var round = 0; round < OracleProgram.Rounds; round++)
        {
            var texts = Snippets.FixedEnvFiles(round, 1200).Where(t => Read(t, DotenvDialect.Compose) is not null).ToList();
            AssertSame(texts, DotenvDialect.Compose, DockerCompose.ReadEnvFiles(texts, Environment));
        }
    }

    [Fact]
    public void Docker_compose_refuses_the_same()
    {
        DockerCompose.Require();
        var texts = Snippets.FixedEnvFiles(1000, 120 * OracleProgram.Rounds).Where(t => Read(t, DotenvDialect.Compose) is null);
        Assert.Equal([], texts.Where(t => DockerCompose.ReadEnvFiles([t], Environment) is not null));
    }

    [Fact]
    public void Python_dotenv_reads_the_same()
    {
        var python = PythonDotenv.Require();
        var texts = Snippets.FixedEnvFiles(2000, 1000 * OracleProgram.Rounds).ToList();
        AssertSame(texts, DotenvDialect.PythonDotenv, PythonDotenv.Read(python, texts, Environment));
    }

    [Fact]
    public void Dotenv_net_reads_the_same()
    {
        using var folder = new TemporaryFolder();
        var texts = DotenvCasesTests.Load().Select(c => c.Input).Concat(Snippets.FixedEnvFiles(3000, 2000 * OracleProgram.Rounds)).ToList();
        AssertSame(texts, DotenvDialect.DotenvNet, texts.Select(text =>
        {
            folder.Write(".env", text);
            try
            {
                var values = DotEnv.Read(new DotEnvOptions(envFilePaths: [Path.Combine(folder.Path, ".env")]));
                return Reading.Of(values.Select(v => (v.Key, (string?)v.Value)));
            }
            catch (ArgumentException)
            {
                return null;
            }
        }));
    }

    private static void AssertSame(IReadOnlyList<string> texts, DotenvDialect dialect, IEnumerable<string?>? readings)
    {
        Assert.NotNull(readings);
        foreach (var (text, reading) in texts.Zip(readings))
            Assert.Equal((text, reading), (text, Read(text, dialect)));
    }

    /// <summary>A byte order mark is the host's to take off.</summary>
    private static string? Read(string text, DotenvDialect dialect)
    {
        var marked = text.StartsWith('\uFEFF');
        return Reading.Of(DotenvReader.Read(
            new SourceFile("x.env", marked ? text[1..] : text) { HasByteOrderMark = marked },
            dialect,
            name => Environment.TryGetValue(name, out var value) ? new VariableDefinition(name, value, VariableOrigin.Shell, null) : null));
    }
}
