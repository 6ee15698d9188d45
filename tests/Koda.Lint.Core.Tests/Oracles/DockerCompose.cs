using System.Globalization;
using System.Text;
using System.Text.Json;
using Koda.Lint.Core.Tests.Dotenv;

namespace Koda.Lint.Core.Tests.Oracles;

/// <summary>The real Docker Compose, asked for its effective model.</summary>
internal static class DockerCompose
{
    private const string Program = "docker-compose";

    public static void Require() => OracleProgram.Require([Program], "version");

    /// <summary>What the label templates of one project expand to; null when Compose refuses the project.</summary>
    public static IReadOnlyList<string>? Expand(IReadOnlyList<string> templates, IReadOnlyDictionary<string, string> environment)
    {
        using var folder = new TemporaryFolder();
        var yaml = new StringBuilder("services:\n  s:\n    image: x\n    labels:\n");
        for (var i = 0; i < templates.Count; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"      l{i}: ").Append(Quote(templates[i])).Append('\n');
        folder.Write("c.yml", yaml.ToString());

        var answer = OracleProgram.Run(Program, ["-f", "c.yml", "config", "--format", "json"], folder.Path, environment);
        if (answer.ExitCode != 0)
            return null;
        using var model = JsonDocument.Parse(answer.Output);
        var labels = model.RootElement.GetProperty("services").GetProperty("s").GetProperty("labels");
        return [.. templates.Select((_, i) => Unescape(labels.GetProperty("l" + i).GetString()!))];
    }

    /// <summary>What the services of one project get from an env file each; null when Compose refuses the project.</summary>
    public static IReadOnlyList<string>? ReadEnvFiles(IReadOnlyList<string> texts, IReadOnlyDictionary<string, string> environment)
    {
        using var folder = new TemporaryFolder();
        var yaml = new StringBuilder("services:\n");
        for (var i = 0; i < texts.Count; i++)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"  s{i}:\n    image: x\n    env_file: e{i}.env\n");
            folder.Write($"e{i}.env", texts[i]);
        }

        folder.Write("c.yml", yaml.ToString());
        var answer = OracleProgram.Run(Program, ["-f", "c.yml", "config", "--format", "json"], folder.Path, environment);
        if (answer.ExitCode != 0)
            return null;
        using var model = JsonDocument.Parse(answer.Output);
        var services = model.RootElement.GetProperty("services");
        return [.. texts.Select((_, i) => services.GetProperty("s" + i).TryGetProperty("environment", out var set)
            ? Reading.Of(set.EnumerateObject().Select(p => (Unescape(p.Name), (string?)Unescape(p.Value.GetString()!))))
            : "")];
    }

    private static string Unescape(string value) => value.Replace("$$", "$");

    /// <summary>A YAML double-quoted scalar.</summary>
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ' || c is '\u007F' or '\u0085' or '\u00A0' or '\u2028' or '\u2029' or '\uFEFF')
                quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }
}
