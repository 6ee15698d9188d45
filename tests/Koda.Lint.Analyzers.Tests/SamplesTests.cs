using System.Collections.Immutable;
using Koda.Lint.BootGuard;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Tests;

public sealed class SamplesTests
{
    private static async Task<ImmutableArray<Diagnostic>> Judge(string sample)
    {
        var trees = SourceFiles.Below("samples/" + sample).Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path))
            .Append(CSharpSyntaxTree.ParseText(Verify.ImplicitUsings, path: "ImplicitUsings.cs"));
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        var references = Verify.Framework.Add(MetadataReference.CreateFromFile(typeof(KodaBootGuard).Assembly.Location));
        var compilation = CSharpCompilation.Create("Sample", trees, references, options);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error));
        var pages = SourceFiles.Below("samples/" + sample, "*.cshtml").Select(file => (AdditionalText)new Page(file.Path, file.Text)).ToImmutableArray();
        return await compilation.WithAnalyzers([new SourceAnalyzer()], new AnalyzerOptions(pages)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_broken_program_breaks_every_rule_of_the_source_surface()
    {
        // KODA9xxx is what hosts raise themselves.
        var expected = RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Source) != 0 && !rule.Id.StartsWith("KODA9", StringComparison.Ordinal)).Select(rule => rule.Id);
        Assert.Equal(expected.Order(), (await Judge("web-broken")).Select(finding => finding.Id).Distinct().Order());
    }

    [Fact]
    public async Task The_sound_program_breaks_none() => Assert.Empty(await Judge("web"));

    private sealed class Page(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
