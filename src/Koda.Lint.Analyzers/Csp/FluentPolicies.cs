using Koda.Lint.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>Policies that are put together by calls: <c>csp.AddScriptSrc().Self().UnsafeInline()</c>. The names are those of NetEscapades' and NWebsec's builders.</summary>
internal static class FluentPolicies
{
    public static void Judge(Call call, CodeUnit unit)
    {
        if (call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax or MemberBindingExpressionSyntax } invocation
            || !call.Method.DeclaringSyntaxReferences.IsEmpty && !LooksLikeBuilder(call))
            return;
        switch (call.Name)
        {
            case "UnsafeInline" or "AllowUnsafeInline" when LooksLikeBuilder(call):
                Report(call, invocation, unit, directive =>
                    IsReportOnly(invocation) ? RuleTexts.CspAllowsUnsafeInline.ReportOnly(directive)
                    : HasNonce(invocation) ? RuleTexts.CspAllowsUnsafeInline.Ignored(directive)
                    : unit.Flow.Guard == Guard.Environment ? RuleTexts.CspAllowsUnsafeInline.Conditional(directive)
                    : RuleTexts.CspAllowsUnsafeInline.Allowed(directive));
                break;
            case "UnsafeEval" or "AllowUnsafeEval" when LooksLikeBuilder(call):
                Report(call, invocation, unit, directive =>
                    IsReportOnly(invocation) ? RuleTexts.CspAllowsUnsafeEval.ReportOnly(directive)
                    : unit.Flow.Guard == Guard.Environment ? RuleTexts.CspAllowsUnsafeEval.Conditional(directive)
                    : RuleTexts.CspAllowsUnsafeEval.Allowed(directive));
                break;
            case "From" or "CustomSources" or "OverHttps" or "Data" or "FromAnywhere" or "AllowAny" when LooksLikeBuilder(call) && GovernsScripts(invocation):
                var source = call.Name switch
                {
                    "OverHttps" => "https:",
                    "Data" => "data:",
                    "FromAnywhere" or "AllowAny" => "*",
                    _ => call.Written.FirstOrDefault()?.Value.AsText()?.Content ?? "",
                };
                if (source is "*" or "https:" or "http:" or "data:" && !Chain(invocation).Contains("StrictDynamic"))
                {
                    Report(call, invocation, unit, directive => IsReportOnly(invocation)
                        ? RuleTexts.CspTooWide.Conditional(directive, source)
                        : RuleTexts.CspTooWide.Allowed(directive, source));
                }

                break;
        }
    }

    private static void Report(Call call, InvocationExpressionSyntax invocation, CodeUnit unit, Func<string, FindingText> text)
    {
        if (unit.Flow.Guard != Guard.Development)
            unit.Report(text(DirectiveOf(invocation)), NameOf(invocation), call.Syntax, FixOf(call, DirectiveOf(invocation)));
    }

    // A builder that is left without sources gets the call that names what is meant: Self() or None().
    private static string? FixOf(Call call, string directive) => call.Name.Contains("Unsafe") ? "remove-call:" + (CspFix.InsteadOf(directive) == "'none'" ? "None" : "Self") : null;

    public static bool LooksLikeBuilder(Call call)
    {
        var type = (call.Operation as Microsoft.CodeAnalysis.Operations.IInvocationOperation)?.Instance?.Type
            ?? (call.Method.IsExtensionMethod && call.Method.Parameters.Length > 0 ? call.Method.Parameters[0].Type : call.Method.ContainingType);
        return Named(type) || Named(call.Method.ContainingType) || type.AllInterfaces.Any(Named);

        static bool Named(ITypeSymbol symbol) =>
            symbol.Name.IndexOf("Csp", StringComparison.OrdinalIgnoreCase) >= 0 || symbol.Name.IndexOf("Directive", StringComparison.Ordinal) >= 0
            || symbol.Name.IndexOf("ContentSecurity", StringComparison.Ordinal) >= 0 || symbol.Name.EndsWith("SrcBuilder", StringComparison.Ordinal);
    }

    /// <summary>The names of the calls of the chain that an invocation is a link of.</summary>
    private static List<string> Chain(InvocationExpressionSyntax invocation)
    {
        SyntaxNode top = invocation;
        while (top.Parent is MemberAccessExpressionSyntax access && access.Expression == top && access.Parent is InvocationExpressionSyntax next)
            top = next;
        var names = new List<string>();
        for (var link = top as InvocationExpressionSyntax; link is not null; link = (link.Expression as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax)
            names.Add(NameOf(link).ToString());
        return names;
    }

    private static bool HasNonce(InvocationExpressionSyntax invocation) =>
        Chain(invocation).Any(name => name.StartsWith("WithNonce", StringComparison.Ordinal) || name.StartsWith("WithHash", StringComparison.Ordinal) || name == "StrictDynamic");

    private static bool GovernsScripts(InvocationExpressionSyntax invocation) => DirectiveOf(invocation) is "script-src" or "script-src-elem" or "default-src";

    /// <summary>AddScriptSrc, ScriptSources → script-src.</summary>
    private static string DirectiveOf(InvocationExpressionSyntax invocation)
    {
        var names = Chain(invocation).Concat(Around(invocation));
        foreach (var name in names)
        {
            var stem = name.StartsWith("Add", StringComparison.Ordinal) ? name.Substring(3) : name;
            var ending = stem.IndexOf("Src", StringComparison.Ordinal) is >= 0 and var src ? src : stem.IndexOf("Sources", StringComparison.Ordinal);
            if (ending <= 0)
                continue;
            var tail = stem.EndsWith("Elem", StringComparison.Ordinal) ? "-elem" : stem.EndsWith("Attr", StringComparison.Ordinal) ? "-attr" : "";
            return stem.Substring(0, ending).ToLowerInvariant() + "-src" + tail;
        }

        return "the policy";
    }

    private static bool IsReportOnly(InvocationExpressionSyntax invocation) =>
        Around(invocation).Any(name => name.IndexOf("ReportOnly", StringComparison.Ordinal) >= 0);

    /// <summary>The names of the calls that a node is part of an argument of.</summary>
    private static IEnumerable<string> Around(SyntaxNode node) => node.Ancestors().OfType<ArgumentListSyntax>()
        .Select(arguments => arguments.Parent).OfType<InvocationExpressionSyntax>().Select(outer => NameOf(outer).ToString());

    private static ExpressionSyntax NameOf(InvocationExpressionSyntax invocation) => invocation.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => invocation.Expression,
    };
}
