using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>
/// The address that <c>proxy_pass</c> and its kin are given, in its parts: the authority names an upstream or is an
/// address; without a path, the request's own is kept.
/// </summary>
internal sealed record NginxPassTarget(UpstreamAddress Address, string Authority, string? Path)
{
    public bool HasVariables { get; private init; }

    public string? Problem { get; private init; }

    public static NginxPassTarget Parse(string directive, ConfigWord word) =>
        Parse(directive, word.Value, word.Text);

    /// <summary>Parses an address, before or after its variables were put in.</summary>
    /// <param name="directive">The directive's name.</param>
    /// <param name="text">The address.</param>
    /// <param name="written">The address as written, for its place.</param>
    public static NginxPassTarget Parse(string directive, string text, MappedText written)
    {
        var start = 0;
        var scheme = directive.Substring(0, directive.IndexOf('_'));
        string? problem = null;
        if (directive is "proxy_pass" or "grpc_pass")
        {
            var separator = text.IndexOf("://", StringComparison.Ordinal);
            if (separator > 0)
                (scheme, start) = (text.Substring(0, separator), separator + 3);
            else if (directive == "proxy_pass" && !text.Contains('$'))
                problem = "the address needs `http://` or `https://`";
            else if (directive == "proxy_pass")
                scheme = "http";
        }

        var end = text.IndexOf('/', start);
        if (string.Compare(text, start, "unix:", 0, 5, StringComparison.Ordinal) == 0)
            end = text.IndexOf(':', start + 5) is > 0 and var colon ? colon : -1;
        if (directive is not ("proxy_pass" or "grpc_pass") || end < 0)
            end = text.Length;
        var authority = text.Substring(start, end - start);
        var path = end < text.Length ? text.Substring(text[end] == ':' ? end + 1 : end) : null;
        var span = ReferenceEquals(text, written.Value) ? written.SpanOf(0, end) : written.Span;
        return new NginxPassTarget(ParseAddress(authority, span, scheme) with { Text = text.Substring(0, end) }, authority, path)
        {
            HasVariables = text.Contains('$'),
            Problem = problem,
        };
    }

    public static UpstreamAddress ParseAddress(string text, SourceSpan span, string scheme)
    {
        var address = new UpstreamAddress(text, span) { Scheme = scheme };
        if (text.Contains('$') || text.Length == 0)
            return address;
        if (text.StartsWith("unix:", StringComparison.Ordinal))
            return address with { IsUnixSocket = true };
        var colon = text.StartsWith('[') ? text.IndexOf("]:", StringComparison.Ordinal) + 1 : text.LastIndexOf(':');
        var port = colon > 0 ? NginxModelBuilder.ParsePort(text.Substring(colon + 1)) : scheme is "https" or "grpcs" ? 443 : 80;
        return address with { Host = (colon > 0 ? text.Substring(0, colon) : text).Trim('[', ']'), Port = port < 0 ? null : port };
    }
}
