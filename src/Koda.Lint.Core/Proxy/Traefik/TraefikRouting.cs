using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>Routes one request: entry point, router by priority, middlewares in their order, service.</summary>
internal sealed class TraefikRouting(TraefikConfig config, TraefikModelBuilder model, ProxyRequest request, Forks forks)
{
    private const int MaxChain = 64;

    private readonly Dictionary<string, HeaderOutcome> _headers = new(StringComparer.OrdinalIgnoreCase);
    private string? _path = request.Path;
    private int _passed;

    public RouteDecision Run()
    {
        if (model.EntryPoints.Any(entryPoint => entryPoint.Port == request.EffectivePort && entryPoint.Redirects))
            return new RouteDecision(RouteKind.Redirect, config.Sites.Count > 0 ? config.Sites[0].Span : SourceSpan.OfFile(config.File)) { Status = 301, Location = "https://" + request.Host + request.Target };
        var listening = model.Routers.Where(router => router.EntryPoints.Any(entryPoint => entryPoint.Port == request.EffectivePort && router.IsTlsAt(entryPoint) == request.IsTls)).ToList();
        if (listening.Count == 0)
            return config.NotServed("no router listens there");
        foreach (var router in listening)
        {
            if (router.Rule.Matches(request, forks))
                return Take(router);
        }

        return new RouteDecision(RouteKind.Response, listening[0].Span) { Status = 404 };
    }

    private RouteDecision Take(TraefikRouter router)
    {
        foreach (var name in router.Middlewares)
        {
            if (Pass(name, router) is { } end)
                return end;
        }

        if (router.Service is { } own && own.EndsWith("@internal", StringComparison.OrdinalIgnoreCase))
            return new RouteDecision(RouteKind.Response, router.Span) { Status = 200, Headers = _headers };
        if (router.Service is not { } service || !model.Services.TryGetValue(service, out var servers) || servers.Count == 0)
            return new RouteDecision(RouteKind.Unknown, router.Span) { Reason = "the router's service is not defined here" };
        return new RouteDecision(RouteKind.Upstream, servers[0].Span)
        {
            Upstreams = servers,
            ForwardedTarget = _path is null ? null : request.Query.Length == 0 ? _path : _path + "?" + request.Query,
            Headers = _headers,
        };
    }

    /// <summary>Lets the request pass a middleware; the decision when it goes no further.</summary>
    private RouteDecision? Pass(string name, TraefikRouter router)
    {
        if (!model.Middlewares.TryGetValue(name, out var middleware) || ++_passed > MaxChain)
            return null;
        switch (middleware.Kind)
        {
            case "redirectscheme" when !(request.IsTls && (middleware.Option("scheme") ?? "https") == "https"):
                var scheme = middleware.Option("scheme") ?? "https";
                return new RouteDecision(RouteKind.Redirect, middleware.Span)
                {
                    Status = middleware.Option("permanent") == "true" ? 301 : 302,
                    Location = scheme + "://" + request.Host + request.Target,
                };
            case "redirectregex":
                return new RouteDecision(RouteKind.Redirect, middleware.Span) { Status = 302, Location = middleware.Option("replacement") is { } to && to.IndexOf('$') < 0 ? to : null };
            case "chain":
                foreach (var inner in middleware.Options["middlewares"].SelectMany(setting => setting.Value.Value.Split(',')).Select(text => text.Trim().Split('@')[0]))
                {
                    if (Pass(inner, router) is { } end)
                        return end;
                }

                return null;
            case "stripprefix":
                var prefix = middleware.Options["prefixes"].SelectMany(setting => setting.Value.Value.Split(',')).Select(text => text.Trim())
                    .FirstOrDefault(text => text.Length > 0 && _path?.StartsWith(text, StringComparison.Ordinal) == true);
                if (prefix is not null && _path!.Substring(prefix.Length) is var rest)
                    _path = rest.StartsWith("/", StringComparison.Ordinal) ? rest : "/" + rest;
                return null;
            case "addprefix":
                _path = _path is null ? null : middleware.Option("prefix") + _path;
                return null;
            case "replacepath":
                _path = middleware.Option("path");
                return null;
            case "stripprefixregex" or "replacepathregex":
                _path = null;
                return null;
            case "headers":
                foreach (var change in middleware.Headers)
                    _headers[change.Name] = change.Kind == HeaderChangeKind.Remove ? new HeaderOutcome(change.Name) { RemovedBy = change } : new HeaderOutcome(change.Name) { Values = [change], RemovedBy = change };
                return null;
            default:
                return null;
        }
    }
}
