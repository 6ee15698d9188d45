using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Cookies;

/// <summary>Mends a <c>Set-Cookie</c> header that the code spells out.</summary>
internal static class SetCookieHeader
{
    /// <summary>Adds an attribute where the header's text ends, on each path.</summary>
    public static Mending? AddAttribute(Fault fault)
    {
        var changes = fault.Places.Select(place => ChangeFor(fault, place)).Distinct().ToList();
        return changes.Contains(null) ? null : new Mending($"Add {fault.Work} to the header", [.. changes.Select(change => change!.Value)]);
    }

    /// <summary>Writes a value in the place of those that an attribute has.</summary>
    public static Mending? CorrectAttribute(Fault fault) => fault.Places.All(place => fault.Text.ToString(place).All(char.IsLetter))
        ? new Mending("Write SameSite=" + fault.Work, [.. fault.Places.Distinct().Select(place => new TextChange(place, fault.Work))])
        : null;

    private static TextChange? ChangeFor(Fault fault, TextSpan end)
    {
        // What ends inside the expression that was found, or with a constant that it names last, ends with it, whichever path is taken there.
        if (fault.ExpressionAt(fault.Span) is { } whole
            && (whole.Span.Contains(end) || (whole is BinaryExpressionSyntax { Right: var last } && Declares(fault.SymbolOf(last), fault.NodeAt(end)))))
        {
            // Of a call that joins pieces, the last piece ends the text.
            return AtEndOf(fault, whole) ?? (whole.Span.Contains(end) ? AtEndOf(fault, fault.NodeAt(end)) : null);
        }

        // A text that other members use too is no header's end.
        return Fault.MemberAround(fault.NodeAt(end)) == Fault.MemberAround(fault.Node) ? AtEndOf(fault, fault.NodeAt(end)) : null;
    }

    private static TextChange? AtEndOf(Fault fault, SyntaxNode text)
    {
        if (StringCharacters.Of(text, fault.Text) is { } content)
        {
            var written = fault.Text.ToString(content).TrimEnd();
            var separator = !written.EndsWith(";", StringComparison.Ordinal) ? "; " : written.Length == content.Length ? " " : "";
            return new TextChange(new TextSpan(content.End, 0), separator + fault.Work);
        }

        return text switch
        {
            InvocationExpressionSyntax call when IsFormat(fault, call) =>
                call.ArgumentList.Arguments.FirstOrDefault(argument => StringCharacters.Of(argument.Expression, fault.Text) is not null) is { } format
                    ? AtEndOf(fault, format.Expression)
                    : null,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum =>
                StringCharacters.Of(sum.Right, fault.Text) is not null ? AtEndOf(fault, sum.Right) : new TextChange(new TextSpan(sum.Span.End, 0), $" + \"; {fault.Work}\""),
            { Parent: InterpolationSyntax hole } => new TextChange(new TextSpan(hole.Span.End, 0), "; " + fault.Work),
            { Parent: BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum } when sum.Right == text => AtEndOf(fault, sum),
            _ => null,
        };
    }

    private static bool Declares(ISymbol? symbol, SyntaxNode node) =>
        symbol is IFieldSymbol && symbol.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == node.SyntaxTree && declaration.Span.Contains(node.Span));

    private static bool IsFormat(Fault fault, SyntaxNode call) =>
        fault.SymbolOf(call) is { Name: "Format", ContainingType.SpecialType: SpecialType.System_String };
}
