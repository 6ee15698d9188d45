using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>Finds the characters of a text in the literal that they were written in.</summary>
internal static class LiteralText
{
    /// <summary>Where a part of a piece of text stands in the source, or null when the piece is not written anywhere.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="offset">Offset of the part in the piece.</param>
    /// <param name="length">The part's length; what lies beyond the piece is left out.</param>
    public static Microsoft.CodeAnalysis.Location? Locate(TextPiece piece, int offset, int length)
    {
        if (piece.Source is null || piece.Text is null)
            return piece.Source?.GetLocation();
        var token = piece.Source switch
        {
            LiteralExpressionSyntax literal => literal.Token,
            InterpolatedStringTextSyntax text => text.TextToken,
            _ => default,
        };
        if (token.RawKind == 0)
            return piece.Source.GetLocation();
        length = Math.Min(length, piece.Text.Length - offset);
        var part = piece.Text.Substring(offset, length);
        // Escapes shift offsets, but the parts that rules look for have none: the n-th in the value is the n-th in the literal.
        var occurrence = 0;
        for (var at = piece.Text.IndexOf(part, StringComparison.Ordinal); at >= 0 && at < offset; at = piece.Text.IndexOf(part, at + 1, StringComparison.Ordinal))
            occurrence++;
        var start = -1;
        for (var i = 0; i <= occurrence; i++)
        {
            start = token.Text.IndexOf(part, start + 1, StringComparison.OrdinalIgnoreCase);
            if (start < 0)
                return token.GetLocation();
        }

        return Microsoft.CodeAnalysis.Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + start, length));
    }
}
