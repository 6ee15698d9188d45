using System.Text.RegularExpressions;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>Takes one request through nginx's phases: server, rewrites, location, access, try_files, content.</summary>
internal sealed class NginxRouter(NginxConfig config, ProxyRequest request, Forks forks)
{
    /// <summary>nginx gives up with 500 after ten changes of the URI.</summary>
    private const int MaxUriChanges = 10;

    private NginxServer _server = null!;
    private NginxScope _scope = null!;
    private NginxVariables _variables = null!;
    private NginxLocation? _location;
    private (RequestPattern Pattern, Match Match)? _serverMatch;
    private string _path = "";
    private string _query = "";
    private string _locationName = "";
    private bool _keepsTarget = true;
    private bool _keepsLocation = true;
    private bool _isInternal;
    private bool _hasErrorPage;
    private int? _errorStatus;
    private int _uriChanges = MaxUriChanges;

    private enum RewriteEnd
    {
        Through,
        Changed,
        Answered,
    }

    public RouteDecision Run()
    {
        if (SelectServer() is not { } listening)
            return config.NotServed("no server listens there");
        _server = listening.Server;
        _scope = _server.Scope;
        _variables = new NginxVariables(config, request, _server, forks) { Path = request.Path, Query = request.Query };
        if (listening.Listen.IsTls != request.IsTls)
        {
            return listening.Listen.IsTls
                ? Answer(400, listening.Listen.Span)
                : new RouteDecision(RouteKind.NotServed, listening.Listen.Span) { Reason = "the port speaks no TLS" };
        }

        _query = request.Query;
        var mergesSlashes = _server.Scope.Inherited(s => s.MergesSlashes is { } merges ? (merges ? "on" : "off") : null) != "off";
        if (NginxUri.Normalize(request.Path, mergesSlashes) is not { } path)
            return Answer(400, _server.Span);
        _path = path;
        _variables.Path = path;
        if (_serverMatch is var (pattern, match))
            _variables.Capture(pattern, match);
        return RunServerRewrites();
    }

    private static bool MatchesDomain(string pattern, string host) => host.Length > pattern.Length && host.EndsWith(pattern, StringComparison.Ordinal);

    private (NginxServer Server, NginxListen Listen)? SelectServer()
    {
        var sockets = config.Servers.SelectMany(s => s.Listens.Select(l => (Server: s, Listen: l)))
            .Where(x => x.Listen.Port == request.EffectivePort)
            .GroupBy(x => x.Listen.Address)
            .ToArray();
        if (sockets.Length == 0)
            return null;
        var candidates = sockets.Select(socket => SelectByName([.. socket])).ToArray();
        foreach (var candidate in candidates)
        {
            // The host's own addresses are not known, so any of the sockets may take the connection.
            if (candidates.All(c => c.Server == candidate.Server && c.Listen.IsTls == candidate.Listen.IsTls)
                || forks.Ask(candidate.Listen.Span, "which interface the client connects to is not known"))
            {
                return candidate;
            }
        }

        return candidates[candidates.Length - 1];
    }

    /// <summary>https://nginx.org/en/docs/http/server_names.html#optimization: exact, `*.` longest, `.*` longest, expressions in order, default.</summary>
    private (NginxServer Server, NginxListen Listen) SelectByName((NginxServer Server, NginxListen Listen)[] socket)
    {
        var host = request.Host.ToLowerInvariant().TrimEnd('.');
        var isTls = Array.Exists(socket, x => x.Listen.IsTls);
        (NginxServer Server, NginxListen Listen)? found = null;
        var best = (Rank: 0, Length: 0);
        foreach (var entry in socket)
        {
            foreach (var name in entry.Server.Names)
            {
                var rank = RankOf(name, host);
                if (rank.CompareTo(best) <= 0)
                    continue;
                (found, best) = (entry, rank);
                _serverMatch = name.Pattern?.Match(host) is { Success: true } match ? (name.Pattern, match) : null;
            }
        }

        var chosen = found ?? socket.Cast<(NginxServer Server, NginxListen Listen)?>().FirstOrDefault(x => x!.Value.Listen.IsDefault) ?? socket[0];
        return (chosen.Server, chosen.Listen with { IsTls = isTls });
    }

