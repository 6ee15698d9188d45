using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers.Bench;

/// <summary>Takes part in the analysis and does nothing: what the compiler does because there is an analyzer.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class Idle : DiagnosticAnalyzer
{
    internal const string Id = "IDLE001";

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [new DiagnosticDescriptor(Id, "Idle", "Idle", "Bench", DiagnosticSeverity.Warning, isEnabledByDefault: true)];

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(_ => { });
    }
}
