using System.Collections.Immutable;
using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using WebCode = Koda.Lint.Analyzers.Tests.Verify;

namespace Koda.Lint.CodeFixes.Tests;

/// <summary>A program with its findings and with what the fix makes of it.</summary>
internal sealed class SubjectProgram
{
    private static readonly SourceFix Fix = new();

    private readonly Project _project;

    private Task<IReadOnlyList<Diagnostic>>? _findings;

    private SubjectProgram(Project project) => _project = project;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A web program of some files.</summary>
    public static SubjectProgram Of(IEnumerable<(string Path, string Text)> files)
    {
        var sources = files.ToList();
        var isProgram = sources.Exists(file => CSharpSyntaxTree.ParseText(file.Text).GetCompilationUnitRoot().Members.Any(SyntaxKind.GlobalStatement));
        var kind = isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        var project = new AdhocWorkspace().AddProject("Subject", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.Latest))
            .AddMetadataReferences(WebCode.Framework);
        foreach (var (path, text) in sources.Append(("ImplicitUsings.cs", WebCode.ImplicitUsings)))
            project = project.AddDocument(Path.GetFileName(path), text, filePath: path).Project;
        return new SubjectProgram(project);
    }

    /// <summary>All code, for messages.</summary>
    public async Task<string> CodeAsync()
    {
        var texts = new List<string>();
        foreach (var document in _project.Documents.Where(document => document.Name != "ImplicitUsings.cs"))
            texts.Add((await document.GetTextAsync(Cancellation)).ToString());
        return string.Join("\n", texts);
    }

    /// <summary>What the compiler refuses.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ErrorsAsync() =>
        [.. (await _project.GetCompilationAsync(Cancellation))!.GetDiagnostics(Cancellation).Where(one => one.Severity == DiagnosticSeverity.Error)];

    /// <summary>What the rules find; looked for once.</summary>
    public Task<IReadOnlyList<Diagnostic>> FindingsAsync() => _findings ??= JudgeAsync();

    /// <summary>What is offered for a finding, or null.</summary>
    public async Task<CodeAction?> OfferAsync(Diagnostic finding)
    {
        if (!Fix.FixableDiagnosticIds.Contains(finding.Id) || _project.GetDocument(finding.Location.SourceTree) is not { } document)
            return null;
        CodeAction? offered = null;
        await Fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offered = action, Cancellation));
        return offered;
    }

    /// <summary>The program after an offer was taken.</summary>
    public async Task<SubjectProgram> AfterAsync(CodeAction action) => new(await ApplyAsync(action));

    /// <summary>The program after Fix All for a rule, once.</summary>
    public async Task<SubjectProgram> AfterFixAllAsync(string rule)
    {
        var context = new FixAllContext(_project, Fix, FixAllScope.Project, rule, [rule], new Findings(this), Cancellation);
        return await Fix.GetFixAllProvider().GetFixAsync(context) is { } action ? new(await ApplyAsync(action)) : this;
    }

    private async Task<IReadOnlyList<Diagnostic>> JudgeAsync() =>
        [.. (await (await _project.GetCompilationAsync(Cancellation))!.WithAnalyzers([new SourceAnalyzer()]).GetAnalyzerDiagnosticsAsync(Cancellation))
            .OrderBy(finding => finding.Id).ThenBy(finding => finding.Location.SourceTree?.FilePath).ThenBy(finding => finding.Location.SourceSpan)];

    private async Task<Project> ApplyAsync(CodeAction action)
    {
        var operation = (await action.GetOperationsAsync(Cancellation)).OfType<ApplyChangesOperation>().Single();
        return operation.ChangedSolution.GetProject(_project.Id)!;
    }

    private sealed class Findings(SubjectProgram program) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => await program.FindingsAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            var tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await program.FindingsAsync()).Where(finding => finding.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
