using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Flow;

/// <summary>Where a type's own code assigns one of its members. By name: a namesake costs certainty, never truth.</summary>
internal static class MemberWrites
{
    /// <summary>Whether a member keeps the value of its declaration, as far as its type's code goes.</summary>
    public static bool IsSetOnlyWhereDeclared(ISymbol member, CancellationToken cancellation) =>
        (member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null } || member.DeclaredAccessibility == Accessibility.Private || member is IPropertySymbol)
        && !Of(member, cancellation).Any();

    /// <summary>The expressions that are assigned to a member.</summary>
    public static IEnumerable<ExpressionSyntax> Of(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var assignment in reference.GetSyntax(cancellation).DescendantNodes().OfType<AssignmentExpressionSyntax>())
            {
                var target = assignment.Left switch
                {
                    IdentifierNameSyntax name => name.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: var name } => name.Identifier.ValueText,
                    _ => null,
                };
                if (target == member.Name && !(assignment.Parent is InitializerExpressionSyntax && assignment.IsKind(SyntaxKind.SimpleAssignmentExpression)))
                    yield return assignment.Right;
            }
        }
    }
}
