using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers;

/// <summary>Findings as the compiler shows them.</summary>
internal static class Findings
{
    /// <summary>The property of a diagnostic that tells the code fix what to do.</summary>
    public const string FixProperty = "fix";

    /// <summary>A finding with what its code fix needs.</summary>
    /// <param name="text">What is wrong.</param>
    /// <param name="location">Where.</param>
    /// <param name="fix">What the code fix is to do: a verb and, after a colon, what with. Null where no fix is safe.</param>
    /// <param name="places">Where the code fix has work to do apart from <paramref name="location"/>.</param>
    public static Diagnostic ToDiagnostic(
        FindingText text, Microsoft.CodeAnalysis.Location location, string? fix, IEnumerable<Microsoft.CodeAnalysis.Location>? places = null)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (fix is not null)
            properties = properties.Add(FixProperty, fix);
        return Diagnostic.Create(Descriptors.For(text.Rule), location, ToCompilers(text.Severity), places, properties, text.Message);
    }

    /// <summary>A finding of the engine.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="message">Its words.</param>
    /// <param name="location">Its place.</param>
    /// <param name="related">The other places that explain it.</param>
    public static Diagnostic ToDiagnostic(
        Finding finding, string message, Microsoft.CodeAnalysis.Location location, IEnumerable<Microsoft.CodeAnalysis.Location> related) =>
        Diagnostic.Create(Descriptors.For(finding.Rule), location, ToCompilers(finding.Severity), related, null, message);

    private static DiagnosticSeverity ToCompilers(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };
}
