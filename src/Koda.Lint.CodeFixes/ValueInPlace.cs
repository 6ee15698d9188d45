using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes;

/// <summary>Writes the safe value in the place of the one that was found, and of those that make it worse.</summary>
internal static class ValueInPlace
{
    public static Mending? Mend(Fault fault)
    {
        var changes = new List<TextChange>();
        foreach (var span in fault.Places.Append(fault.Span))
        {
            if (Change(fault, span) is not { } change)
                return null;
            if (!changes.Contains(change))
                changes.Add(change);
        }

        return new Mending("Write " + changes[changes.Count - 1].NewText, changes);
    }

    private static TextChange? Change(Fault fault, TextSpan span)
    {
        // In `(SameSiteMode)1` the number is to blame, and the whole has the type.
        for (SyntaxNode? place = fault.ExpressionAt(span); place is ExpressionSyntax expression; place = place.Parent)
        {
            if (SafeValue.Write(fault.Work, fault.TypeOf(expression), fault, expression) is { } value)
                return value == expression.ToString() ? null : new TextChange(expression.Span, value);
            if (expression.Parent is not (CastExpressionSyntax or ParenthesizedExpressionSyntax))
                return null;
        }

        return null;
    }
}
