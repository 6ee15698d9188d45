namespace Koda.Lint.BootGuard.Settings;

/// <summary>Settings that the program hands to the guard.</summary>
internal sealed class GivenSettings(IReadOnlyDictionary<string, string?> settings) : ISettingSource
{
    public IEnumerable<string> Names => settings.Keys;

    public string? Find(string name) => settings.TryGetValue(name, out var value) ? value : null;

    public SettingOrigin OriginOf(string name) => new(name, "given settings");
}
