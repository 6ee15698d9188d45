using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using WebCode = Koda.Lint.Analyzers.Tests.Verify;

namespace Koda.Lint.CodeFixes.Tests;

/// <summary>Applies the fix to each finding, and to all at once, and compares the code; what is mended has to compile and to be silent.</summary>
internal static class VerifyFix
{
    /// <summary>Checks a file. Before has markup such as <c>{|KODA3001:code|}</c>, after is the file as the fix leaves it.</summary>
    public static async Task Code(string before, string after, string rule, LanguageVersion version = LanguageVersion.Latest)
    {
        var test = new FixTest(rule, version) { TestCode = before, FixedCode = after };
        if (CSharpSyntaxTree.ParseText(after).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement))
            test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Checks statements of a method that has the usual parts of a web application at hand.</summary>
    public static Task Statements(string before, string after, string rule) => Code(WebCode.InMethod(before), WebCode.InMethod(after), rule);

    /// <summary>Checks that statements have a finding, and that nothing is offered for it.</summary>
    public static Task NothingOffered(string statements, string rule) => NothingOfferedFor(WebCode.InMethod(statements), rule);

    /// <summary>The same for a whole file.</summary>
    public static async Task NothingOfferedFor(string code, string rule)
    {
        var subject = SubjectProgram.Of([("Subject.cs", code)]);
        Assert.Empty(await subject.ErrorsAsync());
        var findings = (await subject.FindingsAsync()).Where(finding => finding.Id == rule).ToList();
        Assert.NotEmpty(findings);
        foreach (var finding in findings)
            Assert.Null(await subject.OfferAsync(finding));
    }

    private sealed class FixTest : CSharpCodeFixTest<SourceAnalyzer, SourceFix, DefaultVerifier>
    {
        private readonly LanguageVersion _version;

        public FixTest(string rule, LanguageVersion version)
        {
            _version = version;
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(WebCode.Framework);
            FixedState.AdditionalReferences.AddRange(WebCode.Framework);
            // An older C# has no global usings: its tests name what they use.
            if (version >= LanguageVersion.CSharp10)
            {
                TestState.Sources.Add(("ImplicitUsings.cs", WebCode.ImplicitUsings));
                FixedState.Sources.Add(("ImplicitUsings.cs", WebCode.ImplicitUsings));
            }

            TestBehaviors |= TestBehaviors.SkipGeneratedCodeCheck;
            MarkupOptions = MarkupOptions.UseFirstDescriptor;
            DisabledDiagnostics.AddRange(RuleCatalogue.All.Where(one => (one.Surfaces & Surfaces.Source) != 0 && one.Id != rule).Select(one => one.Id));
        }

        protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(_version);
    }
}
