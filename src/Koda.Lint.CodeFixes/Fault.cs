using Koda.Lint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes;

/// <summary>A finding in a document, with what its diagnostic says about mending it.</summary>
internal sealed class Fault
{
    private Fault(Diagnostic diagnostic, string instruction, SyntaxNode root, SemanticModel model, SourceText text, CancellationToken cancellation)
    {
        var colon = instruction.IndexOf(':');
        Verb = colon < 0 ? instruction : instruction.Substring(0, colon);
        Work = colon < 0 ? "" : instruction.Substring(colon + 1);
        Span = diagnostic.Location.SourceSpan;
        Places = [.. diagnostic.AdditionalLocations.Select(place => place.SourceSpan)];
        Root = root;
        Model = model;
        Text = text;
        Cancellation = cancellation;
        Node = NodeAt(Span);
    }

    /// <summary>What to do.</summary>
    public string Verb { get; }

    /// <summary>What to do it with, or empty.</summary>
    public string Work { get; }

    /// <summary>Where the finding is.</summary>
    public TextSpan Span { get; }

    /// <summary>Where else there is work to do.</summary>
    public IReadOnlyList<TextSpan> Places { get; }

    /// <summary>The innermost piece of syntax at the finding.</summary>
    public SyntaxNode Node { get; }

    public SyntaxNode Root { get; }

    public SemanticModel Model { get; }

    public SourceText Text { get; }

    public CancellationToken Cancellation { get; }

    /// <summary>Reads a finding, or gives null when its rule knows no safe way to mend it.</summary>
    public static async Task<Fault?> ReadAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (!diagnostic.Properties.TryGetValue(Findings.FixProperty, out var instruction) || instruction is null)
            return null;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null ? null : new Fault(diagnostic, instruction, root, model, text, cancellation);
    }

    /// <summary>The innermost piece of syntax at some characters.</summary>
    public SyntaxNode NodeAt(TextSpan span) => Root.FindNode(span, getInnermostNodeForTie: true);

    /// <summary>The expression that is exactly some characters, or null.</summary>
    public ExpressionSyntax? ExpressionAt(TextSpan span) => NodeAt(span) switch
    {
        ArgumentSyntax argument => argument.Expression,
        AttributeArgumentSyntax argument => argument.Expression,
        var node => node.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == span),
    };

    /// <summary>Where the object is made that an expression stands for: there, or where its variable is declared; null when that is not known.</summary>
    public BaseObjectCreationExpressionSyntax? CreationOf(ExpressionSyntax expression) => expression switch
    {
        BaseObjectCreationExpressionSyntax creation => creation,
        ParenthesizedExpressionSyntax { Expression: var inner } => CreationOf(inner),
        IdentifierNameSyntax when SymbolOf(expression) is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } =>
            (declaration.GetSyntax(Cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value as BaseObjectCreationExpressionSyntax,
        _ => null,
    };

    /// <summary>The method, property or field around a piece of syntax, or the file for a statement of the program.</summary>
    public static SyntaxNode MemberAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax) ?? node.SyntaxTree.GetRoot();

    public ISymbol? SymbolOf(SyntaxNode node) => Model.GetSymbolInfo(node, Cancellation).Symbol;

    public ITypeSymbol? TypeOf(SyntaxNode expression)
    {
        var info = Model.GetTypeInfo(expression, Cancellation);
        return info.ConvertedType ?? info.Type;
    }

    /// <summary>A type's name as it is written at a place: alone where the file imports it, else with its namespace.</summary>
    public string NameOf(ITypeSymbol type, int position) => type.ToMinimalDisplayString(Model, position);

    /// <summary>The same for a type that is known by its full name; null when the program lacks it.</summary>
    public string? NameOf(string fullName, int position) =>
        Model.Compilation.GetTypeByMetadataName(fullName) is { } type ? NameOf(type, position) : null;
}
