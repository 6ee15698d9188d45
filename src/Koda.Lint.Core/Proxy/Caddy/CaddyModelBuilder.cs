using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Adapts a Caddyfile: which sites listen where, and each site's routes in the order in which they run.</summary>
internal sealed class CaddyModelBuilder
{
    /// <summary>More places than this are not asked for one by one.</summary>
    private const int MaxPaths = 1000;

    /// <summary>Directives that a response passes through unchanged, as far as routing and headers go.</summary>
    private static readonly HashSet<string> Transparent =
    [
        "tracing", "fs", "root", "log_append", "skip_log", "log_skip", "log_name", "copy_response_headers", "request_body", "basicauth",
        "basic_auth", "forward_auth", "request_header", "encode", "push", "intercept", "templates", "copy_response", "acme_server",
    ];

    /// <summary>Directives that set up a site but handle no request.</summary>
    private static readonly HashSet<string> SiteSettings = ["bind", "tls", "log", "handle_errors", "import"];

    private readonly CaddyDirectiveOrder _order;
    private readonly CaddyMatcherReader _matchers;
    private readonly PatternBudget _budget = new();
    private readonly List<ReadProblem> _problems;
    private readonly HashSet<string> _paths = ["/"];
    private string _defaultBind = "";

    public CaddyModelBuilder(Caddyfile file, CaddyTraits traits)
    {
        Traits = traits;
        _order = new CaddyDirectiveOrder(traits);
        _problems = [.. file.Problems];
        _matchers = new CaddyMatcherReader(_budget, _problems);
        foreach (var option in file.GlobalOptions)
            ReadOption(option);
        foreach (var route in file.NamedRoutes)
            NamedRoutes[route.Key] = BuildRoutes(route.Value.Directives, NoMatchers, isSorted: true);
        var parts = file.Sites.SelectMany(ReadSite).ToArray();
        foreach (var socket in parts.GroupBy(s => (s.Port, s.ListenHost)))
            Sites.AddRange(InOrderOfSpecificity(socket, SpeaksTls([.. socket])));
        var listening = Sites.ToLookup(s => s.Index);
        SiteList = [.. file.Sites.Select((block, index) => ToProxySite(block, listening[index]))];
    }

    public CaddyTraits Traits { get; }

    public List<CaddySite> Sites { get; } = [];

    public IReadOnlyList<ProxySite> SiteList { get; }

    public Dictionary<string, IReadOnlyList<CaddyRoute>> NamedRoutes { get; } = [];

    public int HttpPort { get; private set; } = 80;

    public int HttpsPort { get; private set; } = 443;

    public ConfigWord? AutoHttps { get; private set; }

    public List<UpstreamAddress> Upstreams { get; } = [];

    public List<HeaderChange> HeaderChanges { get; } = [];

    public IReadOnlyList<string> MentionedPaths => [.. _paths];

    public IReadOnlyList<ReadProblem> Problems => _problems;

    private static Dictionary<string, CaddyMatcher> NoMatchers => [];

    private void ReadOption(CaddyDirective option)
    {
        switch (option.Name.Value)
        {
            case "http_port" or "https_port":
                if (CaddyAddress.ParsePort(option.Argument(0) ?? "") is not { } port)
                    Malformed("`" + option.Name.Value + "` needs a port", option.Span);
                else if (option.Is("http_port"))
                    HttpPort = port;
                else
                    HttpsPort = port;
                break;
            case "auto_https" when option.Arguments.Count > 0:
                AutoHttps = option.Arguments[0];
                break;
            case "default_bind":
                _defaultBind = string.Join(",", option.Arguments.Select(a => a.Value));
                break;
            case "order":
                if (!_order.Move([.. option.Arguments.Select(a => a.Value)]))
                    Malformed("`order` takes a directive and its place", option.Span);
                break;
        }
    }

