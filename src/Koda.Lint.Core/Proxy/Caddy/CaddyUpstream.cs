using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Reads an upstream of <c>reverse_proxy</c> (https://caddyserver.com/docs/caddyfile/directives/reverse_proxy#upstream-addresses).</summary>
internal static class CaddyUpstream
{
    public static UpstreamAddress Parse(string text, SourceSpan span, string scheme)
    {
        var rest = text;
        if (text.IndexOf("://", StringComparison.Ordinal) is > 0 and var separator)
            (scheme, rest) = (text.Substring(0, separator), text.Substring(separator + 3));
        var address = new UpstreamAddress(text, span) { Scheme = scheme };
        if (rest.StartsWith("unix/", StringComparison.Ordinal) || rest.StartsWith("unix+", StringComparison.Ordinal))
            return address with { IsUnixSocket = true };
        if (rest.StartsWith("tcp/", StringComparison.Ordinal))
            rest = rest.Substring(4);
        var slash = rest.IndexOf('/');
        if (slash >= 0)
            rest = rest.Substring(0, slash);
        if (rest.Contains('{') || rest.Length == 0)
            return address;
        var colon = rest.StartsWith('[') ? rest.IndexOf("]:", StringComparison.Ordinal) + 1 : rest.LastIndexOf(':');
        if (colon < 0 || (colon == 0 && rest.StartsWith('[')))
            return address with { Host = rest.Trim('[', ']'), Port = scheme == "https" ? 443 : 80 };
        var port = rest.Substring(colon + 1);
        // A range of ports is as many upstreams; the first stands for them.
        var dash = port.IndexOf('-');
        return address with
        {
            Host = colon == 0 ? "localhost" : rest.Substring(0, colon).Trim('[', ']'),
            Port = CaddyAddress.ParsePort(dash < 0 ? port : port.Substring(0, dash)),
        };
    }
}
