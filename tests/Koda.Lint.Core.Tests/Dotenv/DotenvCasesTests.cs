using System.Text.Json;
using Koda.Lint.Dotenv;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Dotenv;

/// <summary>The recorded snippets: what Compose, python-dotenv and a plain split made of them.</summary>
public sealed class DotenvCasesTests
{
    public static TheoryData<string> Names => [.. Load().Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compose_is_read_as_recorded(string name) => AssertReads(name, DotenvDialect.Compose, "compose");

    [Theory]
    [MemberData(nameof(Names))]
    public void Python_dotenv_is_read_as_recorded(string name) => AssertReads(name, DotenvDialect.PythonDotenv, "python_dotenv");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plain_split_is_read_as_recorded(string name) => AssertReads(name, DotenvDialect.Naive, "naive");

    internal static IEnumerable<DotenvCase> Load() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Dotenv", "testdata", "cases.jsonl")).Select(DotenvCase.Parse);

    private static void AssertReads(string name, DotenvDialect dialect, string field)
    {
        var recorded = Load().Single(c => c.Name == name);
        var file = DotenvReader.Read(
            new SourceFile("x.env", recorded.Input),
            dialect,
            variable => recorded.Environment.TryGetValue(variable, out var value)
                ? new VariableDefinition(variable, value, VariableOrigin.Shell, null)
                : null);

        Assert.Equal(recorded.Readings[field], Reading.Of(file));
    }

    internal sealed record DotenvCase(
        string Name, string Input, IReadOnlyDictionary<string, string> Environment, IReadOnlyDictionary<string, string?> Readings)
    {
        public static DotenvCase Parse(string line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return new DotenvCase(
                root.GetProperty("name").GetString()!,
                root.GetProperty("input").GetString()!,
                root.GetProperty("env").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!),
                new[] { "compose", "python_dotenv", "naive" }.ToDictionary(f => f, f => Reading.Of(root.GetProperty(f))));
        }
    }
}
