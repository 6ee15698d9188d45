using System.Collections;
using System.Text.Json;
using Koda.Lint.Cli.Tests;
using Koda.Lint.Reports;

namespace Koda.Lint.Parity.Tests.Hosts;

/// <summary><c>koda-lint check</c>, by its report for programs, which has all that hosts say but what to type.</summary>
internal static class CommandLine
{
    private static readonly Dictionary<string, string> Surroundings = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(variable => variable.Key is "HOME" || ((string)variable.Key).StartsWith("DOTNET", StringComparison.Ordinal))
        .ToDictionary(variable => (string)variable.Key, variable => (string)variable.Value!);

    public static IReadOnlyList<Told> Check(string root, params string[] options)
    {
        var answer = OracleProgram.Run(KodaLint.Program, ["check", .. options, "--format", "json"], root, Surroundings);
        Assert.True(answer.ExitCode is 0 or 1, answer.ToString());
        using var report = JsonDocument.Parse(answer.Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => Read(finding, root))];
    }

    private static Told Read(JsonElement json, string root)
    {
        var place = PlaceOf(json, root);
        var rule = json.GetProperty("rule").GetString()!;
        var finding = new Finding
        {
            Rule = RuleCatalogue.All.Single(known => known.Id == rule),
            Severity = Enum.Parse<Severity>(json.GetProperty("severity").GetString()!, ignoreCase: true),
            Message = json.GetProperty("message").GetString()!,
            Location = place,
            Related = [.. json.GetProperty("related").EnumerateArray().Select(related => new RelatedLocation(PlaceOf(related, root), related.GetProperty("message").GetString()!))],
            Subject = "",
        };
        return new Told(rule, place.Path, place.Start, place.End, finding.Severity, FindingSentence.Of(finding));
    }

    private static Location PlaceOf(JsonElement json, string root) =>
        new(Koda.Lint.Files.DeploymentPath.Resolve(root, json.GetProperty("path").GetString()!), PositionOf(json.GetProperty("start")), PositionOf(json.GetProperty("end")));

    private static TextPosition PositionOf(JsonElement json) => new(json.GetProperty("line").GetInt32(), json.GetProperty("column").GetInt32());
}
