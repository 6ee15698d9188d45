using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>Makes entry points, routers, services and middlewares of Traefik's settings (https://doc.traefik.io/traefik/routing/overview/).</summary>
internal sealed class TraefikModelBuilder
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    private readonly List<ReadProblem> _problems = [];
    private readonly PatternBudget _budget = new();
    private readonly Dictionary<string, TraefikEntryPoint> _entryPoints = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _paths = ["/"];

    public TraefikModelBuilder(IReadOnlyList<TraefikSetting> settings)
    {
        ReadEntryPoints(settings);
        var exposesAll = settings.FirstOrDefault(setting => setting.Container is null && setting.IsBelow("providers", "docker", "exposedByDefault"))?.IsTrue != false;
        var hidden = new HashSet<ComposeService>(settings.Where(setting => setting.Container is not null).Select(setting => setting.Container!).Distinct()
            .Where(container => !(settings.FirstOrDefault(setting => setting.Container == container && setting.Path.Count == 1 && setting.NameAt(0) == "enable")?.IsTrue ?? exposesAll)));
        var http = settings.Where(setting => setting.NameAt(0) == "http" && setting.Path.Count > 3 && (setting.Container is null || !hidden.Contains(setting.Container))).ToList();
        foreach (var service in http.Where(setting => setting.NameAt(1) == "services").GroupBy(setting => setting.NameAt(2)))
            ReadService(service.Key, [.. service]);
        foreach (var middleware in http.Where(setting => setting.NameAt(1) == "middlewares").GroupBy(setting => setting.NameAt(2)))
            ReadMiddleware(middleware.Key, [.. middleware]);
        foreach (var router in http.Where(setting => setting.NameAt(1) == "routers").GroupBy(setting => setting.NameAt(2)))
            ReadRouter(router.Key, [.. router], http);
        Routers.Sort((x, y) => x.Priority != y.Priority ? y.Priority.CompareTo(x.Priority) : string.CompareOrdinal(x.Name, y.Name));
    }

    public List<TraefikRouter> Routers { get; } = [];

    public Dictionary<string, IReadOnlyList<UpstreamAddress>> Services { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, TraefikMiddleware> Middlewares { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<TraefikEntryPoint> EntryPoints => _entryPoints.Values;

    public List<HeaderChange> HeaderChanges { get; } = [];

    public IReadOnlyList<string> MentionedPaths => [.. _paths];

    public IReadOnlyList<ReadProblem> Problems => _problems;

    private void ReadEntryPoints(IReadOnlyList<TraefikSetting> settings)
    {
        foreach (var group in settings.Where(setting => setting.Container is null && setting.IsBelow("entryPoints") && setting.Path.Count > 2).GroupBy(setting => setting.NameAt(1)))
        {
            string? Of(params string[] path) => group.LastOrDefault(setting => setting.Path.Count == path.Length + 2 && !path.Where((name, i) => !setting.Path[i + 2].Equals(name, StringComparison.OrdinalIgnoreCase)).Any())?.Value.Value;
            var redirect = Of("http", "redirections", "entryPoint", "to");
            var scheme = Of("http", "redirections", "entryPoint", "scheme") ?? "https";
            _entryPoints[group.Key] = new TraefikEntryPoint(group.Key, PortOf(Of("address")) ?? (LooksSecure(group.Key) ? HttpsPort : HttpPort), HasTls(group, 3))
            {
                Redirects = redirect is not null && scheme.Equals("https", StringComparison.OrdinalIgnoreCase),
            };
        }
    }

    /// <summary><c>:443</c>, <c>0.0.0.0:443/tcp</c>.</summary>
    private static int? PortOf(string? address)
    {
        if (address is null)
            return null;
        var text = address.Substring(address.LastIndexOf(':') + 1);
        var slash = text.IndexOf('/');
        return int.TryParse(slash < 0 ? text : text.Substring(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    /// <summary><c>tls</c> with anything below it, or by itself unless it says no.</summary>
    private static bool HasTls(IEnumerable<TraefikSetting> settings, int index) =>
        settings.Any(setting => setting.NameAt(index) == "tls" && (setting.Path.Count > index + 1 || setting.IsTrue || setting.Value.Value.Trim() is "{}"));

    private static bool LooksSecure(string entryPoint) =>
        entryPoint.IndexOf("secure", StringComparison.OrdinalIgnoreCase) >= 0 || entryPoint.IndexOf("https", StringComparison.OrdinalIgnoreCase) >= 0
        || entryPoint.IndexOf("tls", StringComparison.OrdinalIgnoreCase) >= 0 || entryPoint.IndexOf("443", StringComparison.Ordinal) >= 0;

    private void ReadService(string name, List<TraefikSetting> settings)
    {
        var servers = new List<UpstreamAddress>();
        foreach (var setting in settings.Where(setting => setting.NameAt(3) == "loadbalancer"))
        {
            if (setting.NameAt(setting.Path.Count - 1) == "url")
                servers.Add(Parse(setting.Value.Value, setting.Value.Span));
            else if (setting is { Container: { } container } && setting.NameAt(4) == "server" && setting.NameAt(5) == "port")
                servers.Add(OfContainer(container, setting.Value.Value, settings.Find(other => other.NameAt(4) == "server" && other.NameAt(5) == "scheme")?.Value.Value, setting.Value.Span));
        }

        Services[name] = servers;
        Upstreams.AddRange(servers);
    }

    public List<UpstreamAddress> Upstreams { get; } = [];

    private static UpstreamAddress OfContainer(ComposeService container, string port, string? scheme, SourceSpan span) =>
        Parse((scheme ?? "http") + "://" + container.Name + ":" + port, span);

    private static UpstreamAddress Parse(string url, SourceSpan span)
    {
        var separator = url.IndexOf("://", StringComparison.Ordinal);
        var scheme = separator < 0 ? "http" : url.Substring(0, separator);
        var rest = separator < 0 ? url : url.Substring(separator + 3);
        var slash = rest.IndexOf('/');
        var authority = slash < 0 ? rest : rest.Substring(0, slash);
        var address = new UpstreamAddress(scheme + "://" + authority, span) { Scheme = scheme };
        var colon = authority.StartsWith("[", StringComparison.Ordinal) ? authority.IndexOf("]:", StringComparison.Ordinal) + 1 : authority.LastIndexOf(':');
        var host = (colon > 0 ? authority.Substring(0, colon) : authority).Trim('[', ']');
        return host.Length == 0 ? address : address with
        {
            Host = host,
            Port = colon <= 0 ? (scheme == "https" ? HttpsPort : HttpPort)
                : int.TryParse(authority.Substring(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null,
        };
    }

    private void ReadMiddleware(string name, List<TraefikSetting> settings)
    {
        var kind = settings[0].NameAt(3);
        var options = settings.Where(setting => setting.NameAt(3) == kind).ToLookup(setting => setting.NameAt(4), StringComparer.OrdinalIgnoreCase);
        var headers = kind == "headers" ? HeadersOf(settings).ToList() : [];
        HeaderChanges.AddRange(headers);
        Middlewares[name] = new TraefikMiddleware(kind, options, headers, settings[0].Place);
    }

    private static IEnumerable<HeaderChange> HeadersOf(List<TraefikSetting> settings)
    {
        foreach (var setting in settings)
        {
            switch (setting.NameAt(4))
            {
                case "contentsecuritypolicy":
                    yield return new HeaderChange(HeaderChangeKind.Set, "Content-Security-Policy", setting.Value, setting.Place);
                    break;
                case "contentsecuritypolicyreportonly":
                    yield return new HeaderChange(HeaderChangeKind.Set, "Content-Security-Policy-Report-Only", setting.Value, setting.Place);
                    break;
                case "stsseconds" when setting.Value.Value.Trim() != "0":
                    yield return new HeaderChange(HeaderChangeKind.Set, "Strict-Transport-Security", setting.Value, setting.Place);
                    break;
                case "customresponseheaders" when setting.Path.Count > 5:
                    // An empty value takes the header away.
                    yield return setting.Value.Value.Length == 0
                        ? new HeaderChange(HeaderChangeKind.Remove, setting.Path[5], null, setting.Place)
                        : new HeaderChange(HeaderChangeKind.Set, setting.Path[5], setting.Value, setting.Place);
                    break;
            }
        }
    }

    private void ReadRouter(string name, List<TraefikSetting> settings, List<TraefikSetting> http)
    {
        if (settings.Find(setting => setting.NameAt(3) == "rule") is not { } rule)
            return;
        var parsed = TraefikRule.Read(rule.Value, _budget, out var problem);
        if (problem is not null)
            _problems.Add(problem);
        if (parsed is null)
            return;
        _paths.UnionWith(parsed.Paths);
        var priority = int.TryParse(settings.Find(setting => setting.NameAt(3) == "priority")?.Value.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var set) && set != 0
            ? set
            : rule.Value.Value.Length;
        Routers.Add(new TraefikRouter(
            name, parsed, EntryPointsOf(settings), HasTls(settings, 3), priority,
            [.. List(settings, "middlewares").Select(Unqualified)],
            ServiceOf(settings, http), rule.Value.Span));
    }

    private IReadOnlyList<TraefikEntryPoint> EntryPointsOf(List<TraefikSetting> router)
    {
        var names = List(router, "entrypoints").ToList();
        // Without a list a router listens everywhere, but for Traefik's own dashboard.
        if (names.Count == 0 && _entryPoints.Count > 0)
            return [.. _entryPoints.Values.Where(entryPoint => entryPoint.Name != "traefik")];
        if (names.Count == 0)
            return [new TraefikEntryPoint("web", HasTls(router, 3) ? HttpsPort : HttpPort, null)];
        foreach (var name in names.Where(name => !_entryPoints.ContainsKey(name)))
        {
            // Its configuration lies elsewhere. One that is called so speaks TLS, whether its routers say it or not.
            var isSecure = LooksSecure(name);
            _entryPoints[name] = new TraefikEntryPoint(name.ToLowerInvariant(), isSecure ? HttpsPort : HttpPort, isSecure ? true : null);
        }

        return [.. names.Select(name => _entryPoints[name])];
    }

    /// <summary>A list of a label is parted by commas; one of a file has an item for each.</summary>
    private static IEnumerable<string> List(List<TraefikSetting> settings, string option) => settings
        .Where(setting => setting.NameAt(3) == option)
        .SelectMany(setting => setting.Value.Value.Split(','))
        .Select(item => item.Trim())
        .Where(item => item.Length > 0);

    /// <summary><c>auth@file</c>: names are unique enough without their provider.</summary>
    private static string Unqualified(string name) => name.IndexOf('@') is > 0 and var at && !name.EndsWith("@internal", StringComparison.Ordinal) ? name.Substring(0, at) : name;

    /// <summary>A container's router without a service has that of its labels, or one that leads to its only port.</summary>
    private string? ServiceOf(List<TraefikSetting> router, List<TraefikSetting> http)
    {
        if (router.Find(setting => setting.NameAt(3) == "service") is { } named)
            return Unqualified(named.Value.Value.Trim());
        if (router[0].Container is not { } container)
            return null;
        var own = http.Where(setting => setting.Container == container && setting.NameAt(1) == "services").Select(setting => setting.NameAt(2)).Distinct().ToList();
        if (own.Count > 0)
            return own.Count == 1 ? own[0] : null;
        var port = container.Ports.Select(published => published.Target)
            .Concat(((container.Model["expose"] as ModelList)?.Items ?? []).OfType<ModelScalar>().Select(exposed => exposed.Text)).FirstOrDefault(text => text.Length > 0);
        var name = container.Name + "@container";
        IReadOnlyList<UpstreamAddress> servers = [OfContainer(container, port ?? "?", null, router[0].Place)];
        Services[name] = servers;
        Upstreams.AddRange(servers);
        return name;
    }
}
