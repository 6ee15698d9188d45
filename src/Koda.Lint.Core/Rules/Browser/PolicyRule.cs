using Koda.Lint.Browser;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>A rule on the Content-Security-Policies that a deployment's proxies and settings send.</summary>
internal abstract class PolicyRule : DeploymentRule
{
    public sealed override void Judge(RuleContext context)
    {
        var reported = new HashSet<SourceSpan>();
        foreach (var policy in WrittenPolicies.Of(context.Deployment))
        {
            foreach (var fault in FaultsOf(ContentSecurityPolicy.Parse(policy.Text.Value), policy.Use))
            {
                var place = policy.Text.SpanOf(fault.Start, fault.Length);
                if (reported.Add(place))
                    context.Report(fault.Text, place, "policy:" + fault.Text.Message);
            }
        }
    }

    /// <summary>The faults of a policy.</summary>
    protected abstract IEnumerable<PolicyFault> FaultsOf(ContentSecurityPolicy policy, PolicyUse use);
}
