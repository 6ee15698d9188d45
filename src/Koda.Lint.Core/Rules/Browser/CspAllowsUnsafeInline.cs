using Koda.Lint.Browser;

namespace Koda.Lint.Rules;

/// <summary>KODA4001: a policy that a proxy or a setting sends runs script that was injected into a page.</summary>
internal sealed class CspAllowsUnsafeInline : PolicyRule
{
    protected override IEnumerable<PolicyFault> FaultsOf(ContentSecurityPolicy policy, PolicyUse use) => PolicyFaults.UnsafeInline(policy, use);
}
