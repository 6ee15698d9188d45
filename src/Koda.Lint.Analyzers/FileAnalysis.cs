using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Koda.Lint.Analyzers;

/// <summary>One file's way through the rules: its words are found, the blocks around them gone through, the rest left alone.</summary>
internal sealed class FileAnalysis
{
    private readonly HashSet<(string Id, Microsoft.CodeAnalysis.Text.TextSpan Span)> _reported = [];
    private readonly Action<Diagnostic> _report;

    public FileAnalysis(
        SemanticModel model, ProgramFacts program, AnalyzerConfigOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        Model = model;
        Program = program;
        Options = options;
        Cancellation = cancellation;
        _report = report;
    }

    public SemanticModel Model { get; }

    public SyntaxTree Tree => Model.SyntaxTree;

    public ProgramFacts Program { get; }

    public AnalyzerConfigOptions Options { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Goes through every block that mentions one of the words.</summary>
    /// <param name="words">The file's words.</param>
    /// <param name="rules">The rules.</param>
    public void Run(FileWords words, IReadOnlyList<SourceRule> rules)
    {
        var root = Tree.GetRoot(Cancellation);
        var units = new HashSet<SyntaxNode>();
        var attributes = new HashSet<AttributeSyntax>();
        foreach (var (word, position) in words.Relevant)
        {
            var token = root.FindToken(position);
            if (!token.Span.Contains(position) || token.Parent is not { } parent)
                continue;
            var isText = IsText(token);
            if (isText != word.InStrings && !(word.InStrings && token.IsKind(SyntaxKind.IdentifierToken) && word.Then is null))
                continue;
            if (isText)
            {
                foreach (var rule in rules)
                    rule.OnText(token, new CodeUnit(this, parent, rules));
            }

            if (parent.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
                attributes.Add(attribute);
            else if (UnitOf(parent) is { } unit)
                units.Add(unit);
        }

        foreach (var use in Program.IndirectionsOf(Cancellation).UsesIn(Tree, Cancellation))
        {
            if (UnitOf(use) is { } unit)
                units.Add(unit);
        }

        foreach (var attribute in attributes)
        {
            foreach (var rule in rules)
                rule.OnAttribute(attribute, new CodeUnit(this, attribute, rules));
        }

        foreach (var unit in units)
            Run(unit, rules);
    }

    /// <summary>Reports a fault once, however often the way leads there.</summary>
    public void Report(FindingText text, Microsoft.CodeAnalysis.Location location, string? fix, IEnumerable<Microsoft.CodeAnalysis.Location>? places = null)
    {
        if (_reported.Add((text.Rule.Id, location.SourceSpan)))
            _report(Findings.ToDiagnostic(text, location, fix, places));
    }

    /// <summary>The smallest piece of code around a node that runs as a whole, or null.</summary>
    public static SyntaxNode? UnitOf(SyntaxNode node)
    {
        for (var current = node; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case BaseMethodDeclarationSyntax { Body: not null } or BaseMethodDeclarationSyntax { ExpressionBody: not null }:
                case AccessorDeclarationSyntax { Body: not null } or AccessorDeclarationSyntax { ExpressionBody: not null }:
                case ArrowExpressionClauseSyntax { Parent: PropertyDeclarationSyntax or IndexerDeclarationSyntax }:
                case EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax or VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } }:
                    return current;
                // The name or the type of a member with a value stands beside the value.
                case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field:
                    return field.Initializer;
                case VariableDeclarationSyntax { Parent: BaseFieldDeclarationSyntax } fields:
                    return fields.Variables[0].Initializer;
                case PropertyDeclarationSyntax property:
                    return (SyntaxNode?)property.ExpressionBody ?? property.Initializer;
                case GlobalStatementSyntax:
                    return current.SyntaxTree.GetRoot();
                case BaseTypeDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    private void Run(SyntaxNode unit, IReadOnlyList<SourceRule> rules)
    {
        try
        {
            new CodeUnit(this, unit, rules).Run();
        }
        catch (InsufficientExecutionStackException)
        {
            // Code that is nested too deeply to go through is code that nobody wrote by hand.
        }
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
        or SyntaxKind.Utf8SingleLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken;
}
