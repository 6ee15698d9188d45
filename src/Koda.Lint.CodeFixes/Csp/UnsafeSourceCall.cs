using Koda.Lint.CodeFixes.Writing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes.Csp;

/// <summary>Takes <c>UnsafeInline()</c> or <c>UnsafeEval()</c> out of the calls that build a policy.</summary>
internal static class UnsafeSourceCall
{
    public static Mending? Mend(Fault fault)
    {
        if (fault.Node is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access } name
            || TypeOf(fault, access.Expression) is not { } builder)
            return null;
        return HasOtherSources(fault, call, builder) && IsLink(call, access) && SymbolEqualityComparer.Default.Equals(builder, TypeOf(fault, call))
            ? new Mending($"Remove {name}()", TextSpan.FromBounds(Layout.EndWithComments(access.Expression.GetLastToken()), call.Span.End), "")
            : Instead(fault, name, builder);
    }

    // Without it, the chain is still a call.
    private static bool IsLink(InvocationExpressionSyntax call, MemberAccessExpressionSyntax access) =>
        access.Expression is InvocationExpressionSyntax || call.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax };

    // A directive that is left without sources gets the one that was meant.
    private static Mending? Instead(Fault fault, SimpleNameSyntax name, ITypeSymbol builder) =>
        fault.Model.LookupSymbols(name.SpanStart, builder, fault.Work, includeReducedExtensionMethods: true).OfType<IMethodSymbol>()
            .Any(method => method.Parameters.All(parameter => parameter.IsOptional))
            ? new Mending($"Call {fault.Work} instead of {name}", name.Span, fault.Work)
            : null;

    /// <summary>Whether another call of the chain gives the same builder a source.</summary>
    private static bool HasOtherSources(Fault fault, InvocationExpressionSyntax call, ITypeSymbol builder)
    {
        SyntaxNode top = call;
        while (top.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next })
            top = next;
        for (var link = top as InvocationExpressionSyntax; link?.Expression is MemberAccessExpressionSyntax access; link = access.Expression as InvocationExpressionSyntax)
        {
            if (link != call && SymbolEqualityComparer.Default.Equals(TypeOf(fault, access.Expression), builder))
                return true;
        }

        return false;
    }

    private static ITypeSymbol? TypeOf(Fault fault, ExpressionSyntax expression) => fault.Model.GetTypeInfo(expression, fault.Cancellation).Type;
}
