using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA7002: a path that Koda needs is not published.</summary>
internal sealed class ProxyRouteMissing : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var site in context.Sites.Kodas)
        {
            foreach (var path in PublicPath.All)
            {
                var decision = site.Route(path.Example);
                if (decision.Outcomes.All(EndsHere))
                    context.Report(RuleTexts.ProxyRouteMissing.Default(path.Path, site.Name, AnswerOf(decision)), PlaceOf(site, decision), "route:" + site.Name + path.Path);
                else if (path.Backend == BackendRole.ControlPlane && decision.Outcomes.All(outcome => ArrivesAsAnother(context, outcome, path)))
                    context.Report(RuleTexts.ProxyRouteMissing.Rewritten(path.Path, decision.ForwardedTarget!), decision.Span, "route:" + site.Name + path.Path);
            }
        }
    }

    /// <summary>A redirect leads on, to a login page say.</summary>
    private static bool EndsHere(RouteDecision decision) => decision.Kind is RouteKind.Response or RouteKind.Files or RouteKind.NotServed;

    private static bool ArrivesAsAnother(RuleContext context, RouteDecision decision, PublicPath path) =>
        decision.Kind == RouteKind.Upstream && decision.ForwardedTarget is { } target && target != path.Example
        && decision.Upstreams.All(upstream => context.Sites.Backends.Of(upstream).Role == BackendRole.ControlPlane);

    private static SourceSpan PlaceOf(PublicSite site, RouteDecision decision) => decision.Kind == RouteKind.Response ? decision.Span : site.Site.Span;

    private static string AnswerOf(RouteDecision decision) => decision.Kind switch
    {
        RouteKind.Response when decision.Status is { } status and > 0 => "the proxy answers " + status.ToString(System.Globalization.CultureInfo.InvariantCulture) + " itself",
        RouteKind.Response => "the proxy answers itself",
        RouteKind.Files => "the proxy looks for a file",
        _ => "nothing answers",
    };
}
