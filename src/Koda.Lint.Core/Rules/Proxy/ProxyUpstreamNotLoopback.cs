using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA7005: a proxy of Koda's asks a backend over a network, where others can listen or answer.</summary>
internal sealed class ProxyUpstreamNotLoopback : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        var reported = new HashSet<SourceSpan>();
        foreach (var site in context.Sites.Kodas)
        {
            foreach (var upstream in PublicSites.PathsOf(site).SelectMany(path => site.Route(path).Outcomes).SelectMany(outcome => outcome.Upstreams))
            {
                if (upstream.Host is { } host && !IsNear(context, host) && reported.Add(upstream.Span))
                    context.Report(RuleTexts.ProxyUpstreamNotLoopback.Default(host), upstream.Span, "upstream:" + host);
            }
        }
    }

    /// <summary>This machine, or a service on the Compose network. Where no service is known, a name without a dot is taken for one.</summary>
    private static bool IsNear(RuleContext context, string host) =>
        Backends.IsThisMachine(host) || context.Sites.Backends.ServiceCalled(host) is not null
        || (context.Deployment.Project.Services.Count == 0 && IpAddressText.Parse(host) is null && host.IndexOf('.') < 0);
}
