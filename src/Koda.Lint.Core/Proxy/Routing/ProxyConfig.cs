using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>
/// A reverse proxy's configuration, whatever program it is for: where it listens, and what it does with a request.
/// </summary>
public abstract class ProxyConfig
{
    private protected ProxyConfig(SourceFile file) => File = file;

    /// <summary>The main file.</summary>
    public SourceFile File { get; }

    /// <summary>The sites in the order written.</summary>
    public abstract IReadOnlyList<ProxySite> Sites { get; }

    /// <summary>Every backend that is named, whether or not a request can reach it.</summary>
    public abstract IReadOnlyList<UpstreamAddress> Upstreams { get; }

    /// <summary>Every instruction that changes a response header, wherever it stands.</summary>
    public abstract IReadOnlyList<HeaderChange> HeaderChanges { get; }

    /// <summary>Headers that an outer scope sets and that an inner scope loses by setting others.</summary>
    public abstract IReadOnlyList<LostHeader> LostHeaders { get; }

    /// <summary>
    /// Paths that the configuration tells apart: for each pattern in it one path that the pattern takes, and <c>/</c>.
    /// Asking for these shows every route that plain paths reach.
    /// </summary>
    public abstract IReadOnlyList<string> MentionedPaths { get; }

    /// <summary>What could not be read.</summary>
    public abstract IReadOnlyList<ReadProblem> Problems { get; }

    /// <summary>What the proxy does with a request. Files on the proxy's disk are taken as absent.</summary>
    /// <param name="request">The request.</param>
    public RouteDecision Route(ProxyRequest request) => Forks.Explore(forks => Decide(request, forks));

    /// <summary>
    /// Whether an address does nothing but send clients to HTTPS. Answers to ACME challenges do not count against it.
    /// </summary>
    /// <param name="address">The address.</param>
    public bool RedirectsToTls(SiteAddress address) =>
        MentionedPaths.Where(p => !p.StartsWith("/.well-known/", StringComparison.Ordinal))
            .Select(p => Route(ProxyRequest.To(address, p)))
            .All(d => d.Kind == RouteKind.Redirect && d.Location is { } to && to.StartsWith("https://", StringComparison.OrdinalIgnoreCase));

    /// <summary>The decision that no address takes such a request.</summary>
    internal RouteDecision NotServed(string reason) =>
        new(RouteKind.NotServed, Sites.Count > 0 ? Sites[0].Span : SourceSpan.OfFile(File)) { Reason = reason };

    /// <summary>Routes a request, asking for the answer to each question that the configuration leaves open.</summary>
    /// <param name="request">The request.</param>
    /// <param name="forks">Answers the open questions; asked again with other answers until all are seen.</param>
    private protected abstract RouteDecision Decide(ProxyRequest request, Forks forks);
}

/// <summary>A header that an inner scope no longer sends.</summary>
/// <param name="Header">The outer instruction.</param>
/// <param name="Scope">The inner scope's own instruction that put an end to the inheritance.</param>
public sealed record LostHeader(HeaderChange Header, SourceSpan Scope);