    private (int Rank, int Length) RankOf(NginxServerName name, string host)
    {
        if (name.Pattern is { } pattern)
        {
            var match = pattern.Match(host);
            return match is { Success: true } || (match is null && forks.Ask(name.Span, "the server's name cannot be evaluated")) ? (1, 0) : default;
        }

        if (name.Text == host || (name.Text.StartsWith('.') && name.Text.Substring(1) == host))
            return (4, 0);
        if (name.Text.StartsWith("*.", StringComparison.Ordinal) && MatchesDomain(name.Text.Substring(1), host))
            return (3, name.Text.Length);
        if (name.Text.StartsWith('.') && MatchesDomain(name.Text, host))
            return (3, name.Text.Length + 1);
        return name.Text.EndsWith(".*", StringComparison.Ordinal) && host.StartsWith(name.Text.Substring(0, name.Text.Length - 1), StringComparison.Ordinal)
            ? (2, name.Text.Length)
            : default;
    }

    private RouteDecision RunServerRewrites()
    {
        _scope = _server.Scope;
        return Execute(_server.Scope.Instructions, out var decision) == RewriteEnd.Answered ? decision! : FindLocation();
    }

    private RouteDecision FindLocation()
    {
        while (true)
        {
            _scope = _server.Scope;
            _location = null;
            if (Descend(_server.Scope, out var redirect).Location is { } found)
                Enter(found);
            if (!_isInternal && _scope.IsClosed)
                return Answer(404, _scope.Span);
            if (redirect is not null)
            {
                return new RouteDecision(RouteKind.Redirect, redirect.Scope.Span)
                {
                    Status = 301,
                    Location = redirect.Name + (_query.Length > 0 ? "?" + _query : ""),
                    Headers = HeadersFor(301, isFromUpstream: false),
                };
            }

            if (_location is null)
                return RunContent();
            switch (Execute(_scope.Instructions, out var decision))
            {
                case RewriteEnd.Answered:
                    return decision!;
                case RewriteEnd.Through:
                    return RunContent();
            }

            if (--_uriChanges < 0)
                return Answer(500, _scope.Span);
        }
    }

    private void Enter(NginxLocation location)
    {
        _location = location;
        _locationName = location.Name;
        _scope = location.Scope;
    }

    /// <summary>ngx_http_core_find_location: the longest prefix, then what is nested in it, then the expressions beside it.</summary>
    /// <returns>The location; <c>IsFinal</c> when no expression of an outer level may take the request from it.</returns>
    private (NginxLocation? Location, bool IsFinal) Descend(NginxScope scope, out NginxLocation? redirect)
    {
        redirect = null;
        var locations = scope.Locations;
        if (locations.Exact.Find(l => l.Name == _path) is { } exact)
            return (exact, true);
        NginxLocation? prefix = null;
        foreach (var candidate in locations.Prefixes)
        {
            if (_path.StartsWith(candidate.Name, StringComparison.Ordinal) && (prefix is null || candidate.Name.Length > prefix.Name.Length))
                prefix = candidate;
        }

        if (prefix?.Name != _path)
        {
            // The exact and the plain location of one name are one: its settings are those of the exact one.
            var slashed = locations.Exact.Concat(locations.Prefixes)
                .Where(l => l.Name.Length == _path.Length + 1 && l.Name.EndsWith('/') && l.Name.StartsWith(_path, StringComparison.Ordinal)).ToArray();
            if (Array.Exists(slashed, l => l.AddsSlash))
            {
                redirect = slashed[0];
                return (redirect, true);
            }
        }

        var found = (Location: prefix, IsFinal: false);
        if (prefix is not null)
        {
            var nested = Descend(prefix.Scope, out redirect);
            if (nested.Location is not null)
                found = nested;
            if (found.IsFinal)
                return found;
        }

        if (prefix?.Kind != NginxLocationKind.PrefixOverPatterns)
        {
            foreach (var location in locations.Patterns)
            {
                if (Matches(location.Pattern!, _path, location.Scope.Span, "the location's expression cannot be evaluated"))
                    return (Descend(location.Scope, out redirect).Location ?? location, true);
            }
        }

        return found;
    }

    private bool Matches(RequestPattern pattern, string input, SourceSpan span, string reason)
    {
        var match = pattern.Match(input);
        if (match is null)
            return forks.Ask(span, reason);
        if (match.Success)
            _variables.Capture(pattern, match);
        return match.Success;
    }

