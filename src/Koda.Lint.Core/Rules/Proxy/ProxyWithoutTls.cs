using System.Globalization;
using Koda.Lint.Companions;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Proxy.Yarp;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA7001: a proxy serves what stands behind it over plain HTTP.</summary>
internal sealed class ProxyWithoutTls : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (context.Deployment.Policy.Tunnel is not null)
            return;
        // Where YARP listens is Kestrel's business, which KODA2007 judges.
        foreach (var proxy in context.Deployment.Companions.Proxies.Where(proxy => proxy.Config is not YarpConfig))
        {
            var secured = TlsHostsOf(context.Deployment, proxy);
            var reported = new HashSet<SourceSpan>();
            if (proxy.Config is CaddyConfig caddy)
                JudgeAutomaticHttps(context, proxy, caddy);
            foreach (var site in proxy.Config.Sites)
            {
                var plain = site.Addresses.FirstOrDefault(address => !address.IsTls && IsPublic(address, proxy) && !HasSibling(address, secured) && LeadsToBackend(proxy.Config, address));
                if (plain is not null && reported.Add(plain.Span))
                    context.Report(TextFor(context.Deployment, proxy, plain), plain.Span, "plain:" + (plain.Host ?? "*") + ":" + plain.Port.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>The files of one folder that the same program reads serve together.</summary>
    private static List<string> TlsHostsOf(Deployment deployment, DeployedProxy proxy) =>
    [
        .. deployment.Companions.Proxies
            .Where(other => other.Service == proxy.Service && other.Config.GetType() == proxy.Config.GetType()
                && DeploymentPath.FolderOf(other.Config.File.Path) == DeploymentPath.FolderOf(proxy.Config.File.Path))
            .SelectMany(other => other.Config.Sites).SelectMany(site => site.Addresses).Where(address => address.IsTls).Select(HostOf),
    ];

    private static bool HasSibling(SiteAddress plain, List<string> secured) =>
        secured.Exists(host => host.Length == 0 || HostOf(plain).Length == 0 || string.Equals(host, HostOf(plain), StringComparison.OrdinalIgnoreCase));

    /// <summary><c>_</c> is how nginx people write that no name is meant.</summary>
    private static string HostOf(SiteAddress address) => address.Host is null or "_" ? "" : address.Host;

    /// <summary>An address that only this machine or other containers reach is not what a browser talks to.</summary>
    private static bool IsPublic(SiteAddress address, DeployedProxy proxy)
    {
        if ((address.ListenHost is { } listen && listen.Split(',').All(IpAddressText.IsLoopback)) || IsLocalName(HostOf(address)))
            return false;
        return proxy.Service is null || proxy.Service.IsOnHostNetwork || proxy.Service.Ports.Any(port => port.TargetNumber == address.Port && !port.IsLoopback);
    }

    private static bool IsLocalName(string host) =>
        IpAddressText.IsLoopback(host) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    /// <summary>A site that only redirects, answers by itself or hands out files carries no session.</summary>
    private static bool LeadsToBackend(ProxyConfig config, SiteAddress address) =>
        config.MentionedPaths.Any(path => config.Route(ProxyRequest.To(address, path)).Outcomes.Any(outcome => outcome.Kind == RouteKind.Upstream));

    /// <summary>Without automatic HTTPS a site keeps its port for TLS but has no certificate, unless it names one: what works then is plain HTTP.</summary>
    private static void JudgeAutomaticHttps(RuleContext context, DeployedProxy proxy, CaddyConfig config)
    {
        if (config.AutoHttps is not { Value: "off" } option)
            return;
        var site = config.ListeningSites.FirstOrDefault(listening => listening.IsTls && !listening.ConfiguresTls && listening.Addresses.Any(address => !IsLocalName(address.Host)));
        if (site is not null && config.Sites[site.Index].Addresses.FirstOrDefault(address => IsPublic(address, proxy) && LeadsToBackend(config, address)) is { } bare)
            context.Report(RuleTexts.ProxyWithoutTls.SwitchedOff(SiteOf(bare)), option.Span, "plain:auto_https");
    }

    private static FindingText TextFor(Deployment deployment, DeployedProxy proxy, SiteAddress plain)
    {
        var site = SiteOf(plain);
        var port = plain.Port.ToString(CultureInfo.InvariantCulture);
        var isForDevelopment = deployment.Environment == DeploymentEnvironment.Development || (proxy.Service is not null && !deployment.IsProduction);
        if (isForDevelopment)
            return RuleTexts.ProxyWithoutTls.OutsideProduction(site, port);
        return proxy.Config switch
        {
            CaddyConfig => RuleTexts.ProxyWithoutTls.Caddy(site, port),
            Proxy.Nginx.NginxConfig => RuleTexts.ProxyWithoutTls.Nginx(site, port),
            _ => RuleTexts.ProxyWithoutTls.Traefik(site),
        };
    }

    private static string SiteOf(SiteAddress address) => HostOf(address) is { Length: > 0 } host ? "'" + host + "'" : "every host";
}
