using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers.Tests;

/// <summary>The examples of the rule files are programs too, and the pages show them as the truth.</summary>
public sealed class RuleExamplesTests
{
    public static TheoryData<string, string> Examples
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var rule in RuleCatalogue.All)
            {
                foreach (var example in rule.Examples.Where(example => example.Files.Any(file => file.Name.EndsWith(".cs", StringComparison.Ordinal))))
                    data.Add(rule.Id, example.Title);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task An_example_has_the_findings_that_its_rule_file_names(string id, string title)
    {
        var example = RuleCatalogue.Find(id)!.Examples.Single(one => one.Title == title);
        var trees = example.Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Name)).ToList();
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        var compilation = CSharpCompilation.Create(
            "Example", trees, Verify.Framework, new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

        var findings = await compilation.WithAnalyzers([new SourceAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        var places = findings.Where(finding => finding.Id == id)
            .Select(finding => finding.Location.GetLineSpan())
            .Select(span => string.Create(CultureInfo.InvariantCulture, $"{span.Path} {span.StartLinePosition.Line + 1}:{span.StartLinePosition.Character + 1}"));
        Assert.Equal(example.Expected.Order(), places.Order());
    }
}
