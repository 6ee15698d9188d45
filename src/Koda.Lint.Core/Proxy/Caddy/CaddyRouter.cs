using System.Globalization;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Takes one request through Caddy: the site, then its routes one after the other until a handler answers.</summary>
internal sealed class CaddyRouter(CaddyConfig config, ProxyRequest request, Forks forks)
{
    private const int MaxInvocations = 32;
    private readonly HashSet<object> _takenGroups = [];
    private readonly List<IReadOnlyList<HeaderChange>> _headers = [];
    private readonly List<IReadOnlyList<HeaderChange>> _deferredHeaders = [];
    private readonly CaddyRequestState _state = new(config, request);
    private CaddySite? _site;
    private int? _errorStatus;
    private int _invocations;

    public RouteDecision Run()
    {
        var sockets = config.ListeningSites.Where(s => s.Port == request.EffectivePort).GroupBy(s => s.ListenHost).ToArray();
        var redirects = RedirectsToTls();
        if (sockets.Length == 0)
        {
            return !request.IsTls && request.EffectivePort == config.HttpPort && redirects.Count > 0
                ? RedirectToTls(redirects[0])
                : config.NotServed("no site listens there");
        }

        var socket = sockets[0];
        foreach (var candidate in sockets.Take(sockets.Length - 1))
        {
            // The host's own addresses are not known, so any of the sockets may take the connection.
            socket = candidate;
            if (forks.Ask(candidate.First().Block.Span, "which interface the client connects to is not known"))
                break;
            socket = sockets[sockets.Length - 1];
        }

        return RunSocket([.. socket], redirects);
    }

    private RouteDecision RunSocket(CaddySite[] sites, List<CaddySite> redirects)
    {
        if (sites[0].IsTls != request.IsTls)
        {
            return sites[0].IsTls
                ? new RouteDecision(RouteKind.Response, sites[0].Block.Span) { Status = 400 }
                : new RouteDecision(RouteKind.NotServed, sites[0].Block.Span) { Reason = "the port speaks no TLS" };
        }

        if (request.IsTls && !HasCertificate(sites))
            return new RouteDecision(RouteKind.NotServed, sites[0].Block.Span) { Reason = "no certificate has that name" };
        if (!_state.IsValid)
            return new RouteDecision(RouteKind.Response, sites[0].Block.Span) { Status = 400 };
        var mayRedirect = !request.IsTls && request.EffectivePort == config.HttpPort;
        foreach (var site in sites)
        {
            // Redirects of known hosts stand before the sites that take any host.
            if (mayRedirect && site.TakesAnyHost && RedirectFor(redirects) is { } early)
                return RedirectToTls(early);
            if (site.Addresses.Any(Matches))
            {
                _site = site;
                return RunRoutes(site.Routes) ?? Unanswered(site);
            }
        }

        if (mayRedirect && redirects.Count > 0)
            return RedirectToTls(RedirectFor(redirects) ?? redirects[0]);
        return new RouteDecision(RouteKind.Response, sites[0].Block.Span) { Status = 200 };
    }

    /// <summary>Caddy gets certificates for the names of its sites, whatever their port; a site for any host needs a <c>tls</c> directive to have one.</summary>
    private bool HasCertificate(CaddySite[] sites) =>
        Array.Exists(sites, s => s is { ConfiguresTls: true, TakesAnyHost: true })
        || config.ListeningSites.Any(s => s.IsTls && s.Addresses.Any(a => a.Scheme != "http" && a.Host.Length > 0 && MatchesHost(a.Host)));

    /// <summary>The sites whose plain requests Caddy redirects by itself (https://caddyserver.com/docs/automatic-https#effects).</summary>
    private List<CaddySite> RedirectsToTls() =>
        config.AutoHttps?.Value is "off" or "disable_redirects" ? [] : [.. config.ListeningSites.Where(s => s.IsTls)];

    private CaddySite? RedirectFor(List<CaddySite> redirects) =>
        redirects.Find(s => s.Addresses.Any(a => a.Scheme != "http" && a.Host.Length > 0 && MatchesHost(a.Host)));

