using Microsoft.CodeAnalysis;

namespace Koda.Lint.Parity.Tests.Hosts;

/// <summary>The analyzer of configuration files, asked as an IDE does.</summary>
internal static class ConfigurationAnalyzer
{
    public static async Task<IReadOnlyList<Told>> Show(string root, IEnumerable<string> files) => [.. (await Editor.Show(root, files)).Select(Read)];

    private static Told Read(Diagnostic shown)
    {
        var place = shown.Location.GetLineSpan();
        var severity = shown.Severity switch { DiagnosticSeverity.Error => Severity.Error, DiagnosticSeverity.Warning => Severity.Warning, _ => Severity.Info };
        return new Told(
            shown.Id, place.Path, new TextPosition(place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1),
            new TextPosition(place.EndLinePosition.Line + 1, place.EndLinePosition.Character + 1), severity, shown.GetMessage(null));
    }
}
