using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>
/// An nginx configuration as nginx judges it: which server a host gets, which location a path gets, and what answers
/// there (https://nginx.org/en/docs/http/request_processing.html).
/// </summary>
public sealed class NginxConfig : ProxyConfig
{
    private NginxConfig(NginxModelBuilder model, SourceFile file)
        : base(file)
    {
        Servers = model.Servers;
        UpstreamBlocks = model.UpstreamBlocks;
        Maps = model.Maps;
        SetVariables = model.SetVariables;
        Sites = [.. Servers.Select(ToSite)];
        Upstreams = model.Upstreams;
        HeaderChanges = model.HeaderChanges;
        LostHeaders = model.LostHeaders;
        MentionedPaths = model.MentionedPaths;
        Problems = model.Problems;
    }

    /// <inheritdoc />
    public override IReadOnlyList<ProxySite> Sites { get; }

    /// <inheritdoc />
    public override IReadOnlyList<UpstreamAddress> Upstreams { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HeaderChange> HeaderChanges { get; }

    /// <inheritdoc />
    public override IReadOnlyList<LostHeader> LostHeaders { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> MentionedPaths { get; }

    /// <inheritdoc />
    public override IReadOnlyList<ReadProblem> Problems { get; }

    internal IReadOnlyList<NginxServer> Servers { get; }

    internal IReadOnlyDictionary<string, NginxUpstream> UpstreamBlocks { get; }

    internal IReadOnlyDictionary<string, NginxMap> Maps { get; }

    /// <summary>The variables that some <c>set</c> defines: empty where none has run.</summary>
    internal IReadOnlyCollection<string> SetVariables { get; }

    /// <summary>Reads a configuration: a whole <c>nginx.conf</c>, or a file of servers that one would include.</summary>
    /// <param name="file">The main file.</param>
    /// <param name="includes">Opens what <c>include</c> names.</param>
    public static NginxConfig Read(SourceFile file, IncludeSource? includes = null) =>
        new(new NginxModelBuilder(NginxReader.Read(file, includes)), file);

    private protected override RouteDecision Decide(ProxyRequest request, Forks forks) => new NginxRouter(this, request, forks).Run();

    private static ProxySite ToSite(NginxServer server)
    {
        var names = server.Names.Where(n => n.Pattern is null && n.Text.Length > 0).ToArray();
        var addresses = server.Listens.SelectMany(l => names.Length == 0
            ? [new SiteAddress(null, l.Port, l.IsTls, l.Span) { ListenHost = l.Address == "*" ? null : l.Address }]
            : names.Select(n => new SiteAddress(n.Text, l.Port, l.IsTls, l.Span) { ListenHost = l.Address == "*" ? null : l.Address }));
        return new ProxySite([.. addresses], server.Span);
    }
}
