using System.Collections.Immutable;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers;

/// <summary>
/// Runs all rules that judge C# code. They share one search for words, one operation tree and one flow for each block;
/// an analyzer for each rule would pay for these as many times as there are rules.
/// </summary>
/// <remarks>
/// The work is done file by file as a file's semantic model becomes available, so that an IDE shows findings while the code
/// is typed, and so that the driver need not visit every node or build operations for blocks that mention nothing of interest.
/// </remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SourceAnalyzer : DiagnosticAnalyzer
{
    private static readonly Vocabulary Words = new(SourceRules.All.SelectMany(rule => rule.Words));

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Source) != 0).Select(Descriptors.For).ToImmutableArray();

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (!IsServer(context.Compilation))
            return;
        var program = new ProgramFacts(context.Compilation, Words, context.Options);
        context.RegisterSemanticModelAction(file => Analyze(file, program));
        context.RegisterAdditionalFileAction(MarkupFiles.Analyze);
    }

    private static void Analyze(SemanticModelAnalysisContext context, ProgramFacts program)
    {
        var tree = context.SemanticModel.SyntaxTree;
        var words = program.WordsOf(tree, context.CancellationToken);
        if (!words.Relevant.Any() && program.IndirectionsOf(context.CancellationToken).UsesIn(tree, context.CancellationToken) is [])
            return;
        var options = context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree);
        new FileAnalysis(context.SemanticModel, program, options, context.ReportDiagnostic, context.CancellationToken).Run(words, SourceRules.All);
    }

    /// <summary>Whether a compilation can hold what the rules judge: it refers to ASP.NET Core or to the hosting and configuration libraries.</summary>
    private static bool IsServer(Compilation compilation)
    {
        foreach (var reference in compilation.ReferencedAssemblyNames)
        {
            if (reference.Name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                || reference.Name.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal)
                || reference.Name.StartsWith("Microsoft.Extensions.Configuration", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
