using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers;

/// <summary>Findings as the compiler shows them.</summary>
internal static class Findings
{
    /// <summary>The property of a diagnostic that tells the code fix what to do.</summary>
    public const string FixProperty = "fix";

    public static Diagnostic ToDiagnostic(FindingText text, Microsoft.CodeAnalysis.Location location, string? fix)
    {
        var properties = ImmutableDictionary<string, string?>.Empty;
        if (fix is not null)
            properties = properties.Add(FixProperty, fix);
        var severity = text.Severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
        return Diagnostic.Create(Descriptors.For(text.Rule), location, severity, null, properties, text.Message);
    }
}