    private IEnumerable<CaddySite> ReadSite(CaddyBlock block, int index)
    {
        var addresses = new List<CaddyAddress>();
        foreach (var key in block.Keys)
        {
            var address = CaddyAddress.Parse(key);
            if (address is null)
                Malformed("the address has no valid port", key.Span);
            else if (address.Scheme is not ("" or "http" or "https"))
                Malformed("the address has a scheme other than http and https", key.Span);
            else
                addresses.Add(address);
        }

        var binds = block.Directives.Where(d => d.Is("bind")).SelectMany(d => d.Arguments.Select(a => a.Value)).ToArray();
        var routes = BuildRoutes(block.Directives, NoMatchers, isSorted: true);
        var errors = block.Directives.Where(d => d.Is("handle_errors"))
            .Select(d => new CaddyErrorRoutes([.. d.Arguments.Select(a => a.Value)], BuildRoutes(d.Block ?? [], MatchersOf(block.Directives, NoMatchers), isSorted: true)))
            .ToArray();
        return addresses.GroupBy(PortOf).Select(group => new CaddySite(
            block, index, group.Key, binds.Length > 0 ? string.Join(",", binds) : _defaultBind, [.. group], routes, errors)
        {
            ConfiguresTls = block.Directives.Any(d => d.Is("tls")),
        });
    }

    private int PortOf(CaddyAddress address) => address.Port ?? (address.Scheme == "http" ? HttpPort : HttpsPort);

    /// <summary>https://caddyserver.com/docs/automatic-https#activation</summary>
    private bool SpeaksTls(IReadOnlyList<CaddySite> socket) =>
        socket[0].Port != HttpPort
        && ((socket[0].Port == HttpsPort && AutoHttps?.Value != "off")
            || socket.Any(s => s.Addresses.Any(a => a.Scheme == "https" || (a.Scheme != "http" && (a.Host.Length > 0 || (s.ConfiguresTls && Traits.TlsDirectiveIsEnough))))));

    /// <summary>The first site that matches takes a request: longer hosts come first, then longer paths, wildcards and catch-alls last.</summary>
    private static IEnumerable<CaddySite> InOrderOfSpecificity(IEnumerable<CaddySite> sites, bool isTls) =>
        sites.Select(s => s with { IsTls = isTls })
            .OrderBy(s => LongestHost(s) == 0)
            .ThenBy(s => s.Addresses.Any(a => a.Host.Length == 0 || a.Host.Contains('*')))
            .ThenByDescending(LongestHost)
            .ThenByDescending(s => LongestHost(s) == 0 ? 0 : s.Addresses.Max(a => a.Path.Length));

    private static int LongestHost(CaddySite site) => site.Addresses.Max(a => a.Host.Count(c => c != '*'));

    private static ProxySite ToProxySite(CaddyBlock block, IEnumerable<CaddySite> sites)
    {
        var addresses = sites.SelectMany(s => s.Addresses.Select(a =>
            new SiteAddress(a.Host.Length == 0 ? null : a.Host, s.Port, s.IsTls, a.Word.Span) { ListenHost = s.ListenHost.Length == 0 ? null : s.ListenHost }));
        return new ProxySite([.. addresses.OrderBy(a => a.Span.Start)], block.Span);
    }

    private Dictionary<string, CaddyMatcher> MatchersOf(IReadOnlyList<CaddyDirective> lines, Dictionary<string, CaddyMatcher> outer)
    {
        var definitions = lines.Where(l => l.Name.Value.StartsWith('@')).ToArray();
        if (definitions.Length == 0)
            return outer;
        var matchers = new Dictionary<string, CaddyMatcher>(outer);
        foreach (var definition in definitions)
        {
            var matcher = _matchers.ReadDefinition(definition);
            matchers[definition.Name.Value] = matcher;
            foreach (var test in matcher.Tests)
                Mention(test);
        }

        return matchers;
    }

    private List<CaddyRoute> BuildRoutes(IReadOnlyList<CaddyDirective> lines, Dictionary<string, CaddyMatcher> outer, bool isSorted)
    {
        var matchers = MatchersOf(lines, outer);
        var routes = lines.Where(l => !l.Name.Value.StartsWith('@') && !SiteSettings.Contains(l.Name.Value))
            .SelectMany(l => BuildRoute(l, matchers)).ToList();
        if (isSorted)
            routes = _order.Sort(routes);
        if (!isSorted && !Traits.GroupsInRoutes)
            return routes;
        // Of several `handle` or `root` beside each other only the first that matches counts, and of `rewrite` too.
        foreach (var exclusive in new[] { "rewrite", "handle", "root" })
        {
            var group = new object();
            if (routes.Count(r => r.Directive == exclusive) > (exclusive == "rewrite" ? 0 : 1))
                routes = [.. routes.Select(r => r.Directive == exclusive ? r with { Group = group } : r)];
        }

        return Consolidate(routes);
    }

