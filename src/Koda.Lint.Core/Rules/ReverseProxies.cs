using Koda.Lint.Compose;

namespace Koda.Lint.Rules;

/// <summary>Which services are the way in from the internet.</summary>
internal static class ReverseProxies
{
    private static readonly string[] ImageNames =
    [
        "caddy", "nginx", "nginx-unprivileged", "openresty", "traefik", "haproxy", "envoy", "httpd", "swag", "nginx-proxy", "nginx-proxy-manager",
        "apisix", "kong", "pomerium", "cloudflared", "zoraxy",
    ];

    /// <summary>Whether a port is the web's own port on a reverse proxy.</summary>
    public static bool IsEntrance(PublishedPort port) =>
        port.Published?.Text is "80" or "443" && port.Service.Image is { } image && IsProxyImage(image.Text);

    private static bool IsProxyImage(string image)
    {
        var repository = DataStores.RepositoryOf(image);
        return Array.IndexOf(ImageNames, repository.Substring(repository.LastIndexOf('/') + 1)) >= 0;
    }
}
