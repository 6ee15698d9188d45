using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Rules;

/// <summary>KODA7003: a path that Koda needs goes to the wrong backend.</summary>
internal sealed class ProxyRouteToWrongUpstream : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var site in context.Sites.Kodas)
        {
            foreach (var path in PublicPath.All)
            {
                var decision = site.Route(path.Example);
                if (WrongBackend(context, decision, path) is { } wrong)
                    context.Report(RuleTexts.ProxyRouteToWrongUpstream.Default(path.Path, wrong.Name, NameOf(path)), decision.Span, "route:" + site.Name + path.Path);
                else if (decision.Kind == RouteKind.Unknown && !decision.Outcomes.All(outcome => IsRight(context, outcome, path)))
                    context.Report(RuleTexts.ProxyRouteToWrongUpstream.Unknown(path.Path, decision.Reason ?? ""), decision.Span, "route:" + site.Name + path.Path);
            }
        }
    }

    /// <summary>The backend that a path is sent to although another one has to answer; null when that is not so, or cannot be known.</summary>
    public static Backend? WrongBackend(RuleContext context, RouteDecision decision, PublicPath path)
    {
        if (!decision.Outcomes.All(outcome => outcome.Kind == RouteKind.Upstream))
            return null;
        var backends = decision.Outcomes.SelectMany(outcome => outcome.Upstreams).Select(context.Sites.Backends.Of).ToList();
        var wrong = backends.FindAll(backend => IsWrong(backend, path));
        // Of backends that share the requests, one wrong one is enough; of backends of which one is asked, all have to be wrong.
        return wrong.Count > 0 && (decision.Kind == RouteKind.Upstream || wrong.Count == backends.Count) ? wrong[0] : null;
    }

    private static bool IsWrong(Backend backend, PublicPath path) => backend.Role != BackendRole.Unknown && backend.Role != path.Backend;

    private static bool IsRight(RuleContext context, RouteDecision decision, PublicPath path) =>
        decision.Kind == RouteKind.Redirect || (decision.Kind == RouteKind.Upstream && decision.Upstreams.All(upstream => context.Sites.Backends.Of(upstream).Role == path.Backend));

    private static string NameOf(PublicPath path) => path.Backend == BackendRole.Dashboard ? "the dashboard" : "the control plane";
}
