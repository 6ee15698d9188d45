namespace Koda.Lint.Analyzers.Audit;

/// <summary>Names of methods, some with a <c>*</c> at the end for any continuation: defaults and what <c>.editorconfig</c> adds.</summary>
internal sealed class MethodNames
{
    private readonly IReadOnlyList<string> _patterns;

    private MethodNames(IReadOnlyList<string> patterns) => _patterns = patterns;

    /// <summary>Reads the names that hold for a unit's file.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="key">The option: names with commas between them.</param>
    /// <param name="defaults">Names that always count.</param>
    public static MethodNames Of(CodeUnit unit, string key, params string[] defaults)
    {
        var added = unit.Options.TryGetValue(key, out var value) ? value : "";
        return unit.Program.Learn(
            (key, added), _ => new MethodNames([.. defaults, .. added.Split(',').Select(name => name.Trim()).Where(name => name.Length > 0)]));
    }

    public bool Contain(string name) => _patterns.Any(pattern =>
        pattern.EndsWith("*", StringComparison.Ordinal)
            ? string.CompareOrdinal(name, 0, pattern, 0, pattern.Length - 1) == 0
            : name == pattern || name == pattern + "Async");
}
