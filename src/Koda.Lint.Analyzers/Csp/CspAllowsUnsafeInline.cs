using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4001: the policy runs script that was injected into a page.</summary>
internal static class CspAllowsUnsafeInline
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var fault in PolicyFaults.UnsafeInline(parsed, policy.Use))
            report(fault.Text, policy.Locate(fault.Start, fault.Length), CspFix.For(policy, fault.Directive, fault.Source));
    }
}
