using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4002: the policy lets a page turn text into script.</summary>
internal static class CspAllowsUnsafeEval
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var fault in PolicyFaults.UnsafeEval(parsed, policy.Use))
            report(fault.Text, policy.Locate(fault.Start, fault.Length), CspFix.For(policy, fault.Directive, fault.Source));
    }
}
