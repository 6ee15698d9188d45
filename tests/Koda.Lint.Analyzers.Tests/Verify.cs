using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Koda.Lint.Analyzers.Tests;

/// <summary>Runs the C# rules over a program and compares what they report with its markup: <c>{|KODA3001:code|}</c>.</summary>
internal static class Verify
{
    /// <summary>Everything that an ASP.NET Core program on the running framework can refer to.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal)
                    || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Net.", StringComparison.Ordinal)
                    || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.CSharp.dll"))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray();

    /// <summary>What <c>ImplicitUsings</c> gives a web project.</summary>
    public const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>Checks a file against the rules whose ids are given; the others are switched off.</summary>
    public static Task Code(string code, params string[] rules) => Code([("Test0.cs", code)], rules);

    /// <summary>Checks several files.</summary>
    public static async Task Code(IEnumerable<(string Name, string Code)> files, IEnumerable<string> rules, Action<AnalyzerTest>? configure = null)
    {
        var test = new AnalyzerTest(rules);
        foreach (var file in files)
            test.TestState.Sources.Add(file);
        configure?.Invoke(test);
        if (test.TestState.OutputKind is null && files.Any(file => IsProgram(file.Code)))
            test.TestState.OutputKind = OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Checks a file of a project that the build says holds tests.</summary>
    public static Task InTestProject(string code, params string[] rules) => Code(
        [("Test0.cs", code)], rules, test => test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.IsTestProject = true\n")));

    /// <summary>Checks statements of a method that has the usual parts of a web application at hand.</summary>
    public static Task Statements(string statements, params string[] rules) => Code(InMethod(statements), rules);

    /// <summary>Puts statements into a method of a class.</summary>
    public static string InMethod(string statements) =>
        $$"""
        public class Subject
        {
            public async Task Act(
                HttpContext context, HttpRequest request, HttpResponse response, IServiceCollection services, IWebHostEnvironment env, IConfiguration configuration,
                WebApplicationBuilder builder, WebApplication app, string token, string name, bool flag)
            {
                {{statements.Replace("\n", "\n        ", StringComparison.Ordinal)}}
                await Task.CompletedTask;
            }
        }
        """;

    /// <summary>What the rules report on a file, for tests that look at severities and words.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Findings(string code, params string[] rules)
    {
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        var compilation = CSharpCompilation.Create(
            "Subject", [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)], Framework, options);
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        var findings = await compilation.WithAnalyzers([new SourceAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. findings.Where(finding => rules.Contains(finding.Id))];
    }

    /// <summary>The message of the only finding of a rule in statements.</summary>
    public static async Task<string> Message(string statements, string rule) =>
        Assert.Single(await Findings(InMethod(statements), rule)).GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsProgram(string code) =>
        CSharpSyntaxTree.ParseText(Markup.Replace(code, "")).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement);

    private static readonly Regex Markup = new(@"\{\|[A-Za-z0-9#]+:|\|\}", RegexOptions.CultureInvariant);

    /// <summary>A program that is compiled against the running framework.</summary>
    public sealed class AnalyzerTest : CSharpAnalyzerTest<SourceAnalyzer, DefaultVerifier>
    {
        private readonly string[] _rules;

        public AnalyzerTest(IEnumerable<string> rules)
        {
            _rules = [.. rules];
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(Framework);
            TestState.Sources.Add(("ImplicitUsings.cs", ImplicitUsings));
            TestBehaviors |= TestBehaviors.SkipGeneratedCodeCheck;
            MarkupOptions = MarkupOptions.UseFirstDescriptor;
            if (_rules.Length > 0)
            {
                DisabledDiagnostics.AddRange(RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Source) != 0).Select(rule => rule.Id).Except(_rules));
            }
        }

        public LanguageVersion LanguageVersion { get; set; } = LanguageVersion.Latest;

        protected override ParseOptions CreateParseOptions() => ((CSharpParseOptions)base.CreateParseOptions()).WithLanguageVersion(LanguageVersion);
    }
}
