using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers.Tests.Shapes;

/// <summary>Replays every shape of code in the <c>.shapes</c> files beside this class.</summary>
public sealed class ShapesTests
{
    private const string Folder = "tests/Koda.Lint.Analyzers.Tests/Shapes";

    // What packages add to ASP.NET Core, as far as shapes use it: the names are theirs, the bodies are empty.
    private static readonly Lazy<MetadataReference> Packages = new(() =>
    {
        var tree = CSharpSyntaxTree.ParseText(File.ReadAllText(Repository.PathTo(Folder + "/Packages.cs.txt")));
        using var assembly = new MemoryStream();
        Assert.Empty(CSharpCompilation.Create("Packages", [tree], Verify.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(assembly.ToArray());
    });

    private static readonly Lazy<IReadOnlyDictionary<string, IReadOnlyList<Shape>>> All = new(() => Directory
        .EnumerateFiles(Repository.PathTo(Folder), "*.shapes").ToDictionary(path => Path.GetFileNameWithoutExtension(path), path => Shape.Read(File.ReadAllText(path))));

    /// <summary>The file and the title of each shape.</summary>
    public static TheoryData<string, string> Titles
    {
        get
        {
            var titles = new TheoryData<string, string>();
            foreach (var (file, shapes) in All.Value.OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                foreach (var shape in shapes)
                    titles.Add(file, shape.Title);
            }

            return titles;
        }
    }

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_shape_has_the_findings_that_are_marked_in_it_and_no_others(string file, string title)
    {
        var shape = All.Value[file].Single(one => one.Title == title);
        var findings = await Judge(shape);
        var unexpected = findings.Where(finding => !shape.Files.SelectMany(one => one.Expected).Any(expected => expected.IsMetBy(finding))).ToList();
        var missed = shape.Files.SelectMany(one => one.Expected).Where(expected => !findings.Any(expected.IsMetBy)).ToList();
        if (unexpected.Count > 0 || missed.Count > 0)
            Assert.Fail(Shown(shape, findings, missed));
    }

    [Fact]
    public void There_are_shapes_of_every_rule_of_the_source_surface()
    {
        var expected = RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Source) != 0 && !rule.Id.StartsWith("KODA9", StringComparison.Ordinal)).Select(rule => rule.Id);
        var marked = All.Value.Values.SelectMany(shapes => shapes).SelectMany(shape => shape.Files).SelectMany(one => one.Expected).Select(one => one.Rule);
        Assert.Empty(expected.Except(marked));
    }

    private static async Task<ImmutableArray<Diagnostic>> Judge(Shape shape)
    {
        var options = new CSharpParseOptions(shape.Language);
        var trees = shape.Files.Where(file => file.Name.EndsWith(".cs", StringComparison.Ordinal)).Select(file => CSharpSyntaxTree.ParseText(file.Code, options, path: "/src/" + file.Name)).ToList();
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        if (shape.Language == LanguageVersion.Latest)
            trees.Add(CSharpSyntaxTree.ParseText(Verify.ImplicitUsings, options, path: "/src/Usings.g.cs"));
        var compilation = CSharpCompilation.Create("Shape", trees, [.. Verify.Framework, Packages.Value], new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: shape.Language == LanguageVersion.Latest ? NullableContextOptions.Annotations : NullableContextOptions.Disable));
        Assert.Equal([], compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString()));
        var others = shape.Files.Where(file => !file.Name.EndsWith(".cs", StringComparison.Ordinal)).Select(file => (AdditionalText)new OtherFile("/src/" + file.Name, file.Code)).ToImmutableArray();
        var judged = compilation.WithAnalyzers([new SourceAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(others), onAnalyzerException: (exception, _, _) => Assert.Fail(exception.ToString()), concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var findings = await judged.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. findings.Where(finding => shape.Rules.Count == 0 || shape.Rules.Contains(finding.Id))];
    }

    /// <summary>The shape's code with what was found marked in it, and what was missed.</summary>
    private static string Shown(Shape shape, ImmutableArray<Diagnostic> findings, IReadOnlyList<Expectation> missed)
    {
        var text = new StringBuilder("found:\n");
        foreach (var file in shape.Files)
        {
            var marks = findings.Where(finding => Path.GetFileName(finding.Location.GetLineSpan().Path) == file.Name)
                .SelectMany(finding => new[]
                {
                    (At: finding.Location.SourceSpan.Start, Order: 1, Length: -finding.Location.SourceSpan.Length, Text: "{|" + finding.Id[4..] + Expectation.LetterOf(finding.Severity) + ":"),
                    (At: finding.Location.SourceSpan.End, Order: 0, Length: finding.Location.SourceSpan.Length, Text: "|}"),
                })
                .OrderByDescending(mark => mark.At).ThenByDescending(mark => mark.Order).ThenByDescending(mark => mark.Length);
            var code = file.Code;
            foreach (var mark in marks)
                code = code.Insert(mark.At, mark.Text);
            text.Append(code).Append('\n');
        }

        foreach (var expectation in missed)
            text.Append("missed: ").Append(expectation.Rule).Append(expectation.Severity).Append(" at ").Append(shape.Files.First(file => file.Name == expectation.File).Code.AsSpan(expectation.Span.Start, expectation.Span.Length)).Append('\n');
        return text.ToString();
    }

    private sealed class OtherFile(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(text);
    }
}
