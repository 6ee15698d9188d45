using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Writing;

/// <summary>Names for new variables.</summary>
internal static class UnusedName
{
    /// <summary>The name that is asked for, or the same with a number where a variable in scope has it.</summary>
    /// <param name="place">The code that the variable will stand around; names that it uses keep their meaning.</param>
    /// <param name="name">The name.</param>
    public static string Near(SyntaxNode place, string name)
    {
        var declared = Fault.MemberAround(place).DescendantNodes().Where(node => ScopeOf(node) is { } scope && scope.Span.Contains(place.Span)).Select(NameOf);
        var used = place.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText);
        var taken = new HashSet<string?>(declared.Concat(used));
        var candidate = name;
        for (var number = 2; taken.Contains(candidate); number++)
            candidate = name + number.ToString(CultureInfo.InvariantCulture);
        return candidate;
    }

    private static string? NameOf(SyntaxNode declaration) => declaration switch
    {
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The code that sees a variable, or null for what declares none.</summary>
    private static SyntaxNode? ScopeOf(SyntaxNode declaration) => NameOf(declaration) is null
        ? null
        : declaration is ForEachStatementSyntax
            ? declaration
            : declaration.FirstAncestorOrSelf<SyntaxNode>(node => node is
                BlockSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax
                or UsingStatementSyntax or ForStatementSyntax or CatchClauseSyntax or SwitchSectionSyntax or CompilationUnitSyntax);
}
