using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using WebCode = Koda.Lint.Analyzers.Tests.Verify;

namespace Koda.Lint.CodeFixes.Tests;

/// <summary>Applies a fix to each finding, and to all at once, and compares the code; what is mended has to compile and to be silent.</summary>
internal static class VerifyFix
{
    public static async Task Code<TFix>(string before, string after, string rule)
        where TFix : CodeFixProvider, new()
    {
        var test = new FixTest<TFix>(rule) { TestCode = before, FixedCode = after };
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    public static Task Statements<TFix>(string before, string after, string rule)
        where TFix : CodeFixProvider, new() => Code<TFix>(WebCode.InMethod(before), WebCode.InMethod(after), rule);

    private sealed class FixTest<TFix> : CSharpCodeFixTest<SourceAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public FixTest(string rule)
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(WebCode.Framework);
            FixedState.AdditionalReferences.AddRange(WebCode.Framework);
            TestState.Sources.Add(("ImplicitUsings.cs", WebCode.ImplicitUsings));
            FixedState.Sources.Add(("ImplicitUsings.cs", WebCode.ImplicitUsings));
            TestBehaviors |= TestBehaviors.SkipGeneratedCodeCheck;
            MarkupOptions = MarkupOptions.UseFirstDescriptor;
            DisabledDiagnostics.AddRange(RuleCatalogue.All.Where(one => (one.Surfaces & Surfaces.Source) != 0 && one.Id != rule).Select(one => one.Id));
        }

        protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion.Latest);
    }
}
