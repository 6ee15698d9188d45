using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA7004: the proxy publishes more than Koda's paths: other paths of the control plane, a data store, a sidecar.</summary>
internal sealed class ProxyPublishesMore : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        // What KODA7003 says of a place is the same fault.
        var reported = new HashSet<SourceSpan>(context.Sites.Kodas
            .SelectMany(site => PublicPath.All.Select(path => (Decision: site.Route(path.Example), Path: path)))
            .Where(asked => ProxyRouteToWrongUpstream.WrongBackend(context, asked.Decision, asked.Path) is { Role: not BackendRole.Dashboard })
            .Select(asked => asked.Decision.Span));
        var kodas = new HashSet<Companions.DeployedProxy>(context.Sites.Kodas.Select(site => site.Proxy));
        foreach (var site in context.Sites.All.Where(site => kodas.Contains(site.Proxy)))
        {
            foreach (var path in PublicSites.PathsOf(site))
            {
                foreach (var outcome in site.Route(path).Outcomes)
                {
                    if (TextFor(context, site, outcome, path) is { } text && reported.Add(outcome.Span))
                        context.Report(text, outcome.Span, "more:" + site.Name + path);
                }
            }
        }
    }

    private static FindingText? TextFor(RuleContext context, PublicSite site, RouteDecision decision, string path)
    {
        foreach (var backend in decision.Upstreams.Select(context.Sites.Backends.Of))
        {
            if (backend.Role == BackendRole.DataStore)
                return RuleTexts.ProxyPublishesMore.DataStore(path, backend.Name);
            if (backend.Role == BackendRole.Sidecar)
                return RuleTexts.ProxyPublishesMore.Sidecar(path, backend.Name);
            if (backend.Role == BackendRole.ControlPlane && site.IsKodas && !PublicPath.MayReachControlPlane(path))
                return RuleTexts.ProxyPublishesMore.Default(path);
        }

        return null;
    }
}
