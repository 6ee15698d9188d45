using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Csp;

/// <summary>Takes <c>'unsafe-inline'</c> or <c>'unsafe-eval'</c> out of a policy.</summary>
internal static class UnsafeSource
{
    /// <summary>Takes the keyword out of a directive that has other sources.</summary>
    public static Mending? Remove(Fault fault) =>
        IsKeyword(fault) && StringCharacters.Of(fault.Node, fault.Text) is { } content
            ? new Mending("Remove " + fault.Text.ToString(fault.Span), [WithoutString(fault, content) ?? new TextChange(WithBlanks(fault.Text, fault.Span, content), "")])
            : null;

    /// <summary>Writes what was meant in the place of a directive's only source.</summary>
    public static Mending? Replace(Fault fault) =>
        IsKeyword(fault) ? new Mending($"Write {fault.Work} instead of {fault.Text.ToString(fault.Span)}", fault.Span, fault.Work) : null;

    // Where the keyword is written with escapes, or comes from elsewhere, the finding is at more than the keyword.
    private static bool IsKeyword(Fault fault) => fault.Text.ToString(fault.Span) is ['\'', .., '\''];

    /// <summary>The keyword with the blanks that separate it from one of its neighbours.</summary>
    private static TextSpan WithBlanks(SourceText text, TextSpan keyword, TextSpan content)
    {
        var before = Back(text, keyword.Start, content, IsBlank);
        if (before > content.Start && !IsLineBreak(text[before - 1]))
            return TextSpan.FromBounds(before, keyword.End);

        // Nothing stands before it on its line.
        var after = On(text, keyword.End, content, IsBlank);
        if (after < content.End && text[after] != ';' && !IsLineBreak(text[after]))
            return TextSpan.FromBounds(keyword.Start, after);
        if (before > content.Start)
            return TextSpan.FromBounds(Back(text, before, content, char.IsWhiteSpace), keyword.End);
        if (after < content.End && IsLineBreak(text[after]))
            return TextSpan.FromBounds(keyword.Start, On(text, after, content, char.IsWhiteSpace));
        return before < keyword.Start ? TextSpan.FromBounds(before, keyword.End) : TextSpan.FromBounds(keyword.Start, after);
    }

    private static int Back(SourceText text, int position, TextSpan content, Func<char, bool> isSkipped)
    {
        while (position > content.Start && isSkipped(text[position - 1]))
            position--;
        return position;
    }

    private static int On(SourceText text, int position, TextSpan content, Func<char, bool> isSkipped)
    {
        while (position < content.End && isSkipped(text[position]))
            position++;
        return position;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private static bool IsLineBreak(char character) => character is '\n' or '\r';

    /// <summary>Takes out the whole string, when the keyword is all that it holds and the code around it does without.</summary>
    private static TextChange? WithoutString(Fault fault, TextSpan content)
    {
        if (fault.Node is not LiteralExpressionSyntax literal || WithBlanks(fault.Text, fault.Span, content) != content)
            return null;
        switch (literal.Parent)
        {
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                var other = sum.Left == literal ? sum.Right : sum.Left;
                var span = sum.Left == literal ? TextSpan.FromBounds(sum.SpanStart, other.SpanStart) : TextSpan.FromBounds(other.Span.End, sum.Span.End);
                return fault.Model.GetTypeInfo(other, fault.Cancellation).Type?.SpecialType == SpecialType.System_String && !HasComments(sum, span)
                    ? new TextChange(span, "")
                    : null;
            case InitializerExpressionSyntax list when IsOfAnyLength(list):
                return fault.Text.Without(list.Expressions, literal);
            case ExpressionElementSyntax { Parent: CollectionExpressionSyntax list } element:
                return fault.Text.Without(list.Elements, element);
            case ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } list } argument
                when list.Arguments.IndexOf(argument) > 0 && IsJoin(fault.SymbolOf(call)):
                return fault.Text.Without(list.Arguments, argument);
            default:
                return null;
        }
    }

    private static bool IsJoin(ISymbol? method) => method is { Name: "Join", ContainingType.SpecialType: SpecialType.System_String };

    // `new string[3] { … }` has to keep its number of elements.
    private static bool IsOfAnyLength(InitializerExpressionSyntax list) => list.Parent switch
    {
        ArrayCreationExpressionSyntax array => array.Type.RankSpecifiers is [{ Sizes: [OmittedArraySizeExpressionSyntax] }],
        ImplicitArrayCreationExpressionSyntax or EqualsValueClauseSyntax => true,
        BaseObjectCreationExpressionSyntax => list.IsKind(SyntaxKind.CollectionInitializerExpression),
        _ => false,
    };

    private static bool HasComments(SyntaxNode node, TextSpan span) =>
        node.DescendantTrivia(span).Any(trivia => span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));
}