    /// <summary>Neighbours with the same matcher become one route: what the first rewrites no longer changes whether the second matches.</summary>
    private static List<CaddyRoute> Consolidate(List<CaddyRoute> routes)
    {
        var output = new List<CaddyRoute>();
        for (var i = 0; i < routes.Count;)
        {
            var first = routes[i];
            var handlers = new List<CaddyHandler>(first.Handlers);
            while (++i < routes.Count && ReferenceEquals(first.Group, routes[i].Group) && first.Matcher?.Key == routes[i].Matcher?.Key)
                handlers.AddRange(routes[i].Handlers);
            output.Add(first with { Handlers = handlers });
        }

        return output;
    }

    private IEnumerable<CaddyRoute> BuildRoute(CaddyDirective line, Dictionary<string, CaddyMatcher> matchers)
    {
        var name = line.Name.Value;
        CaddyMatcher? matcher = null;
        var arguments = line.Arguments;
        // `rewrite /to` and `root /folder` have no matcher when that is all they have.
        var isLoneTarget = name is "rewrite" or "root" && arguments.Count == 1;
        if (arguments.Count > 0 && !isLoneTarget && _matchers.ReadWord(arguments[0], matchers) is (true, var read))
        {
            matcher = read;
            arguments = [.. arguments.Skip(1)];
            foreach (var test in matcher?.Tests ?? [])
                Mention(test);
        }

        switch (name)
        {
            case "handle_path":
                return HandlePath(line, matcher, matchers);
            case "header":
                return Headers(line, arguments, matcher);
            case "try_files":
                // No file is taken to be there: the request goes on as it is, or ends with the status that the last argument names.
                return arguments.Count > 0 && arguments[arguments.Count - 1].Value is ['=', ..] last
                    ? [new CaddyRoute(name, matcher, [new CaddyError(last.Substring(1), line.Span)])]
                    : [];
        }

        return BuildHandler(line, arguments, matchers) is { } handler ? [new CaddyRoute(name, matcher, [handler])] : [];
    }