    private RewriteEnd Execute(List<NginxInstruction> instructions, out RouteDecision? decision)
    {
        var isChanged = false;
        decision = Execute(instructions, ref isChanged, out _);
        return decision is not null ? RewriteEnd.Answered : isChanged ? RewriteEnd.Changed : RewriteEnd.Through;
    }

    private RouteDecision? Execute(List<NginxInstruction> instructions, ref bool isChanged, out bool isLeft)
    {
        isLeft = false;
        foreach (var instruction in instructions)
        {
            switch (instruction)
            {
                case NginxSet set:
                    _variables.Set(set.Variable, _variables.Evaluate(set.Value.Value));
                    break;
                case NginxBreak:
                    _keepsLocation &= !isChanged;
                    isChanged = false;
                    isLeft = true;
                    return null;
                case NginxReturn answer:
                    return Return(answer);
                case NginxRewrite rewrite when Matches(rewrite.Pattern, _path, rewrite.Span, "the rewrite's expression cannot be evaluated"):
                    if (Rewrite(rewrite, ref isChanged) is { } redirect)
                        return redirect;
                    if (rewrite.Flag is "last" or "break")
                    {
                        isLeft = true;
                        return null;
                    }

                    break;
                case NginxIf condition when Holds(condition):
                    if (_location is not null)
                        _scope = condition.Scope;
                    if (Execute(condition.Scope.Instructions, ref isChanged, out isLeft) is { } answered)
                        return answered;
                    if (isLeft)
                        return null;
                    break;
            }
        }

        return null;
    }

    private RouteDecision Return(NginxReturn answer)
    {
        var text = answer.Text is null ? null : _variables.Evaluate(answer.Text.Value);
        if (answer.Text is not null && answer.Status is 301 or 302 or 303 or 307 or 308)
            return Redirect(answer.Status, text, answer.Text.Span);
        // A text is sent as it is; without one, an error is nginx's own page, which `error_page` may replace.
        return answer.Text is not null || answer.Status < 400
            ? Final(answer.Status is 301 or 302 or 303 or 307 or 308 ? answer.Status : _errorStatus ?? answer.Status, answer.Span)
            : Answer(answer.Status, answer.Span);
    }

    private RouteDecision? Rewrite(NginxRewrite rewrite, ref bool isChanged)
    {
        var template = rewrite.Replacement.Value;
        var dropsQuery = template.EndsWith('?');
        if (dropsQuery)
            template = template.Substring(0, template.Length - 1);
        var isRedirect = rewrite.Flag is "redirect" or "permanent" || NginxModelBuilder.IsAbsoluteTarget(template);
        var target = _variables.Evaluate(template);
        if (isRedirect)
        {
            if (target is not null && !dropsQuery && _query.Length > 0)
                target += (target.Contains('?') ? "&" : "?") + _query;
            return Redirect(rewrite.Flag == "permanent" ? 301 : 302, target, rewrite.Replacement.Span);
        }

        if (target is null)
            return Unknown(rewrite.Replacement.Span, "the rewritten path depends on a variable that is not known");
        // What the template itself says after its `?` is the new query; a `?` that a variable brought is path.
        var question = template.Contains('?') ? target.IndexOf('?') : -1;
        var query = question < 0 ? "" : target.Substring(question + 1);
        _path = question < 0 ? target : target.Substring(0, question);
        _query = dropsQuery || _query.Length == 0 ? query : query.Length == 0 ? _query : query + "&" + _query;
        _variables.Path = _path;
        _variables.Query = _query;
        _isInternal = true;
        _keepsTarget = false;
        isChanged = rewrite.Flag != "break";
        if (rewrite.Flag == "break")
            _keepsLocation = false;
        return _path.Length == 0 ? Answer(500, rewrite.Span) : null;
    }

    private bool Holds(NginxIf condition)
    {
        var (variable, op, operand, pattern) = condition.Condition;
        const string reason = "a condition depends on what the request or the host brings";
        if (variable is null)
            return op!.StartsWith('!');
        var value = _variables.Get(variable);
        if (pattern is not null)
        {
            if (value is null)
                return forks.Ask(condition.Span, reason);
            return Matches(pattern, value, condition.Span, reason) != op!.StartsWith('!');
        }

        if (op is null)
            return value is null ? forks.Ask(condition.Span, reason) : value is not ("" or "0");
        var expected = _variables.Evaluate(operand!.Value);
        if (value is null || expected is null)
            return forks.Ask(condition.Span, reason);
        return (value == expected) == (op == "=");
    }

