using System.Text;

namespace Koda.Lint.Build;

/// <summary>
/// How a project weighs diagnostics: <c>NoWarn</c>, <c>WarningsAsErrors</c>, <c>WarningsNotAsErrors</c>, <c>TreatWarningsAsErrors</c> and global
/// analyzer configurations, with the compiler's own precedence (Roslyn, <c>CSharpDiagnosticFilter</c>). Only ids of Koda.Lint are kept, so that
/// projects that differ in nothing else share one report.
/// </summary>
internal sealed class SeveritySettings
{
    private const string Prefix = "KODA";
    private const string TreatAll = "*";
    private const char Kept = '!';

    // What the compiler's command line and the configuration files say of an id, settled; '!' marks one that is not to become an error.
    private readonly Dictionary<string, string> _levels;
    private readonly bool _warningsAreErrors;

    private SeveritySettings(Dictionary<string, string> levels, bool warningsAreErrors)
    {
        _levels = levels;
        _warningsAreErrors = warningsAreErrors;
    }

    /// <summary>Settles what a project says.</summary>
    /// <param name="noWarn">Ids to leave out, separated by <c>;</c> or <c>,</c>.</param>
    /// <param name="warningsAsErrors">Ids that are errors.</param>
    /// <param name="warningsNotAsErrors">Ids that stay warnings whatever happens to the others.</param>
    /// <param name="treatWarningsAsErrors">Whether warnings are errors.</param>
    /// <param name="configured">What global analyzer configurations say, by id.</param>
    public static SeveritySettings From(
        string? noWarn, string? warningsAsErrors, string? warningsNotAsErrors, bool treatWarningsAsErrors, IReadOnlyDictionary<string, string> configured)
    {
        var commanded = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in Ids(warningsAsErrors))
            commanded[id] = "error";
        foreach (var id in Ids(warningsNotAsErrors))
            commanded[id] = "default";
        foreach (var id in Ids(noWarn))
            commanded[id] = "none";

        var levels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var id in commanded.Keys.Concat(configured.Keys.Where(IsOurs)))
        {
            var isKept = commanded.TryGetValue(id, out var level) && level == "default";
            if ((level is null || isKept) && configured.TryGetValue(id, out var configuredLevel))
                level = configuredLevel;

            // To name the default is to name it: the compiler raises it no more.
            isKept |= level == "default";
            levels[id.ToUpperInvariant()] = isKept ? level + Kept : level!;
        }

        return new SeveritySettings(levels, treatWarningsAsErrors);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The text.</param>
    public static SeveritySettings Parse(string text)
    {
        var levels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var all = false;
        foreach (var part in text.Split([','], StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=');
            if (part == TreatAll)
                all = true;
            else if (equals > 0)
                levels[part.Substring(0, equals)] = part.Substring(equals + 1);
        }

        return new SeveritySettings(levels, all);
    }

    /// <summary>The severity of a finding, or null when the project does not want to hear of it.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="severity">The severity that the finding has by itself.</param>
    public Severity? SeverityOf(string id, Severity severity)
    {
        var isSpecified = _levels.TryGetValue(id, out var level);
        var isKept = isSpecified && level![level.Length - 1] == Kept;
        if (isKept && severity == Severity.Warning && level == "error!")
            return severity;
        Severity? settled = (isKept ? level!.Substring(0, level.Length - 1) : level) switch
        {
            "none" => null,
            "suggestion" => Severity.Info,
            "warning" => Severity.Warning,
            "error" => Severity.Error,
            _ => severity,
        };
        return settled == Severity.Warning && _warningsAreErrors && !isKept ? Severity.Error : settled;
    }

    /// <summary>The settings in one line, the same for projects that agree.</summary>
    public override string ToString()
    {
        if (_levels.Count == 0)
            return _warningsAreErrors ? TreatAll : "";
        var text = new StringBuilder(_warningsAreErrors ? TreatAll : "");
        foreach (var entry in _levels.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase))
            text.Append(text.Length > 0 ? "," : "").Append(entry.Key).Append('=').Append(entry.Value);
        return text.ToString();
    }

    private static IEnumerable<string> Ids(string? list) =>
        (list ?? "").Split([';', ',', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(IsOurs);

    private static bool IsOurs(string id) => id.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);
}