    private CaddyHandler? BuildHandler(CaddyDirective line, IReadOnlyList<ConfigWord> arguments, Dictionary<string, CaddyMatcher> matchers)
    {
        switch (line.Name.Value)
        {
            case "handle" or "route":
                return new CaddySubroute(BuildRoutes(line.Block ?? [], matchers, isSorted: line.Is("handle")), line.Span);
            case "invoke" when arguments.Count == 1:
                return new CaddyInvoke(arguments[0].Value, line.Span);
            case "rewrite" when arguments.Count == 1:
                return new CaddyRewrite(CaddyRewriteKind.Uri, arguments[0].Value, "", null, arguments[0].Span);
            case "uri":
                return Uri(line, arguments);
            case "method" when arguments.Count == 1:
                return new CaddyRewrite(CaddyRewriteKind.Method, arguments[0].Value, "", null, line.Span);
            case "redir" when arguments.Count is 1 or 2:
                return new CaddyRedirect(arguments[0], arguments.Count == 2 ? arguments[1].Value : "302", arguments[0].Span);
            case "respond":
                return Respond(line, arguments);
            case "error" when arguments.Count is 1 or 2:
                return new CaddyError(IsStatus(arguments[arguments.Count - 1].Value) ? arguments[arguments.Count - 1].Value : "500", line.Span);
            case "abort":
                return new CaddyAbort(line.Span);
            case "metrics":
                return new CaddyRespond("200", line.Span);
            case "reverse_proxy" or "php_fastcgi":
                return Proxy(line, arguments);
            case "file_server":
                return new CaddyFiles((line.Block ?? []).Any(b => b.Is("pass_thru")), line.Span);
            case "map":
                return Map(line, arguments);
            case "vars":
                var pairs = (line.Block ?? []).Where(b => b.Arguments.Count == 1).Select(b => (b.Name.Value, b.Arguments[0].Value));
                return new CaddyVars(arguments.Count == 2 ? [(arguments[0].Value, arguments[1].Value), .. pairs] : [.. pairs], line.Span);
            case "invoke" or "rewrite" or "method" or "redir" or "error":
                Malformed("`" + line.Name.Value + "` does not have the arguments that it needs", line.Span);
                return null;
            default:
                if (!Transparent.Contains(line.Name.Value))
                    _problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "`" + line.Name.Value + "` is not a directive of Caddy's own", line.Span));
                return null;
        }
    }

    /// <summary><c>handle_path /api/*</c> is a <c>handle</c> that first strips <c>/api</c>.</summary>
    private IEnumerable<CaddyRoute> HandlePath(CaddyDirective line, CaddyMatcher? matcher, Dictionary<string, CaddyMatcher> matchers)
    {
        if (matcher?.SinglePath is not { } path || line.Arguments[0].Value != path)
        {
            Malformed("`handle_path` needs one path", line.Span);
            return [];
        }

        var prefix = path.EndsWith("/*", StringComparison.Ordinal) ? path.Substring(0, path.Length - 2) : path.EndsWith('*') ? path.Substring(0, path.Length - 1) : path;
        var strip = new CaddyRoute("strip", null, [new CaddyRewrite(CaddyRewriteKind.StripPrefix, prefix, "", null, line.Arguments[0].Span)]);
        return [new CaddyRoute("handle", matcher, [new CaddySubroute([strip, .. BuildRoutes(line.Block ?? [], matchers, isSorted: true)], line.Span)])];
    }

    private CaddyRewrite? Uri(CaddyDirective line, IReadOnlyList<ConfigWord> arguments)
    {
        var values = arguments.Select(a => a.Value).ToArray();
        switch (values)
        {
            case ["strip_prefix", var prefix]:
                return new CaddyRewrite(CaddyRewriteKind.StripPrefix, prefix.StartsWith('/') ? prefix : "/" + prefix, "", null, line.Span);
            case ["strip_suffix", var suffix]:
                return new CaddyRewrite(CaddyRewriteKind.StripSuffix, suffix, "", null, line.Span);
            case ["replace", var find, var replacement]:
                return new CaddyRewrite(CaddyRewriteKind.Replace, find, replacement, null, line.Span);
            case ["path_regexp", var expression, var replacement]:
                var pattern = new RequestPattern(expression, ignoresCase: false, _budget);
                if (!pattern.IsUnderstood)
                    _problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "this regular expression cannot be evaluated", arguments[1].Span));
                return new CaddyRewrite(CaddyRewriteKind.PathPattern, expression, replacement, pattern, line.Span);
            case ["query", ..]:
                return null;
            default:
                Malformed("`uri` does not have the arguments that it needs", line.Span);
                return null;
        }
    }

    private static CaddyRespond Respond(CaddyDirective line, IReadOnlyList<ConfigWord> arguments)
    {
        var status = arguments.Count == 2 ? arguments[1].Value : arguments.Count == 1 && IsStatus(arguments[0].Value) ? arguments[0].Value : "";
        return new CaddyRespond(status, line.Span);
    }

    private static bool IsStatus(string text) => text.Length == 3 && text.All(char.IsDigit);

    private CaddyProxy Proxy(CaddyDirective line, IReadOnlyList<ConfigWord> arguments)
    {
        var block = line.Block ?? [];
        var upstreams = arguments.Concat(block.Where(b => b.Is("to")).SelectMany(b => b.Arguments)).ToArray();
        var scheme = line.Is("php_fastcgi") || block.Any(b => b.Is("transport") && b.Argument(0) == "fastcgi") ? "fastcgi"
            : block.Any(b => b.Is("transport") && (b.Block ?? []).Any(t => t.Name.Value.StartsWith("tls", StringComparison.Ordinal))) ? "https"
            : "http";
        Upstreams.AddRange(upstreams.Select(u => CaddyUpstream.Parse(u.Value, u.Span, scheme)));
        var headersDown = block.Where(b => b.Is("header_down") && b.Arguments.Count > 0)
            .Select(b => Change(b.Arguments[0].Value, b.Arguments.Count > 1 ? b.Arguments[1].Text : null, b.Arguments.Count > 2, b.Span)).ToArray();
        HeaderChanges.AddRange(headersDown);
        var rewrites = block.Where(b => b.Arguments.Count == 1 && (b.Is("rewrite") || b.Is("method")))
            .Select(b => new CaddyRewrite(b.Is("rewrite") ? CaddyRewriteKind.Uri : CaddyRewriteKind.Method, b.Arguments[0].Value, "", null, b.Span)).ToArray();
        return new CaddyProxy(upstreams, scheme, block.Any(b => b.Is("dynamic")), rewrites, headersDown, upstreams.Length > 0 ? upstreams[0].Span : line.Span);
    }

    private IEnumerable<CaddyRoute> Headers(CaddyDirective line, IReadOnlyList<ConfigWord> arguments, CaddyMatcher? matcher)
    {
        var fields = new List<(string Field, IReadOnlyList<ConfigWord> Values, SourceSpan Span)>();
        if (arguments.Count > 0)
            fields.Add((arguments[0].Value, [.. arguments.Skip(1)], line.Span));
        var block = line.Block ?? [];
        fields.AddRange(block.Where(b => !b.Is("defer") && !b.Is("match")).Select(b => (b.Name.Value.TrimEnd(':'), b.Arguments, b.Span)));
        if (fields.Count == 0)
            Malformed("`header` needs a field", line.Span);
        var isDeferred = block.Any(b => b.Is("defer")) || fields.Exists(f => f.Field.StartsWith('-') || f.Field.StartsWith('>'));
        var changes = new List<HeaderChange>();
        var defaults = new List<HeaderChange>();
        foreach (var (field, values, span) in fields.Where(f => f.Field.Length > 0))
        {
            var change = Change(field, values.Count > 0 ? values[0].Text : null, values.Count > 1, span);
            (change.Kind == HeaderChangeKind.Default ? defaults : changes).Add(change);
            HeaderChanges.Add(change);
        }

        if (changes.Count > 0)
            yield return new CaddyRoute("header", matcher, [new CaddyHeaders(changes, isDeferred, line.Span)]);
        if (defaults.Count > 0)
            yield return new CaddyRoute("header", matcher, [new CaddyHeaders(defaults, IsDeferred: true, line.Span)]);
    }

    private static HeaderChange Change(string field, MappedText? value, bool isReplacement, SourceSpan span)
    {
        var kind = field.StartsWith('-') ? HeaderChangeKind.Remove
            : isReplacement ? HeaderChangeKind.Replace
            : field.StartsWith('+') ? HeaderChangeKind.Add
            : field.StartsWith('?') ? HeaderChangeKind.Default
            : HeaderChangeKind.Set;
        var isPrefixed = field[0] is '-' or '+' or '?' or '>';
        return new HeaderChange(kind, isPrefixed ? field.Substring(1) : field, kind == HeaderChangeKind.Remove ? null : value ?? MappedText.Of("", span), span);
    }

    private CaddyMap? Map(CaddyDirective line, IReadOnlyList<ConfigWord> arguments)
    {
        if (arguments.Count < 2)
        {
            Malformed("`map` takes a source and the placeholders to set", line.Span);
            return null;
        }

        var entries = new List<CaddyMapEntry>();
        IReadOnlyList<string> defaults = [];
        foreach (var entry in line.Block ?? [])
        {
            var values = entry.Arguments.Select(a => a.Value).ToArray();
            if (entry.Is("default"))
                defaults = values;
            else if (entry.Name.Value.StartsWith('~'))
                entries.Add(new CaddyMapEntry(entry.Name.Value, new RequestPattern(entry.Name.Value.Substring(1), ignoresCase: false, _budget), values));
            else
                entries.Add(new CaddyMapEntry(entry.Name.Value, null, values));
        }

        return new CaddyMap(arguments[0], [.. arguments.Skip(1).Select(a => a.Value.Trim('{', '}'))], entries, defaults, line.Span);
    }

    private void Mention(CaddyTest test)
    {
        switch (test)
        {
            case CaddyPathTest paths:
                foreach (var pattern in paths.Patterns)
                {
                    Mention(pattern.Replace("*", ""));
                    if (pattern.Contains('*'))
                        Mention(pattern.Replace("*", "probe"));
                }

                break;
            case CaddyPathPatternTest { Pattern: var pattern } when PathExample.Of(pattern) is { } example:
                Mention(example);
                break;
            case CaddyNotTest not:
                foreach (var inner in not.Matchers.SelectMany(m => m.Tests))
                    Mention(inner);
                break;
        }
    }

    private void Mention(string path)
    {
        if (path.StartsWith('/') && !path.Contains('{') && _paths.Count < MaxPaths)
            _paths.Add(path);
    }

    private void Malformed(string message, SourceSpan span) => _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, span));
}
