using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>One address of a site block: <c>https://example.com:8443/path</c> in its parts.</summary>
internal sealed record CaddyAddress(string Scheme, string Host, int? Port, string Path, ConfigWord Word)
{
    /// <summary>Splits an address as httpcaddyfile.ParseAddress does; null when its port is no port.</summary>
    public static CaddyAddress? Parse(ConfigWord word)
    {
        var rest = word.Value.Trim();
        var scheme = "";
        if (rest.IndexOf("://", StringComparison.Ordinal) is >= 0 and var separator)
            (scheme, rest) = (rest.Substring(0, separator).ToLowerInvariant(), rest.Substring(separator + 3));
        // A slash inside `{$NAME}` or `{env.NAME}` starts no path.
        var slash = rest.IndexOf('/', Math.Max(0, rest.LastIndexOf('}')));
        var path = slash < 0 ? "" : rest.Substring(slash);
        var host = slash < 0 ? rest : rest.Substring(0, slash);
        int? port = null;
        var colon = host.LastIndexOf(':');
        if (colon >= 0 && (host.StartsWith('[') ? host.IndexOf(']') < colon : host.IndexOf(':') == colon) && host.IndexOf('}', colon) < 0)
        {
            var text = host.Substring(colon + 1);
            host = host.Substring(0, colon);
            if (text.Length > 0 && (port = ParsePort(text)) is null)
                return null;
        }

        return new CaddyAddress(scheme, host.Trim('[', ']').ToLowerInvariant(), port, path, word);
    }

    public static int? ParsePort(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var port) && port <= 65535 ? port : null;
}

/// <summary>The part of a site block whose addresses share a port.</summary>
internal sealed record CaddySite(CaddyBlock Block, int Index, int Port, string ListenHost, IReadOnlyList<CaddyAddress> Addresses, IReadOnlyList<CaddyRoute> Routes, IReadOnlyList<CaddyErrorRoutes> Errors)
{
    /// <summary>Whether the block has a <c>tls</c> directive.</summary>
    public bool ConfiguresTls { get; init; }

    /// <summary>Whether its port speaks TLS: decided for all sites of the port together.</summary>
    public bool IsTls { get; init; }

    /// <summary>Whether it takes requests for any host.</summary>
    public bool TakesAnyHost => Addresses.Any(a => a.Host.Length == 0);
}

/// <summary><c>handle_errors</c>: routes for answers that report an error; without statuses, for all of them.</summary>
internal sealed record CaddyErrorRoutes(IReadOnlyList<string> Statuses, IReadOnlyList<CaddyRoute> Routes);

/// <summary>Handlers behind a matcher; null matches every request. Of the routes in one group only the first that matches is taken.</summary>
internal sealed record CaddyRoute(string Directive, CaddyMatcher? Matcher, IReadOnlyList<CaddyHandler> Handlers)
{
    public object? Group { get; init; }
}

internal abstract record CaddyHandler(SourceSpan Span);

internal sealed record CaddySubroute(IReadOnlyList<CaddyRoute> Routes, SourceSpan Span) : CaddyHandler(Span);

/// <summary>Runs the routes of a block <c>&amp;(name)</c>.</summary>
internal sealed record CaddyInvoke(string Name, SourceSpan Span) : CaddyHandler(Span);

internal enum CaddyRewriteKind
{
    Uri,
    StripPrefix,
    StripSuffix,
    Replace,
    PathPattern,
    Method,
    Unknown,
}

internal sealed record CaddyRewrite(CaddyRewriteKind Kind, string Text, string Replacement, RequestPattern? Pattern, SourceSpan Span) : CaddyHandler(Span);

/// <summary>Changes response headers, at once or (deferred) when the answer is sent.</summary>
internal sealed record CaddyHeaders(IReadOnlyList<HeaderChange> Changes, bool IsDeferred, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyRespond(string Status, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyRedirect(ConfigWord Target, string Status, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyError(string Status, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyAbort(SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyProxy(IReadOnlyList<ConfigWord> Upstreams, string DefaultScheme, bool HasDynamicUpstreams, IReadOnlyList<CaddyRewrite> Rewrites, IReadOnlyList<HeaderChange> HeadersDown, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyFiles(bool PassesThrough, SourceSpan Span) : CaddyHandler(Span);

/// <summary>Sets variables: each name gets the value of the first key that matches the source (<c>map</c>), or its value (<c>vars</c>).</summary>
internal sealed record CaddyMap(ConfigWord Source, IReadOnlyList<string> Names, IReadOnlyList<CaddyMapEntry> Entries, IReadOnlyList<string> Defaults, SourceSpan Span) : CaddyHandler(Span);

internal sealed record CaddyMapEntry(string Key, RequestPattern? Pattern, IReadOnlyList<string> Values);

internal sealed record CaddyVars(IReadOnlyList<(string Name, string Value)> Values, SourceSpan Span) : CaddyHandler(Span);
