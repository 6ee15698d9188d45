using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers.Tests;

public sealed class RobustnessTests
{
    private const int Mutants = 5_000;

    // An analyzer that throws is switched off by the compiler with AD0001; here it ends the test.
    private static readonly CompilationWithAnalyzersOptions Strict = new(
        new AnalyzerOptions([]),
        onAnalyzerException: (exception, _, _) => Assert.Fail(exception.ToString()),
        concurrentAnalysis: false,
        logAnalyzerExecutionTime: false);

    private static async Task<int> Judge(Compilation compilation) =>
        (await compilation.WithAnalyzers([new SourceAnalyzer()], Strict).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).Length;

    private static CSharpCompilation Compile(IEnumerable<string> files, OutputKind kind = OutputKind.ConsoleApplication) => CSharpCompilation.Create(
        "Subject", files.Append(Verify.ImplicitUsings).Select(text => CSharpSyntaxTree.ParseText(text)), Verify.Framework, new CSharpCompilationOptions(kind));

    [Fact]
    public async Task No_mutant_of_broken_code_makes_the_rules_throw()
    {
        var sources = SourceFiles.Below("samples").Concat(SourceFiles.Below("src/Koda.Lint.Analyzers")).Select(file => Tokens(file.Text)).ToList();
        var basis = Compile([], OutputKind.DynamicallyLinkedLibrary);
        var random = new Random(20260101);
        var found = 0;
        for (var i = 0; i < Mutants; i += 10)
        {
            // Ten mutants share a compilation: what is broken in one file is missing in the others.
            var trees = Enumerable.Range(0, 10).Select(_ => CSharpSyntaxTree.ParseText(Mutate(sources[random.Next(sources.Count)], random)));
            found += await Judge(basis.AddSyntaxTrees(trees));
        }

        // Broken code still has findings; a fuzz that finds none has stopped looking.
        Assert.True(found > 100, $"{found} findings in {Mutants} mutants");
    }

    private static List<string> Tokens(string text) => [.. CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Select(token => token.ToFullString())];

    private static string Mutate(List<string> tokens, Random random)
    {
        var deleted = Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(tokens.Count)).ToHashSet();
        var mutant = new StringBuilder();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!deleted.Contains(i))
                mutant.Append(tokens[i]);
        }

        return mutant.ToString();
    }

    [Fact]
    public async Task Missing_references_are_survived()
    {
        var sources = SourceFiles.Below("samples/web-broken").Select(file => CSharpSyntaxTree.ParseText(file.Text));
        var http = Verify.Framework.Where(reference => Path.GetFileName(reference.Display) is "System.Runtime.dll" or "Microsoft.AspNetCore.Http.Abstractions.dll");
        Assert.True(await Judge(CSharpCompilation.Create("Subject", sources, http)) >= 0);
        Assert.Equal(0, await Judge(CSharpCompilation.Create("Subject", sources)));
    }

    [Fact]
    public async Task A_method_of_a_megabyte_is_gone_through()
    {
        var statements = new StringBuilder("var options = new CookieOptions();\n");
        for (var i = 0; statements.Length < 1_000_000; i++)
        {
            statements.Append(System.Globalization.CultureInfo.InvariantCulture, $"if (flag && name.Length > {i}) {{ options.Path = \"/{i}\"; var v{i} = name + \"-{i}\"; response.Headers[\"X-{i}\"] = v{i}; if (v{i} == token) return; }}\n");
        }

        statements.Append("response.Cookies.Append(\"session\", token, options);");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.NotEqual(0, await Judge(Compile([Verify.InMethod(statements.ToString())], OutputKind.DynamicallyLinkedLibrary)));
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task Deep_nesting_is_survived()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 5_000).Select(i => "name"));
        var calls = "new System.Text.StringBuilder()" + string.Concat(Enumerable.Repeat(".Append(name)", 400));
        var blocks = string.Concat(Enumerable.Repeat("if (flag) { ", 200)) + new string('}', 200);
        Assert.True(await Judge(Compile([Verify.InMethod($"response.Headers[\"Content-Security-Policy\"] = {sum}; response.Headers[\"Content-Security-Policy\"] = {calls}.ToString(); {blocks}")], OutputKind.DynamicallyLinkedLibrary)) >= 0);
    }

    [Theory]
    [InlineData("public class C { public static string P => Q; public static string Q => P; public void M(HttpResponse r) { r.Headers[\"Content-Security-Policy\"] = P; } }")]
    [InlineData("public class C { string F(int n) => n == 0 ? \"\" : F(n - 1); public void M(HttpResponse r) { r.Headers[\"Content-Security-Policy\"] = F(3); } }")]
    [InlineData("public class C { public void M(HttpResponse r) { Action a = null; a = () => a(); a(); r.Cookies.Append(\"session\", \"1\"); } }")]
    [InlineData("public class C { public void M(HttpResponse r) { again: r.Cookies.Append(\"session\", \"1\"); goto again; } }")]
    [InlineData("public class C { static readonly string A = B; static readonly string B = A; public void M(HttpResponse r) { r.Headers[\"Content-Security-Policy\"] = A; } }")]
    public async Task Circles_end(string code) => Assert.True(await Judge(Compile([code], OutputKind.DynamicallyLinkedLibrary)) >= 0);

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    [InlineData(LanguageVersion.Preview)]
    public async Task Every_version_of_the_language_is_judged(LanguageVersion version)
    {
        var tree = CSharpSyntaxTree.ParseText(
            "using Microsoft.AspNetCore.Http; public class C { public void M(HttpResponse r) { var o = new CookieOptions { HttpOnly = true }; r.Cookies.Append(\"session\", \"1\", o); } }",
            new CSharpParseOptions(version),
            cancellationToken: TestContext.Current.CancellationToken);
        var compilation = CSharpCompilation.Create("Subject", [tree], Verify.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var findings = await compilation.WithAnalyzers([new SourceAnalyzer()], Strict).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        Assert.Contains(findings, finding => finding.Id == RuleIds.SessionCookieNotSecure);
    }

    [Fact]
    public async Task Generated_code_is_left_alone()
    {
        var tree = CSharpSyntaxTree.ParseText(
            "// <auto-generated/>\nusing Microsoft.AspNetCore.Http; public class C { public void M(HttpResponse r) { r.Cookies.Append(\"session\", \"1\"); } }", path: "C.g.cs", cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, await Judge(CSharpCompilation.Create("Subject", [tree], Verify.Framework, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))));
    }
}
