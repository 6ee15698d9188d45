using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>A port that Traefik listens on.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Port">The port.</param>
/// <param name="IsTls">Whether its routers speak TLS by default; null when no configuration of it was seen.</param>
internal sealed record TraefikEntryPoint(string Name, int Port, bool? IsTls)
{
    /// <summary>Whether it sends every request to another scheme.</summary>
    public bool Redirects { get; init; }
}

/// <summary>A router.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="EntryPoints">Where it listens.</param>
/// <param name="IsTls">Whether it has <c>tls</c> itself.</param>
/// <param name="Priority">Its priority: a longer rule goes first unless one is set.</param>
/// <param name="Middlewares">What a request passes, by name.</param>
/// <param name="Service">What answers, by name; null when that cannot be known.</param>
/// <param name="Span">The characters of its rule.</param>
internal sealed record TraefikRouter(
    string Name, TraefikRule Rule, IReadOnlyList<TraefikEntryPoint> EntryPoints, bool IsTls, int Priority, IReadOnlyList<string> Middlewares, string? Service, SourceSpan Span)
{
    /// <summary>Whether it takes requests with TLS at an entry point. Traefik asks it for one kind alone.</summary>
    public bool IsTlsAt(TraefikEntryPoint entryPoint) => IsTls || entryPoint.IsTls == true;
}

/// <summary>A middleware: its kind, and its options by their path below it.</summary>
internal sealed record TraefikMiddleware(string Kind, ILookup<string, TraefikSetting> Options, IReadOnlyList<HeaderChange> Headers, SourceSpan Span)
{
    public string? Option(string name) => Options[name].FirstOrDefault()?.Value.Value;
}
