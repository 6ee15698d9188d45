using System.Text.Json;

namespace Koda.Lint.BootGuard.Tests.Settings;

/// <summary>Environments in which Koda's own guard was run: in <c>Compatible</c> mode this one refuses what that one refuses, and nothing else.</summary>
public sealed class UpstreamBootTests
{
    [Fact]
    public void A_compatible_guard_refuses_exactly_what_koda_s_own_guard_refuses()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Settings", "testdata", "upstream-boot.json")));
        var rows = json.RootElement.EnumerateArray().ToList();

        Assert.Equal(1491, rows.Count);
        Assert.Equal([], rows.Where(row => Boots(row) != row.GetProperty("boots").GetBoolean()).Select(row => row.GetProperty("env").ToString()));
    }

    private static bool Boots(JsonElement row)
    {
        var settings = row.GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString());
        return KodaBootGuard.Evaluate(settings, new KodaGuardOptions { Compatible = true }).Boots;
    }
}
