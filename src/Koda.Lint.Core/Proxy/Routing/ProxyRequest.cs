namespace Koda.Lint.Proxy.Routing;

/// <summary>A request to route: what a browser at some address would send.</summary>
/// <param name="Host">The host without a port; case does not matter.</param>
/// <param name="Path">The path as it stands in the request line, percent-escapes and all, without a query. Starts with <c>/</c>.</param>
public sealed record ProxyRequest(string Host, string Path)
{
    /// <summary>Whether the connection is encrypted.</summary>
    public bool IsTls { get; init; }

    /// <summary>The port connected to; null for 443 with TLS and 80 without.</summary>
    public int? Port { get; init; }

    /// <summary>The method, in capitals.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>What follows the <c>?</c>, without it.</summary>
    public string Query { get; init; } = "";

    /// <summary>
    /// All request headers, by name without regard to case. Null when they are not known: then only <c>Upgrade</c> and
    /// <c>Connection</c> are taken as absent, and whatever hangs on another header cannot be known.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The port connected to.</summary>
    public int EffectivePort => Port ?? (IsTls ? 443 : 80);

    /// <summary>The request line's target: path and query.</summary>
    public string Target => Query.Length == 0 ? Path : Path + "?" + Query;

    /// <summary>A request to an address of a site.</summary>
    /// <param name="address">The address; one for any host is asked under a name that no configuration has.</param>
    /// <param name="path">The path.</param>
    public static ProxyRequest To(SiteAddress address, string path) =>
        new(address.ExampleHost, path) { IsTls = address.IsTls, Port = address.Port };

    /// <summary>A header's value; <c>IsKnown</c> is false when the headers are not known.</summary>
    /// <param name="name">The header's name.</param>
    internal (bool IsKnown, string? Value) Header(string name)
    {
        if (string.Equals(name, "Host", StringComparison.OrdinalIgnoreCase))
            return (true, Host);
        if (Headers is null)
        {
            return (string.Equals(name, "Upgrade", StringComparison.OrdinalIgnoreCase)
                || string.Equals(name, "Connection", StringComparison.OrdinalIgnoreCase), null);
        }

        foreach (var header in Headers)
        {
            if (string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase))
                return (true, header.Value);
        }

        return (true, null);
    }
}
