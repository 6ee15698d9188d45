using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Cookies;

/// <summary>Mends a <c>Set-Cookie</c> header that the code spells out.</summary>
internal static class SetCookieHeader
{
    /// <summary>Adds an attribute where the header's text ends.</summary>
    public static Mending? AddAttribute(Fault fault)
    {
        var place = fault.Places[0];
        var end = fault.NodeAt(place);
        // A text that other members use too is no header's end.
        if (place != fault.Span && MemberOf(end) != MemberOf(fault.Node))
            return null;
        var title = $"Add {fault.Work} to the header";
        if (InString(fault, end) is { } content)
        {
            var written = fault.Text.ToString(content).TrimEnd();
            var separator = !written.EndsWith(";", StringComparison.Ordinal) ? "; " : written.Length == content.Length ? " " : "";
            return new Mending(title, new TextSpan(content.End, 0), separator + fault.Work);
        }

        return end.FirstAncestorOrSelf<ExpressionSyntax>(expression => expression.Span == place) switch
        {
            { Parent: InterpolationSyntax hole } => new Mending(title, new TextSpan(hole.Span.End, 0), "; " + fault.Work),
            { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum } last when sum.Right == last =>
                new Mending(title, new TextSpan(sum.Span.End, 0), $" + \"; {fault.Work}\""),
            _ => null,
        };
    }

    /// <summary>Writes a value in the place of the one that an attribute has.</summary>
    public static Mending? CorrectAttribute(Fault fault) =>
        fault.Text.ToString(fault.Places[0]).All(char.IsLetter) ? new Mending("Write SameSite=" + fault.Work, fault.Places[0], fault.Work) : null;

    // A string, or the last run of characters in an interpolated one.
    private static TextSpan? InString(Fault fault, SyntaxNode end) => StringCharacters.Of(end, fault.Text);

    private static SyntaxNode? MemberOf(SyntaxNode node) => node.FirstAncestorOrSelf<MemberDeclarationSyntax>(member => member is not GlobalStatementSyntax);
}
