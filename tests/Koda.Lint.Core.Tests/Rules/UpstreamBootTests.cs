using System.Text.Json;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>
/// Environments in which Koda's own guard was run, as the control plane's <c>environment</c> in a Compose file: the linter refuses what the guard
/// refuses, and nothing else.
/// </summary>
public sealed class UpstreamBootTests
{
    private static readonly string[] GuardRules = ["KODA1002", "KODA1003", "KODA1004", "KODA1006"];

    [Fact]
    public void The_linter_reports_an_error_exactly_when_koda_s_own_guard_refuses_to_boot()
    {
        var rows = Load();

        Assert.Equal(1491, rows.Count);
        Assert.Equal([], rows.Where(row => Refuses(row) == row.Boots).Select(row => row.Environment));
    }

    [Fact]
    public void Each_of_the_four_rules_refuses_some() => Assert.Equal(
        GuardRules, Load().SelectMany(row => Judge(row).Select(finding => finding.Rule.Id)).Where(GuardRules.Contains).Distinct().Order(StringComparer.Ordinal));

    private static bool Refuses(Row row) => Judge(row).Any(finding => GuardRules.Contains(finding.Rule.Id) && finding.Severity == Severity.Error);

    /// <summary>JSON's quoted strings are YAML's as well; Compose takes <c>$$</c> for a dollar sign.</summary>
    private static IReadOnlyList<Finding> Judge(Row row) => Deploying.Compose(
        "services: { app: { image: example/koda:1, command: [python, -m, koda.control_plane], environment: " + row.Environment.Replace("$", "$$", StringComparison.Ordinal) + " } }").Findings;

    private static List<Row> Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Rules", "testdata", "upstream-boot.json")));
        return [.. json.RootElement.EnumerateArray().Select(row => new Row(JsonSerializer.Serialize(row.GetProperty("env")), row.GetProperty("boots").GetBoolean()))];
    }

    private sealed record Row(string Environment, bool Boots);
}
