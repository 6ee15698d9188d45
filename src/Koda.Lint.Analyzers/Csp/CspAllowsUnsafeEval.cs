using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4002: the policy lets a page turn text into script.</summary>
internal static class CspAllowsUnsafeEval
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var directive in parsed.Directives)
        {
            foreach (var source in directive.Sources.Where(source => source.Kind == CspSourceKind.UnsafeEval))
            {
                var text = policy.IsReportOnly ? RuleTexts.CspAllowsUnsafeEval.ReportOnly(directive.Name)
                    : policy.Guard == Guard.Environment ? RuleTexts.CspAllowsUnsafeEval.Conditional(directive.Name)
                    : RuleTexts.CspAllowsUnsafeEval.Allowed(directive.Name);
                report(text, policy.Locate(source.Start, source.Text.Length), CspFix.For(policy, directive, source));
            }
        }
    }
}
