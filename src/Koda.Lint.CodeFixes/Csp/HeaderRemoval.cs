using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.CodeFixes.Csp;

/// <summary>Takes out a statement that takes a security header out of the answer.</summary>
internal static class HeaderRemoval
{
    public static Mending? Mend(Fault fault) =>
        fault.ExpressionAt(fault.Span) is { Parent: ExpressionStatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax } statement }
            && !statement.ContainsDirectives
            ? new Mending("Keep the header", [fault.Text.Without(statement)])
            : null;
}
