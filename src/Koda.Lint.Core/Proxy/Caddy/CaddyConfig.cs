using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>
/// A Caddyfile as Caddy adapts and serves it: sites, automatic HTTPS and its redirects, directive order, matchers.
/// </summary>
public sealed class CaddyConfig : ProxyConfig
{
    private CaddyConfig(CaddyModelBuilder model, Caddyfile file)
        : base(file.File)
    {
        ListeningSites = model.Sites;
        NamedRoutes = model.NamedRoutes;
        HttpPort = model.HttpPort;
        HttpsPort = model.HttpsPort;
        AutoHttps = model.AutoHttps;
        Traits = model.Traits;
        Variables = file.Variables;
        Sites = model.SiteList;
        Upstreams = model.Upstreams;
        HeaderChanges = model.HeaderChanges;
        MentionedPaths = model.MentionedPaths;
        Problems = model.Problems;
    }

    /// <inheritdoc />
    public override IReadOnlyList<ProxySite> Sites { get; }

    /// <inheritdoc />
    public override IReadOnlyList<UpstreamAddress> Upstreams { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HeaderChange> HeaderChanges { get; }

    /// <summary>None: Caddy's headers add up.</summary>
    public override IReadOnlyList<LostHeader> LostHeaders => [];

    /// <inheritdoc />
    public override IReadOnlyList<string> MentionedPaths { get; }

    /// <inheritdoc />
    public override IReadOnlyList<ReadProblem> Problems { get; }

    /// <summary>The value of the global option <c>auto_https</c> (<c>off</c>, <c>disable_redirects</c> …), or null when it is not set.</summary>
    public ConfigWord? AutoHttps { get; }

    /// <summary>Environment variables that nothing defines.</summary>
    public IReadOnlyList<CaddyVariable> Variables { get; }

    internal IReadOnlyList<CaddySite> ListeningSites { get; }

    internal IReadOnlyDictionary<string, IReadOnlyList<CaddyRoute>> NamedRoutes { get; }

    internal CaddyTraits Traits { get; }

    internal int HttpPort { get; }

    internal int HttpsPort { get; }

    /// <summary>Reads a Caddyfile.</summary>
    /// <param name="file">The main file.</param>
    /// <param name="includes">Opens what <c>import</c> names.</param>
    /// <param name="environment">The value of an environment variable, or null; without it only defaults are known.</param>
    /// <param name="version">The version of Caddy that will serve it; null for a current one.</param>
    public static CaddyConfig Read(SourceFile file, IncludeSource? includes = null, Func<string, string?>? environment = null, Version? version = null)
    {
        var caddyfile = CaddyfileReader.Read(file, includes, environment);
        return new CaddyConfig(new CaddyModelBuilder(caddyfile, CaddyTraits.Of(version)), caddyfile);
    }

    private protected override RouteDecision Decide(ProxyRequest request, Forks forks) => new CaddyRouter(this, request, forks).Run();
}
