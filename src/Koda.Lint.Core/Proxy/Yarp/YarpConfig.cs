using System.Globalization;
using Koda.Lint.AppSettings;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Yarp;

/// <summary>
/// YARP as the section <c>ReverseProxy</c> of a program's settings configures it. Routes are asked in the order that ASP.NET Core has: by <c>Order</c>,
/// then the more specific path, then the more specific host.
/// </summary>
public sealed class YarpConfig : ProxyConfig
{
    private const string Section = "ReverseProxy";
    private const int HttpsPort = 443;

    private readonly AppSettingsModel _settings;
    private readonly IReadOnlyList<YarpRoute> _routes;
    private readonly Dictionary<string, IReadOnlyList<UpstreamAddress>> _clusters = new(StringComparer.OrdinalIgnoreCase);

    private YarpConfig(AppSettingsModel settings)
        : base(settings.Below(Section).First().Span.File)
    {
        _settings = settings;
        foreach (var cluster in settings.Children(Section + ":Clusters"))
        {
            var destinations = Section + ":Clusters:" + cluster + ":Destinations";
            _clusters[cluster] = [.. settings.Children(destinations).Select(name => settings.Find(destinations + ":" + name + ":Address")?.Value).OfType<MappedText>().Select(Parse)];
        }

        _routes = [.. settings.Children(Section + ":Routes").Select(ReadRoute).OfType<YarpRoute>()
            .OrderBy(route => route.Order).ThenBy(route => route.Template.Precedence, StringComparer.Ordinal).ThenBy(route => route.Hosts.Count == 0)];
        Upstreams = [.. _clusters.Values.SelectMany(destinations => destinations)];
        HeaderChanges = [.. _routes.SelectMany(route => route.Headers)];
        MentionedPaths = [.. _routes.Select(route => route.Template.Example).Prepend("/").Distinct(StringComparer.Ordinal)];
        var hosts = _routes.SelectMany(route => route.Hosts.Count == 0 ? [null] : route.Hosts.Cast<string?>()).Distinct(StringComparer.OrdinalIgnoreCase);
        // Kestrel decides about ports and TLS; the routes do not.
        Sites = [.. hosts.Select(SiteOf)];
    }

    /// <inheritdoc />
    public override IReadOnlyList<ProxySite> Sites { get; }

    /// <inheritdoc />
    public override IReadOnlyList<UpstreamAddress> Upstreams { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HeaderChange> HeaderChanges { get; }

    /// <summary>None: each route has its own transforms.</summary>
    public override IReadOnlyList<LostHeader> LostHeaders => [];

    /// <inheritdoc />
    public override IReadOnlyList<string> MentionedPaths { get; }

    /// <summary>None of its own: those of the settings are told with them.</summary>
    public override IReadOnlyList<ReadProblem> Problems => [];

    /// <summary>Reads a program's settings; null when they have no routes.</summary>
    /// <param name="settings">The settings.</param>
    public static YarpConfig? Read(AppSettingsModel settings) => settings.Children(Section + ":Routes").Count == 0 ? null : new YarpConfig(settings);

    private protected override RouteDecision Decide(ProxyRequest request, Forks forks)
    {
        foreach (var route in _routes)
        {
            if (!TakesHost(route, request.Host) || (route.Methods.Count > 0 && !route.Methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase)))
                continue;
            if (!(route.Template.Matches(request.Path) ?? forks.Ask(route.Span, "a constraint of the route decides")))
                continue;
            if (route.HasOtherConditions && !forks.Ask(route.Span, "the route also asks for headers or parameters of the query"))
                continue;
            return Answer(route, request);
        }

        return Sites.Count == 0 ? NotServed("there are no routes") : new RouteDecision(RouteKind.Response, Sites[0].Span) { Status = 404 };
    }

    private RouteDecision Answer(YarpRoute route, ProxyRequest request)
    {
        if (route.Cluster is not { } cluster || !_clusters.TryGetValue(cluster, out var destinations) || destinations.Count == 0)
            return new RouteDecision(RouteKind.Response, route.Span) { Status = 503 };
        var headers = new Dictionary<string, HeaderOutcome>(StringComparer.OrdinalIgnoreCase);
        foreach (var change in route.Headers)
            headers[change.Name] = change.Kind == HeaderChangeKind.Remove ? new HeaderOutcome(change.Name) { RemovedBy = change } : new HeaderOutcome(change.Name) { Values = [change] };
        var path = route.Rewrite(request.Path);
        return new RouteDecision(RouteKind.Upstream, destinations[0].Span)
        {
            Upstreams = destinations,
            ForwardedTarget = path is null ? null : request.Query.Length == 0 ? path : path + "?" + request.Query,
            Headers = headers,
        };
    }