    private RouteDecision RunContent()
    {
        foreach (var rule in _scope.Inherited(s => s.AccessRules))
        {
            if (rule.Source != "unix:" && (rule.Source == "all" || forks.Ask(rule.Span, "the client's address is not known")))
            {
                if (!rule.Allows)
                    return Answer(403, rule.Span);
                break;
            }
        }

        return _scope.TryFiles is { } tryFiles ? TryFiles(tryFiles) : Answered();
    }

    private RouteDecision Answered()
    {
        var scope = _scope;
        while (scope.Handler is null && scope is { IsCondition: true, Outer: { } outer })
            scope = outer;
        if (scope.Handler is not { } handler)
            return Files(_scope.Span);
        return handler.PassesOn ? Pass(handler) : Final(_errorStatus ?? 200, handler.Span);
    }

    /// <summary>No file is there, but the root folder itself is.</summary>
    private RouteDecision TryFiles(NginxDirective directive)
    {
        var words = directive.Arguments;
        for (var i = 0; i < words.Count - 1; i++)
        {
            if (words[i].Value.EndsWith('/') && _variables.Evaluate(words[i].Value)?.Trim('/').Length == 0)
                return Answered();
        }

        var last = words[words.Count - 1];
        if (last.Value.StartsWith('=') && NginxModelBuilder.ParsePort(last.Value.Substring(1)) is >= 0 and var status)
            return Answer(status, last.Span);
        return GoTo(last);
    }

    private RouteDecision GoTo(ConfigWord target)
    {
        if (--_uriChanges < 0)
            return Answer(500, target.Span);
        _isInternal = true;
        if (target.Value.StartsWith('@'))
        {
            if (!_server.NamedLocations.TryGetValue(target.Value, out var named))
                return Answer(500, target.Span);
            _location = named;
            _scope = named.Scope;
            switch (Execute(_scope.Instructions, out var decision))
            {
                case RewriteEnd.Answered:
                    return decision!;
                case RewriteEnd.Changed:
                    return FindLocation();
                default:
                    return RunContent();
            }
        }

        if (_variables.Evaluate(target.Value) is not { } uri)
            return Unknown(target.Span, "the path depends on a variable that is not known");
        var question = uri.IndexOf('?');
        _path = question < 0 ? uri : uri.Substring(0, question);
        _query = question < 0 ? "" : uri.Substring(question + 1);
        _keepsTarget = false;
        _keepsLocation = true;
        _variables.Path = _path;
        _variables.Query = _query;
        return RunServerRewrites();
    }

    private RouteDecision Pass(NginxHandler handler)
    {
        var target = NginxPassTarget.Parse(handler.Kind, handler.Target!);
        var hasVariables = target.HasVariables;
        var text = _variables.Evaluate(handler.Target!.Value);
        if (hasVariables && text is not null)
            target = NginxPassTarget.Parse(handler.Kind, text, handler.Target.Text);
        var scheme = target.Address.Scheme;
        return new RouteDecision(RouteKind.Upstream, handler.Target.Span)
        {
            Upstreams = config.UpstreamBlocks.TryGetValue(target.Authority, out var block)
                ? [.. block.Servers.Select(s => s with { Scheme = scheme })]
                : [target.Address],
            ForwardedTarget = handler.Kind == "proxy_pass" && text is not null ? Forwarded(target.Path, isWhole: hasVariables) : null,
            Headers = HeadersFor(_errorStatus ?? 200, isFromUpstream: true),
            LostHeaders = Lost(),
        };
    }

    /// <summary>https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass: what becomes of the path.</summary>
    /// <param name="path">The path in the address; null when it has none.</param>
    /// <param name="isWhole">Whether that path is all that is asked for, as it is when variables made it.</param>
    private string Forwarded(string? path, bool isWhole)
    {
        if (isWhole && path is not null)
            return path;
        if (path is null && _keepsTarget)
            return request.Target;
        var query = _query.Length > 0 ? "?" + _query : "";
        if (path is null || !_keepsLocation)
            return NginxUri.Escape(_path) + query;
        return path + NginxUri.Escape(_path.Substring(Math.Min(_locationName.Length, _path.Length))) + query;
    }

