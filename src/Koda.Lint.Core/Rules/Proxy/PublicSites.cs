using Koda.Lint.Companions;
using Koda.Lint.Deployments;
using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Rules;

/// <summary>A host name that a proxy serves, with the address at which it is judged: the one with TLS where there is one.</summary>
/// <param name="Proxy">The proxy.</param>
/// <param name="Site">The site.</param>
/// <param name="Address">The address.</param>
internal sealed record PublicSite(DeployedProxy Proxy, ProxySite Site, SiteAddress Address)
{
    private readonly Dictionary<string, RouteDecision> _decisions = new(StringComparer.Ordinal);

    /// <summary>Whether Koda's dashboard or control plane stands behind it.</summary>
    public bool IsKodas { get; init; }

    /// <summary>What the proxy does with a path here.</summary>
    public RouteDecision Route(string path)
    {
        if (!_decisions.TryGetValue(path, out var decision))
            _decisions[path] = decision = Proxy.Config.Route(ProxyRequest.To(Address, path));
        return decision;
    }

    /// <summary>How messages and baselines call it.</summary>
    public string Name => Address.Host ?? "any host";
}

/// <summary>The sites of a deployment's proxies, and which of them are Koda's.</summary>
internal sealed class PublicSites
{
    private readonly Deployment _deployment;
    private readonly Backends _backends;
    private IReadOnlyList<PublicSite>? _all;

    public PublicSites(Deployment deployment)
    {
        _deployment = deployment;
        _backends = new Backends(deployment);
    }

    /// <summary>What upstreams lead to.</summary>
    public Backends Backends => _backends;

    /// <summary>The sites of every proxy, one for each host name that it serves.</summary>
    public IReadOnlyList<PublicSite> All => _all ??= [.. _deployment.Companions.Proxies.SelectMany(SitesOf)];

    /// <summary>The sites behind which Koda stands.</summary>
    public IEnumerable<PublicSite> Kodas => All.Where(site => site.IsKodas);

    /// <summary>The paths to ask for at a site: those that the configuration tells apart.</summary>
    public static IEnumerable<string> PathsOf(PublicSite site) => PublicPath.All.Select(path => path.Example).Concat(site.Proxy.Config.MentionedPaths).Distinct(StringComparer.Ordinal);

    private IEnumerable<PublicSite> SitesOf(DeployedProxy proxy)
    {
        var mayBeKodas = ServesKoda(proxy);
        foreach (var host in proxy.Config.Sites.SelectMany(site => site.Addresses.Select(address => (Site: site, Address: address)))
            .GroupBy(served => served.Address.Host ?? "", StringComparer.OrdinalIgnoreCase))
        {
            var (site, address) = host.OrderBy(served => served.Address.IsTls ? 0 : 1).First();
            var served = new PublicSite(proxy, site, address);
            yield return served with { IsKodas = mayBeKodas && PathsOf(served).Any(path => Reaches(served.Route(path), BackendRole.Dashboard, BackendRole.ControlPlane)) };
        }
    }

    private bool Reaches(RouteDecision decision, params BackendRole[] roles) =>
        decision.Outcomes.Any(outcome => outcome.Upstreams.Any(upstream => Array.IndexOf(roles, _backends.Of(upstream).Role) >= 0));

    /// <summary>
    /// Ports 3000 and 8090 are those of many programs. A proxy is Koda's when the deployment has a control plane or starts Koda; else when it asks for
    /// the port of the control plane and tells Koda's own paths apart, or asks this machine for both ports.
    /// </summary>
    private bool ServesKoda(DeployedProxy proxy)
    {
        if (_deployment.ControlPlane is not null || _deployment.Companions.Units.Any(StartsKoda))
            return true;
        var backends = proxy.Config.Upstreams.Select(upstream => (Role: _backends.Of(upstream) is { Service: null } backend ? backend.Role : BackendRole.Other, upstream.Host)).ToList();
        return (backends.Exists(backend => backend.Role == BackendRole.ControlPlane) && proxy.Config.MentionedPaths.Any(PublicPath.IsKodas))
            || (_deployment.Project.Services.Count == 0 && IsHere(BackendRole.ControlPlane) && IsHere(BackendRole.Dashboard));

        bool IsHere(BackendRole role) => backends.Exists(backend => backend.Role == role && backend.Host is { } host && Backends.IsThisMachine(host));
    }

    private static bool StartsKoda(Systemd.SystemdUnit unit) =>
        Files.DeploymentPath.NameOf(unit.Files[0].File.Path).StartsWith("koda.", StringComparison.Ordinal)
        || unit.Commands("ExecStart").Any(command => command.Arguments.Any(word => word.Value.IndexOf("koda.control_plane", StringComparison.Ordinal) >= 0));
}
