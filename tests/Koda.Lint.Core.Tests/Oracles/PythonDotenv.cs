using System.Text.Json;
using Koda.Lint.Core.Tests.Dotenv;

namespace Koda.Lint.Core.Tests.Oracles;

/// <summary>The real python-dotenv.</summary>
internal static class PythonDotenv
{
    private const string Script = """
        import json, logging, os, sys
        from dotenv import dotenv_values
        logging.disable(logging.CRITICAL)
        for text in json.load(sys.stdin):
            with open("x.env", "w", newline="", encoding="utf-8") as f:
                f.write(text)
            print(json.dumps(dict(dotenv_values("x.env"))))
        """;

    /// <summary>Debian's package is for the system's Python, which need not be the first one on the path.</summary>
    public static string Require() => OracleProgram.Require(["python3", "/usr/bin/python3"], "-c", "import dotenv");

    public static IReadOnlyList<string> Read(string python, IReadOnlyList<string> texts, IReadOnlyDictionary<string, string> environment)
    {
        using var folder = new TemporaryFolder();
        var answer = OracleProgram.Run(python, ["-c", Script], folder.Path, environment, JsonSerializer.Serialize(texts));
        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
        return [.. answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return Reading.Of(json.RootElement)!;
        })];
    }
}
