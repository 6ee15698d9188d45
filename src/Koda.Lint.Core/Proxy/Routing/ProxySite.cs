using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>A site that a proxy serves: an nginx <c>server</c>, a Caddyfile site block.</summary>
/// <param name="Addresses">Where it answers, in the order written.</param>
/// <param name="Span">What to point at when the whole site is at fault: its addresses or its opening word.</param>
public sealed record ProxySite(IReadOnlyList<SiteAddress> Addresses, SourceSpan Span);

/// <summary>One address of a site.</summary>
/// <param name="Host">The host as written, <c>*.example.com</c> and patterns included; null for any host.</param>
/// <param name="Port">The port.</param>
/// <param name="IsTls">Whether connections to it are encrypted.</param>
/// <param name="Span">The characters that say so.</param>
public sealed record SiteAddress(string? Host, int Port, bool IsTls, SourceSpan Span)
{
    /// <summary>A name that no site is called, so that it reaches the sites that take any host.</summary>
    internal const string UnclaimedHost = "host.unclaimed.invalid";

    /// <summary>The interface it listens on as written, or null for all of them.</summary>
    public string? ListenHost { get; init; }

    /// <summary>A host that reaches this address: the host itself, or one that its wildcard takes.</summary>
    public string ExampleHost
    {
        get
        {
            if (Host is null)
                return UnclaimedHost;
            var host = Host.Replace("*", "wildcard");
            return host.StartsWith('.') ? host.Substring(1) : host;
        }
    }
}

/// <summary>A backend as a configuration names it.</summary>
/// <param name="Text">The address as written, without a path: <c>http://localhost:8090</c>, <c>unix:/run/app.sock</c>.</param>
/// <param name="Span">The characters.</param>
public sealed record UpstreamAddress(string Text, SourceSpan Span)
{
    /// <summary>The protocol spoken to it: <c>http</c>, <c>https</c>, <c>h2c</c>, <c>fastcgi</c>, <c>grpc</c> …</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>The host; null for a Unix socket, and when <see cref="IsKnown"/> is false.</summary>
    public string? Host { get; init; }

    /// <summary>The port; null for a Unix socket, and when it is not known.</summary>
    public int? Port { get; init; }

    /// <summary>Whether it is a Unix socket.</summary>
    public bool IsUnixSocket { get; init; }

    /// <summary>Whether the address is written out; false when a variable decides it at run time.</summary>
    public bool IsKnown => Host is not null || IsUnixSocket;
}
