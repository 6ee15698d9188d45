using Koda.Lint.Browser;

namespace Koda.Lint.Analyzers.Csp;

/// <summary>KODA4003: the policy lets scripts come from nearly anywhere.</summary>
internal static class CspTooWide
{
    public static void Judge(PolicyText policy, ContentSecurityPolicy parsed, Action<FindingText, Microsoft.CodeAnalysis.Location, string?> report)
    {
        foreach (var fault in PolicyFaults.TooWide(parsed, policy.Use))
            report(fault.Text, policy.Locate(fault.Start, fault.Length), null);
    }
}
