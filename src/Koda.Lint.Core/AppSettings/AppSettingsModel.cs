using System.Globalization;
using Koda.Lint.Text;

namespace Koda.Lint.AppSettings;

/// <summary>
/// The settings that a .NET host sees: <c>appsettings.json</c> with its environment's overlay on top. A later file replaces
/// single keys; items of arrays are replaced by their index, so a shorter array leaves the rest of the longer one.
/// </summary>
public sealed class AppSettingsModel
{
    private readonly Dictionary<string, AppSetting> _settings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Joins files, the most general first.</summary>
    /// <param name="files">The files in the order in which .NET adds them.</param>
    public AppSettingsModel(IEnumerable<AppSettingsFile> files)
    {
        Files = [.. files];
        foreach (var setting in Files.SelectMany(f => f.Settings))
        {
            _settings.TryGetValue(setting.Key, out var replaced);
            _settings[setting.Key] = setting with { Replaced = replaced };
        }
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<AppSettingsFile> Files { get; }

    /// <summary>The settings that count.</summary>
    public IReadOnlyCollection<AppSetting> Settings => _settings.Values;

    /// <summary>What could not be read in any of the files.</summary>
    public IEnumerable<ReadProblem> Problems => Files.SelectMany(f => f.Problems);

    /// <summary>A setting by its key, or null.</summary>
    /// <param name="key">A colon-separated key; case does not matter.</param>
    public AppSetting? Find(string key) => _settings.TryGetValue(key, out var setting) ? setting : null;

    /// <summary>The names directly below a key, numbers first and in their order, as .NET's configuration sorts them.</summary>
    /// <param name="key">A colon-separated key; empty for the top level.</param>
    public IReadOnlyList<string> Children(string key) =>
        [.. Below(key).Select(s => s.Key.Substring(key.Length == 0 ? 0 : key.Length + 1))
            .Select(rest => rest.IndexOf(':') is >= 0 and var colon ? rest.Substring(0, colon) : rest)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .OrderBy(n => Number(n) ?? int.MaxValue).ThenBy(n => n, StringComparer.OrdinalIgnoreCase)];

    /// <summary>All settings below a key.</summary>
    /// <param name="key">A colon-separated key; empty for all of them.</param>
    public IEnumerable<AppSetting> Below(string key) =>
        _settings.Values.Where(s => key.Length == 0
            || (s.Key.Length > key.Length && s.Key[key.Length] == ':' && s.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase)));

    private static int? Number(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