    private RouteDecision RedirectToTls(CaddySite site)
    {
        // A name that is served on several ports is sent to the usual one.
        var ports = RedirectsToTls().Where(s => s.Addresses.Any(a => a.Host.Length > 0 && MatchesHost(a.Host))).Select(s => s.Port).ToArray();
        var port = ports.Length == 0 || ports.Contains(config.HttpsPort) ? config.HttpsPort : ports[0];
        return new RouteDecision(RouteKind.Redirect, site.Block.Span)
        {
            Status = 308,
            Location = "https://" + request.Host + (port == 443 || port == config.HttpsPort ? "" : ":" + Number(port)) + request.Target,
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private bool Matches(CaddyAddress address) =>
        (address.Host.Length == 0 || MatchesHost(address.Host))
        && (address.Path.Length == 0 || CaddyPath.Matches(address.Path, _state.Path, _state.EscapedPath, config.Traits));

    private bool MatchesHost(string pattern)
    {
        var host = request.Host.Trim('[', ']');
        if (!pattern.Contains('*'))
            return string.Equals(pattern, host, StringComparison.OrdinalIgnoreCase);
        var labels = pattern.Split('.');
        var hostLabels = host.Split('.');
        return labels.Length == hostLabels.Length
            && labels.Zip(hostLabels, (label, own) => label == "*" || string.Equals(label, own, StringComparison.OrdinalIgnoreCase)).All(b => b);
    }

    private RouteDecision? RunRoutes(IReadOnlyList<CaddyRoute> routes)
    {
        foreach (var route in routes)
        {
            if (route.Group is { } group && _takenGroups.Contains(group))
                continue;
            if (route.Matcher is { } matcher && !Holds(matcher))
                continue;
            if (route.Group is { } taken)
                _takenGroups.Add(taken);
            foreach (var handler in route.Handlers)
            {
                if (Run(handler) is { } decision)
                    return decision;
            }
        }

        return null;
    }

    private bool Holds(CaddyMatcher matcher) =>
        Test(matcher) ?? forks.Ask(matcher.Span, "the matcher depends on what the request or the host brings");

    private bool? Test(CaddyMatcher matcher)
    {
        bool? all = true;
        foreach (var test in matcher.Tests)
        {
            switch (Test(test))
            {
                case false:
                    return false;
                case null:
                    all = null;
                    break;
            }
        }

        return all;
    }

    private bool? Test(CaddyTest test)
    {
        switch (test)
        {
            case CaddyPathTest path:
                return path.Patterns.Any(p => _state.Evaluate(p) is { } pattern && CaddyPath.Matches(pattern, _state.Path, _state.EscapedPath, config.Traits));
            case CaddyPathPatternTest path:
                var match = path.Pattern.Match(CaddyPath.Clean(_state.Path, mergesSlashes: true));
                if (match is { Success: true })
                    _state.Capture(path.Name, path.Pattern, match);
                return match?.Success;
            case CaddyHostTest host:
                return host.Hosts.Any(h => MatchesHost(_state.Evaluate(h) ?? h));
            case CaddyMethodTest method:
                return method.Methods.Contains(_state.Method);
            case CaddyProtocolTest protocol:
                return protocol.Protocol switch { "https" => request.IsTls, "http" => !request.IsTls, "grpc" => false, _ => null };
            case CaddyQueryTest query:
                return query.Pairs.GroupBy(p => p.Name).All(g => MatchesQuery(g.Key, [.. g.Select(p => p.Value)]));
            case CaddyHeaderTest header:
                return header.Fields.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).Select(g => MatchesHeader(g.Key, [.. g.Select(f => f.Value)])).Aggregate((bool?)true, And);
            case CaddyHeaderPatternTest header:
                var (isKnown, value) = request.Header(header.Field);
                return isKnown ? value is null ? false : header.Pattern.Match(value)?.Success : null;
            case CaddyNotTest not:
                return not.Matchers.Select(m => Test(m) is { } holds ? !holds : (bool?)null).Aggregate((bool?)true, And);
            case CaddyFileTest:
                return false;
            default:
                return null;
        }
    }

    private static bool? And(bool? left, bool? right) => left == false || right == false ? false : left is null || right is null ? null : true;

    private bool MatchesQuery(string name, string[] values)
    {
        var own = _state.Query.Split('&').Select(p => p.Split('=')).Where(p => CaddyPath.Unescape(p[0]) == name && p[0].Length > 0)
            .Select(p => p.Length > 1 ? CaddyPath.Unescape(p[1].Replace('+', ' ')) : "").ToArray();
        if (name.Length == 0)
            return _state.Query.Length == 0;
        return own.Length > 0 && values.Any(v => v == "*" || own.Contains(v));
    }

    private bool? MatchesHeader(string name, string?[] values)
    {
        var (isKnown, value) = request.Header(name);
        if (!isKnown)
            return null;
        return value is null ? values.Contains(null) : values.Any(v => v is not null && MatchesValue(v, value));
    }

    private static bool MatchesValue(string pattern, string value) =>
        pattern == "*" || (pattern.Length > 1 && pattern.StartsWith('*') && pattern.EndsWith('*')
            ? value.Contains(pattern.Substring(1, pattern.Length - 2), StringComparison.OrdinalIgnoreCase)
            : pattern.StartsWith('*') ? value.EndsWith(pattern.Substring(1), StringComparison.OrdinalIgnoreCase)
            : pattern.EndsWith('*') ? value.StartsWith(pattern.Substring(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, value, StringComparison.OrdinalIgnoreCase));

    private RouteDecision? Run(CaddyHandler handler)
    {
        switch (handler)
        {
            case CaddySubroute subroute:
                return RunRoutes(subroute.Routes);
            case CaddyInvoke invoke:
                return config.NamedRoutes.TryGetValue(invoke.Name, out var named) && ++_invocations <= MaxInvocations ? RunRoutes(named) : null;
            case CaddyRewrite rewrite:
                return _state.Rewrite(rewrite) ? null : Unknown(rewrite.Span, "the rewritten path cannot be known");
            case CaddyHeaders { IsDeferred: true } headers:
                _deferredHeaders.Add(headers.Changes);
                return null;
            case CaddyHeaders headers:
                _headers.Add(headers.Changes);
                return null;
            case CaddyMap map:
                _state.Apply(map);
                return null;
            case CaddyVars vars:
                foreach (var (name, value) in vars.Values)
                    _state.SetVariable(name, _state.Evaluate(value));
                return null;
            case CaddyRespond respond:
                var status = respond.Status.Length == 0 ? _errorStatus ?? 200 : CaddyAddress.ParsePort(_state.Evaluate(respond.Status) ?? "");
                return status is null ? Unknown(respond.Span, "the status cannot be known") : Answer(status.Value, respond.Span);
            case CaddyRedirect redirect:
                return Redirect(redirect);
            case CaddyError error:
                return Fail(CaddyAddress.ParsePort(_state.Evaluate(error.Status) ?? "") ?? 500, error.Span);
            case CaddyAbort abort:
                return Answer(0, abort.Span);
            case CaddyProxy proxy:
                return Proxy(proxy);
            case CaddyFiles { PassesThrough: true }:
                return null;
            case CaddyFiles files:
                return Files(files);
            default:
                return null;
        }
    }

    private RouteDecision Redirect(CaddyRedirect redirect)
    {
        var status = redirect.Status switch
        {
            "permanent" => 301,
            "temporary" => 302,
            "html" => 200,
            var text => CaddyAddress.ParsePort(_state.Evaluate(text) ?? ""),
        };
        return status is null
            ? Unknown(redirect.Span, "the status cannot be known")
            : new RouteDecision(RouteKind.Redirect, redirect.Span) { Status = status, Location = _state.Evaluate(redirect.Target.Value), Headers = Outcomes(null) };
    }

    private RouteDecision Proxy(CaddyProxy proxy)
    {
        if (proxy.Upstreams.Count == 0 && !proxy.HasDynamicUpstreams)
            return Fail(503, proxy.Span);
        var upstreams = proxy.Upstreams.Select(u => CaddyUpstream.Parse(
            u.Value.Contains('{') && _state.Evaluate(u.Value) is { Length: > 0 } text ? text : u.Value, u.Span, proxy.DefaultScheme)).ToArray();
        if (proxy.HasDynamicUpstreams)
            upstreams = [.. upstreams, new UpstreamAddress("dynamic", proxy.Span) { Scheme = proxy.DefaultScheme }];
        var isKnown = proxy.Rewrites.All(_state.Rewrite);
        return new RouteDecision(RouteKind.Upstream, proxy.Span)
        {
            Upstreams = upstreams,
            ForwardedTarget = isKnown && proxy.DefaultScheme != "fastcgi" ? _state.Target : null,
            Headers = Outcomes(proxy),
        };
    }

    /// <summary>No file is there: an error like any other, when the site answers errors by itself.</summary>
    private RouteDecision Files(CaddyFiles files)
    {
        var found = new RouteDecision(RouteKind.Files, files.Span) { Headers = Outcomes(null) };
        return _errorStatus is null && TryFail(404) is { } answered ? answered : found;
    }

    /// <summary>
    /// Ends with an error, which the site's <c>handle_errors</c> may answer: for the URL as it came, and without the
    /// header changes that waited for an answer.
    /// </summary>
    private RouteDecision Fail(int status, SourceSpan span)
    {
        _deferredHeaders.Clear();
        return TryFail(status) ?? Answer(status, span);
    }

    private RouteDecision? TryFail(int status)
    {
        var routes = _errorStatus is not null ? null : _site?.Errors
            .FirstOrDefault(e => e.Statuses.Count == 0 || e.Statuses.Any(s => s == Number(status) || s == Number(status / 100) + "xx"))?.Routes;
        if (routes is null)
            return null;
        _errorStatus = status;
        _deferredHeaders.Clear();
        _state.StartError(status);
        return RunRoutes(routes);
    }

    /// <summary>No handler answered: Go sends an empty 200, and nothing is left to make the deferred changes.</summary>
    private RouteDecision Unanswered(CaddySite site)
    {
        _deferredHeaders.Clear();
        return Answer(200, site.Block.Span);
    }

    private RouteDecision Answer(int status, SourceSpan span) => new(RouteKind.Response, span) { Status = status, Headers = Outcomes(null) };

    private static RouteDecision Unknown(SourceSpan span, string reason) => new(RouteKind.Unknown, span) { Reason = reason };

    /// <summary>
    /// Headers set at once stand before the backend's are added; deferred changes are made to both, the last handler's
    /// first (https://caddyserver.com/docs/caddyfile/directives/header).
    /// </summary>
    private Dictionary<string, HeaderOutcome> Outcomes(CaddyProxy? proxy)
    {
        var outcomes = new Dictionary<string, HeaderOutcome>(StringComparer.OrdinalIgnoreCase);
        foreach (var changes in _headers)
            Apply(outcomes, changes, isAfterBackend: false);
        if (proxy is not null)
        {
            var fromBackend = new Dictionary<string, HeaderOutcome>(StringComparer.OrdinalIgnoreCase);
            Apply(fromBackend, proxy.HeadersDown, isAfterBackend: true);
            foreach (var outcome in fromBackend.Values)
            {
                outcomes.TryGetValue(outcome.Name, out var own);
                outcomes[outcome.Name] = outcome with { Values = [.. own?.Values ?? [], .. outcome.Values] };
            }
        }

        for (var i = _deferredHeaders.Count - 1; i >= 0; i--)
            Apply(outcomes, _deferredHeaders[i], isAfterBackend: true);
        return outcomes;
    }

    /// <summary>One handler adds, then sets, then removes, whatever the order written.</summary>
    private static void Apply(Dictionary<string, HeaderOutcome> outcomes, IEnumerable<HeaderChange> changes, bool isAfterBackend)
    {
        foreach (var change in changes.OrderBy(c => c.Kind switch { HeaderChangeKind.Add => 0, HeaderChangeKind.Remove => 2, HeaderChangeKind.Replace => 3, _ => 1 }))
        {
            foreach (var name in outcomes.Keys.Where(change.Names).Append(change.Name).Distinct(StringComparer.OrdinalIgnoreCase).ToArray())
            {
                var outcome = HeaderOutcome.Find(outcomes, name);
                outcomes[name] = change.Kind switch
                {
                    HeaderChangeKind.Add => outcome with { Values = [.. outcome.Values, change] },
                    HeaderChangeKind.Set => outcome with { Values = [change], RemovedBy = isAfterBackend ? change : outcome.RemovedBy },
                    HeaderChangeKind.Remove => outcome with { Values = [], RemovedBy = isAfterBackend ? change : outcome.RemovedBy },
                    HeaderChangeKind.Default when outcome.Values.Count == 0 => outcome with { Values = [change] },
                    _ => outcome,
                };
            }
        }
    }
}
