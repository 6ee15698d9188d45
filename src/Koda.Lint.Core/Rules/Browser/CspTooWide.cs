using Koda.Lint.Browser;

namespace Koda.Lint.Rules;

/// <summary>KODA4003: a policy that a proxy or a setting sends lets scripts come from nearly anywhere.</summary>
internal sealed class CspTooWide : PolicyRule
{
    protected override IEnumerable<PolicyFault> FaultsOf(ContentSecurityPolicy policy, PolicyUse use) => PolicyFaults.TooWide(policy, use);
}
