using System.Text.Json;
using Koda.Lint.Settings;

namespace Koda.Lint.Abstractions.Tests.Settings;

/// <summary>Environments in which Koda's own guard was run, and whether it booted.</summary>
public sealed class UpstreamBootTests
{
    [Fact]
    public void The_setting_rules_refuse_what_koda_s_own_guard_refuses_and_nothing_else()
    {
        var rows = Load();
        var disagreements = rows.Where(row => Refuses(row.Environment) == row.Boots).Select(row => JsonSerializer.Serialize(row.Environment));

        Assert.Equal(1491, rows.Count);
        Assert.Equal([], disagreements);
    }

    [Fact]
    public void Both_verdicts_occur_and_each_of_the_four_rules_is_needed()
    {
        var rules = Load().SelectMany(row => SettingRules.Judge(row.Environment.GetValueOrDefault, Compatible)).Select(fault => fault.Rule.Id);

        Assert.Equal(["KODA1002", "KODA1003", "KODA1004", "KODA1006"], rules.Distinct().Order());
    }

    private static SettingRuleOptions Compatible { get; } = new() { Compatible = true };

    private static bool Refuses(Dictionary<string, string> environment) =>
        SettingRules.Judge(environment.GetValueOrDefault, Compatible).Any();

    private static List<Row> Load()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Settings", "testdata", "upstream-boot.json")));
        return [.. json.RootElement.EnumerateArray().Select(row => new Row(
            row.GetProperty("env").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!),
            row.GetProperty("boots").GetBoolean()))];
    }

    private sealed record Row(Dictionary<string, string> Environment, bool Boots);
}
