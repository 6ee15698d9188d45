using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Browser;
using Microsoft.CodeAnalysis;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>A policy on its way to the browser.</summary>
internal sealed class PolicyText
{
    /// <summary>Its text, with U+FFFC for what is not known.</summary>
    public required string Content { get; init; }

    /// <summary>Whether browsers only report what would break it.</summary>
    public bool IsReportOnly { get; init; }

    /// <summary>The environment in which it is sent.</summary>
    public Guard Guard { get; init; }

    /// <summary>How it is sent.</summary>
    public PolicyUse Use => new() { IsReportOnly = IsReportOnly, IsConditional = Guard == Guard.Environment, MayHoldNonce = MayHoldNonce };

    /// <summary>Where characters of the text stand in the source: offset and length.</summary>
    public required Func<int, int, Microsoft.CodeAnalysis.Location> Locate { get; init; }

    /// <summary>Whether a part that is not known is named like a nonce or a hash.</summary>
    public Func<int, int, bool> MayHoldNonce { get; init; } = (_, _) => false;

    /// <summary>Whether the code fix can take the source out of the literal.</summary>
    public bool IsFixable { get; init; } = true;

    /// <summary>A policy that C# code puts together.</summary>
    public static PolicyText Of(TextValue text, SyntaxNode place, CodeUnit unit, Guard guard, bool isReportOnly) => new()
    {
        Content = text.Content,
        IsReportOnly = isReportOnly,
        Guard = unit.Flow.Guard.And(guard),
        Locate = (offset, length) =>
        {
            var (piece, inPiece) = text.PieceAt(offset);
            var location = LiteralText.Locate(piece, inPiece, length);
            return location?.SourceTree == unit.Model.SyntaxTree ? location! : place.GetLocation();
        },
        MayHoldNonce = (start, end) => Enumerable.Range(start, Math.Max(0, end - start)).Any(offset =>
            text.Content[offset] == TextPiece.Hole[0] && text.PieceAt(offset).Piece.Source?.ToString() is { } hole
            && (hole.IndexOf("nonce", StringComparison.OrdinalIgnoreCase) >= 0 || hole.IndexOf("hash", StringComparison.OrdinalIgnoreCase) >= 0
                || hole.IndexOf("sha", StringComparison.OrdinalIgnoreCase) >= 0)),
    };
}
