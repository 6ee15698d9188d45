using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>The characters of a string between its quotes, whatever its kind: plain, verbatim, raw, interpolated.</summary>
internal static class StringCharacters
{
    /// <summary>Where they stand, or null when the node is no string.</summary>
    public static TextSpan? Of(SyntaxNode node, SourceText text) => node switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression, Token: var token } =>
            Between(token.Span, isMultiLine: token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken), isRaw: !token.IsKind(SyntaxKind.StringLiteralToken), text),
        InterpolatedStringExpressionSyntax { StringStartToken: var start } interpolated => Between(
            interpolated.Span,
            isMultiLine: start.IsKind(SyntaxKind.InterpolatedMultiLineRawStringStartToken),
            isRaw: !start.IsKind(SyntaxKind.InterpolatedStringStartToken) && !start.IsKind(SyntaxKind.InterpolatedVerbatimStringStartToken),
            text),
        InterpolatedStringTextSyntax { Parent: InterpolatedStringExpressionSyntax whole } part =>
            Of(whole, text) is { } content ? part.Span.Intersection(content) : null,
        _ => null,
    };

    private static TextSpan Between(TextSpan whole, bool isMultiLine, bool isRaw, SourceText text)
    {
        var start = whole.Start;
        while (text[start] != '"')
            start++;
        var quotes = 1;
        while (isRaw && text[start + quotes] == '"')
            quotes++;
        start += quotes;
        var end = whole.End - quotes;
        if (!isMultiLine)
            return TextSpan.FromBounds(start, end);

        // The line breaks beside the quotes, and the indentation of the last line, are no part of the text.
        start = text.Lines.GetLineFromPosition(start).EndIncludingLineBreak;
        end = text.Lines[text.Lines.GetLineFromPosition(end).LineNumber - 1].End;
        return TextSpan.FromBounds(start, Math.Max(start, end));
    }
}
