using Koda.Lint.Analyzers.Flow;
using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4003: the policy lets scripts come from nearly anywhere.</summary>
internal static class CspTooWide
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var directive in parsed.GoverningScripts.Where(directive => !directive.IgnoresHosts))
        {
            foreach (var source in directive.Sources.Where(source => source.IsTooWide))
            {
                var text = policy.IsReportOnly || policy.Guard == Guard.Environment
                    ? RuleTexts.CspTooWide.Conditional(directive.Name, source.Text)
                    : RuleTexts.CspTooWide.Allowed(directive.Name, source.Text);
                report(text, policy.Locate(source.Start, source.Text.Length), null);
            }
        }
    }
}