    /// <summary>No file is there: 404, and 403 for the root folder, which has no index.</summary>
    private RouteDecision Files(SourceSpan span) =>
        ErrorPageFor(_path == "/" ? 403 : 404) is { } page ? Follow(page) : new RouteDecision(RouteKind.Files, span)
        {
            Headers = HeadersFor(_errorStatus ?? 200, isFromUpstream: false),
            LostHeaders = Lost(),
        };

    private RouteDecision Redirect(int status, string? location, SourceSpan span) => new(RouteKind.Redirect, span)
    {
        Status = status,
        Location = location,
        Headers = HeadersFor(status, isFromUpstream: false),
        LostHeaders = Lost(),
    };

    /// <summary>Ends with a status that <c>error_page</c> may take over.</summary>
    private RouteDecision Answer(int status, SourceSpan span) => ErrorPageFor(status) is { } page ? Follow(page) : Final(status, span);

    /// <summary>444 is nginx's own: it closes the connection.</summary>
    private RouteDecision Final(int status, SourceSpan span) => new(RouteKind.Response, span)
    {
        Status = status == 444 ? 0 : status,
        Headers = HeadersFor(status, isFromUpstream: false),
        LostHeaders = Lost(),
    };

    private static RouteDecision Unknown(SourceSpan span, string reason) => new(RouteKind.Unknown, span) { Reason = reason };

    private NginxErrorPage? ErrorPageFor(int status) =>
        _hasErrorPage ? null : _scope.Inherited(s => s.ErrorPages).Find(p => p.Status == status);

    private RouteDecision Follow(NginxErrorPage page)
    {
        _hasErrorPage = true;
        // `=` leaves the status to the page, `=410` replaces it; else the error's own stays.
        _errorStatus = page.ReplacedBy is null ? page.Status : page.ReplacedBy.Length > 0 ? NginxModelBuilder.ParsePort(page.ReplacedBy) : null;
        if (page.Target.Value.StartsWith('/') || page.Target.Value.StartsWith('@'))
            return GoTo(page.Target);
        var status = NginxModelBuilder.ParsePort(page.ReplacedBy ?? "");
        return Redirect(status is 301 or 302 or 303 or 307 or 308 ? status : 302, _variables.Evaluate(page.Target.Value), page.Target.Span);
    }

    private List<HeaderChange> Lost()
    {
        var scope = _scope;
        while (scope.AddedHeaders.Count == 0 && scope.Outer is { } outer)
            scope = outer;
        return [.. scope.LostHeaders()];
    }

    /// <summary>https://nginx.org/en/docs/http/ngx_http_headers_module.html: without `always`, only for these statuses.</summary>
    private Dictionary<string, HeaderOutcome> HeadersFor(int status, bool isFromUpstream)
    {
        var outcomes = new Dictionary<string, HeaderOutcome>(StringComparer.OrdinalIgnoreCase);
        var isPlain = status is 200 or 201 or 204 or 206 or 301 or 302 or 303 or 304 or 307 or 308;
        if (isFromUpstream)
        {
            var passed = _scope.Inherited(s => s.PassedHeaders);
            foreach (var hidden in _scope.Inherited(s => s.HiddenHeaders).Where(h => !passed.Contains(h.Name, StringComparer.OrdinalIgnoreCase)))
                outcomes[hidden.Name] = new HeaderOutcome(hidden.Name) { RemovedBy = hidden };
        }

        foreach (var added in _scope.EffectiveAddedHeaders().Where(h => (isPlain || h.AppliesToErrors) && _variables.Evaluate(h.Value!.Value) != ""))
        {
            outcomes.TryGetValue(added.Name, out var outcome);
            outcome ??= new HeaderOutcome(added.Name);
            outcomes[added.Name] = outcome with { Values = [.. outcome.Values, added] };
        }

        var more = new Stack<List<HeaderChange>>();
        for (var scope = _scope; scope is not null; scope = scope.Outer)
            more.Push(scope.ClearedHeaders);
        foreach (var change in more.SelectMany(list => list))
            outcomes[change.Name] = new HeaderOutcome(change.Name) { RemovedBy = change, Values = change.Kind == HeaderChangeKind.Set ? [change] : [] };
        return outcomes;
    }
}
