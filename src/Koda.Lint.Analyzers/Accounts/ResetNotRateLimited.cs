using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Analyzers.Scan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Accounts;

/// <summary>KODA5011: an endpoint that resets a password or makes new recovery codes can be called as often as one likes.</summary>
internal sealed class ResetNotRateLimited : SourceRule
{
    private const string Limited = "RequireRateLimiting";

    public override IEnumerable<Word> Words =>
    [
        "ResetPasswordAsync", "GenerateNewTwoFactorRecoveryCodesAsync",
        new Word("GlobalLimiter") { IsFactOnly = true },
        new Word(Limited) { IsFactOnly = true },
        new Word("EnableRateLimiting") { IsFactOnly = true },
    ];

    public override void OnCalled(Call call, CodeUnit unit)
    {
        if (call.Name is not ("ResetPasswordAsync" or "GenerateNewTwoFactorRecoveryCodesAsync")
            || call.Syntax.SyntaxTree != unit.Model.SyntaxTree
            || !call.IsOn("Microsoft.AspNetCore.Identity.UserManager")
            || unit.Program.Mentions(unit.Cancellation, "GlobalLimiter"))
            return;
        var what = call.Name == "ResetPasswordAsync" ? "resets a password" : "makes new recovery codes";
        if (MappingOf(call.Syntax) is { } mapping)
        {
            if (!IsLimited(mapping, unit))
                unit.Report(RuleTexts.ResetNotRateLimited.Default(what), mapping.Expression is MemberAccessExpressionSyntax { Name: var name } ? name : mapping, call.Syntax);
        }
        else if (unit.Method is { } method && IsEndpoint(method) && !HasAttribute(method) && !unit.Program.Mentions(unit.Cancellation, Limited))
        {
            var name = unit.Syntax is MethodDeclarationSyntax { Identifier: var identifier } ? identifier.GetLocation() : unit.Syntax.GetLocation();
            unit.Report(RuleTexts.ResetNotRateLimited.Default(what), name, fix: null);
        }
    }

    /// <summary>The call that maps the lambda around a node to a route, or null.</summary>
    private static InvocationExpressionSyntax? MappingOf(SyntaxNode node)
    {
        foreach (var lambda in node.Ancestors().OfType<AnonymousFunctionExpressionSyntax>())
        {
            if (lambda.Parent?.Parent?.Parent is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } invocation
                && access.Name.Identifier.ValueText.StartsWith("Map", StringComparison.Ordinal))
                return invocation;
        }

        return null;
    }

    private static bool IsLimited(InvocationExpressionSyntax mapping, CodeUnit unit)
    {
        for (SyntaxNode? link = mapping.Parent; link is MemberAccessExpressionSyntax or InvocationExpressionSyntax; link = link.Parent)
        {
            if (link is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Limited })
                return true;
        }

        var lambda = mapping.ArgumentList.Arguments.Select(argument => argument.Expression).OfType<LambdaExpressionSyntax>().FirstOrDefault();
        if (lambda?.AttributeLists.ToString().IndexOf("EnableRateLimiting", StringComparison.Ordinal) >= 0)
            return true;
        // A group of routes may carry the policy; `app` itself is no group.
        var receiver = ((MemberAccessExpressionSyntax)mapping.Expression).Expression;
        var isGroup = unit.Model.GetTypeInfo(receiver, unit.Cancellation).Type?.Name != "WebApplication";
        return isGroup && unit.Program.Mentions(unit.Cancellation, Limited);
    }

    private static bool IsEndpoint(IMethodSymbol method) => method.DeclaredAccessibility == Accessibility.Public && !method.IsStatic
        && (method.ContainingType.Is("Microsoft.AspNetCore.Mvc.ControllerBase")
            || method.ContainingType.Name.EndsWith("Controller", StringComparison.Ordinal)
            || (method.ContainingType.Is("Microsoft.AspNetCore.Mvc.RazorPages.PageModel") && method.Name.StartsWith("On", StringComparison.Ordinal)));

    private static bool HasAttribute(IMethodSymbol method)
    {
        if (method.GetAttributes().Any(IsLimit))
            return true;
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetAttributes().Any(IsLimit))
                return true;
        }

        return false;

        static bool IsLimit(AttributeData attribute) => attribute.AttributeClass?.Name.IndexOf("RateLimit", StringComparison.OrdinalIgnoreCase) >= 0
            && attribute.AttributeClass.Name.StartsWith("Disable", StringComparison.Ordinal) is false;
    }
}
