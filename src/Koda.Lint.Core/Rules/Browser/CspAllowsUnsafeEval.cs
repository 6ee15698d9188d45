using Koda.Lint.Browser;

namespace Koda.Lint.Rules;

/// <summary>KODA4002: a policy that a proxy or a setting sends lets a page turn text into script.</summary>
internal sealed class CspAllowsUnsafeEval : PolicyRule
{
    protected override IEnumerable<PolicyFault> FaultsOf(ContentSecurityPolicy policy, PolicyUse use) => PolicyFaults.UnsafeEval(policy, use);
}
