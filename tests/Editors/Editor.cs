using System.Collections.Immutable;
using System.Text;
using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Tests;

/// <summary>An IDE with a project that hands files of a deployment to the compiler.</summary>
internal static class Editor
{
    /// <summary>What the analyzer of configuration files shows.</summary>
    /// <param name="root">The folder that the project lints, absolute.</param>
    /// <param name="files">The files that it hands over, absolute.</param>
    /// <param name="reportedByTask">Whether this is a build, in which the task reports.</param>
    public static async Task<ImmutableArray<Diagnostic>> Show(string root, IEnumerable<string> files, bool reportedByTask = false)
    {
        var options = new AnalyzerOptions([.. files.Select(path => (AdditionalText)new Supplied(path, File.ReadAllText(path)))], new Settings(root, reportedByTask));
        var compilation = CSharpCompilation.Create("Subject", [CSharpSyntaxTree.ParseText("class C;", cancellationToken: TestContext.Current.CancellationToken)]);
        return await compilation.WithAnalyzers([new DeploymentAnalyzer()], options).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
    }

    private sealed class Supplied(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, new UTF8Encoding(false));
    }

    private sealed class Settings(string root, bool reportedByTask) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values(root, reportedByTask);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Values(string root, bool reportedByTask) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_property._KodaLintFolderText" => Convert.ToBase64String(Encoding.UTF8.GetBytes(root)),
                "koda_lint_reported_by_task" when reportedByTask => "true",
                _ => "",
            };
            return value.Length > 0;
        }
    }
}
