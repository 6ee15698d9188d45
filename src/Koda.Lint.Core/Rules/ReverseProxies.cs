using Koda.Lint.Compose;

namespace Koda.Lint.Rules;

/// <summary>Which services are the way in from the internet.</summary>
internal static class ReverseProxies
{
    private static readonly char[] WordEnds = ['-', '_', '.'];

    /// <summary>A word of an image's name: <c>haproxy-alpine</c>, <c>caddy-docker-proxy</c> and <c>nginx-proxy-manager</c> are proxies, too.</summary>
    private static readonly string[] Words =
    [
        "caddy", "nginx", "openresty", "traefik", "haproxy", "envoy", "httpd", "swag", "apisix", "kong", "pomerium", "zoraxy", "bunkerweb", "modsecurity",
    ];

    /// <summary>Whether an entry of <c>ports</c> is the web's own on a reverse proxy.</summary>
    public static bool IsEntrance(PortExposure exposure) =>
        exposure.Ports.All(port => port.Published?.Text is "80" or "443") && IsProxy(exposure.Port.Service);

    /// <summary>By the image, or by the service's name where the image is built here.</summary>
    public static bool IsProxy(ComposeService service)
    {
        if (service.Image is not { Text.Length: > 0 } image)
            return HasProxyWord(service.Name);
        var repository = DataStores.RepositoryOf(image.Text);
        return HasProxyWord(repository.Substring(repository.LastIndexOf('/') + 1));
    }

    private static bool HasProxyWord(string name) =>
        Array.Exists(name.ToLowerInvariant().Split(WordEnds), word => Array.IndexOf(Words, word) >= 0);
}
