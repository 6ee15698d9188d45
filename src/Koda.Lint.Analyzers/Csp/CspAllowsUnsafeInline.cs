using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4001: the policy runs script that was injected into a page.</summary>
internal static class CspAllowsUnsafeInline
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var directive in parsed.Directives)
        {
            foreach (var source in directive.Sources.Where(source => source.Kind == CspSourceKind.UnsafeInline))
            {
                var end = directive.Sources[directive.Sources.Count - 1];
                var text = policy.IsReportOnly ? RuleTexts.CspAllowsUnsafeInline.ReportOnly(directive.Name)
                    : directive.IgnoresUnsafeInline || policy.MayHoldNonce(directive.Start, end.Start + end.Text.Length)
                        ? RuleTexts.CspAllowsUnsafeInline.Ignored(directive.Name)
                    : policy.Guard == Guard.Environment ? RuleTexts.CspAllowsUnsafeInline.Conditional(directive.Name)
                    : RuleTexts.CspAllowsUnsafeInline.Allowed(directive.Name);
                report(text, policy.Locate(source.Start, source.Text.Length), CspFix.For(policy, directive, source));
            }
        }
    }
}