    private ProxySite SiteOf(string? host)
    {
        var first = _routes.First(route => host is null ? route.Hosts.Count == 0 : route.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase));
        return new ProxySite([new SiteAddress(host, HttpsPort, IsTls: true, first.Span)], first.Span);
    }

    private static bool TakesHost(YarpRoute route, string host) => route.Hosts.Count == 0 || route.Hosts.Any(pattern =>
        pattern.Equals(host, StringComparison.OrdinalIgnoreCase)
        || (pattern.StartsWith("*.", StringComparison.Ordinal) && host.EndsWith(pattern.Substring(1), StringComparison.OrdinalIgnoreCase)));

    private YarpRoute? ReadRoute(string id)
    {
        var key = Section + ":Routes:" + id;
        if (_settings.Below(key).OrderBy(setting => setting.Span.Start).FirstOrDefault() is not { } first)
            return null;
        var path = _settings.Find(key + ":Match:Path");
        var transforms = _settings.Children(key + ":Transforms").Select(index => key + ":Transforms:" + index).ToList();
        return new YarpRoute
        {
            Template = RouteTemplate.Read(path?.Value?.Value),
            Span = path?.Value?.Span ?? first.Span,
            Cluster = _settings.Find(key + ":ClusterId")?.Value?.Value,
            Order = int.TryParse(_settings.Find(key + ":Order")?.Value?.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var order) ? order : 0,
            // A port behind a host says nothing about where the proxy is reached from outside.
            Hosts = [.. Values(key + ":Match:Hosts").Select(host => host.IndexOf(':') is >= 0 and var colon ? host.Substring(0, colon) : host)],
            Methods = [.. Values(key + ":Match:Methods")],
            HasOtherConditions = _settings.Below(key + ":Match:Headers").Any() || _settings.Below(key + ":Match:QueryParameters").Any(),
            Headers = [.. transforms.Select(HeaderOf).OfType<HeaderChange>()],
            PathChanges = [.. transforms.SelectMany(PathChangesOf)],
        };
    }

    private IEnumerable<string> Values(string key) => _settings.Children(key).Select(index => _settings.Find(key + ":" + index)?.Value?.Value).OfType<string>();

    private HeaderChange? HeaderOf(string transform)
    {
        if (_settings.Find(transform + ":ResponseHeaderRemove") is { Value: { } removed } removal)
            return new HeaderChange(HeaderChangeKind.Remove, removed.Value, null, removal.Span);
        if (_settings.Find(transform + ":ResponseHeader") is not { Value: { } name })
            return null;
        return (_settings.Find(transform + ":Set") ?? _settings.Find(transform + ":Append")) is { Value: { } value } set
            ? new HeaderChange(set.Key.EndsWith(":Set", StringComparison.OrdinalIgnoreCase) ? HeaderChangeKind.Set : HeaderChangeKind.Add, name.Value, value, set.Span)
            : null;
    }

    private IEnumerable<(string Kind, string Value)> PathChangesOf(string transform)
    {
        foreach (var kind in (string[])["PathRemovePrefix", "PathPrefix", "PathSet", "PathPattern"])
        {
            if (_settings.Find(transform + ":" + kind) is { Value: { } value })
                yield return (kind, value.Value);
        }
    }

    private static UpstreamAddress Parse(MappedText address)
    {
        var upstream = new UpstreamAddress(address.Value.TrimEnd('/'), address.Span);
        return Uri.TryCreate(address.Value, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? upstream with { Scheme = uri.Scheme, Host = uri.Host.Trim('[', ']'), Port = uri.Port }
            : upstream;
    }
}

/// <summary>A route of YARP's.</summary>
internal sealed class YarpRoute
{
    public required RouteTemplate Template { get; init; }

    public required SourceSpan Span { get; init; }

    public string? Cluster { get; init; }

    public int Order { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public IReadOnlyList<string> Methods { get; init; } = [];

    public bool HasOtherConditions { get; init; }

    public IReadOnlyList<HeaderChange> Headers { get; init; } = [];

    public IReadOnlyList<(string Kind, string Value)> PathChanges { get; init; } = [];

    /// <summary>The path that the backend is asked for; null when it is not known.</summary>
    public string? Rewrite(string path)
    {
        var result = path;
        foreach (var (kind, value) in PathChanges)
        {
            switch (kind)
            {
                case "PathRemovePrefix" when result.StartsWith(value, StringComparison.OrdinalIgnoreCase) && (result.Length == value.Length || result[value.Length] == '/'):
                    result = result.Length == value.Length ? "/" : result.Substring(value.Length);
                    break;
                case "PathPrefix":
                    result = value.TrimEnd('/') + result;
                    break;
                case "PathSet":
                    result = value;
                    break;
                case "PathPattern":
                    if (Fill(value, path) is not { } filled)
                        return null;
                    result = filled;
                    break;
            }
        }

        return result;
    }

    private string? Fill(string pattern, string path)
    {
        var output = new List<string>();
        foreach (var segment in pattern.Trim('/').Split('/'))
        {
            if (segment.IndexOf('{') < 0)
                output.Add(segment);
            else if (segment[0] == '{' && Template.ValueOf(segment.Trim('{', '}', '*'), path) is { } value)
                output.Add(value);
            else
                return null;
        }

        return "/" + string.Join("/", output);
    }
}
