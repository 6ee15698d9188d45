using System.Net;

namespace Koda.Lint.Hosting;

/// <summary>Which interfaces an address listens on.</summary>
public enum Reach
{
    /// <summary>Only this machine: loopback, a Unix socket, a named pipe.</summary>
    ThisMachine,

    /// <summary>One interface that other machines reach, or all of them.</summary>
    OtherMachines,

    /// <summary>It cannot be known.</summary>
    Unknown,
}

/// <summary>Reads addresses as Kestrel and HttpListener read them: a host that is no address and not <c>localhost</c> means every interface.</summary>
public static class ListenAddress
{
    /// <summary>The URLs of a list such as <c>http://*:80;https://localhost:443</c>, with their offsets.</summary>
    /// <param name="urls">The list.</param>
    public static IEnumerable<(string Url, int Start)> Split(string urls)
    {
        var start = 0;
        foreach (var url in urls.Split(';'))
        {
            if (url.Trim().Length > 0)
                yield return (url, start);
            start += url.Length + 1;
        }
    }

    /// <summary>Where a URL lets connections come from.</summary>
    /// <param name="url">A URL, blanks around it allowed.</param>
    public static Reach OfUrl(string url)
    {
        url = url.Trim();
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme <= 0)
            return Reach.Unknown;
        var rest = url.Substring(scheme + 3);
        var end = rest.IndexOfAny(['/', '?', '#']);
        var authority = end < 0 ? rest : rest.Substring(0, end);
        var protocol = url.Substring(0, scheme).ToUpperInvariant();
        if (protocol is "UNIX" or "PIPE" || authority.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || authority.StartsWith("pipe:", StringComparison.OrdinalIgnoreCase))
            return Reach.ThisMachine;
        if (protocol is not ("HTTP" or "HTTPS"))
            return Reach.Unknown;
        var close = authority.IndexOf(']');
        var colon = authority.IndexOf(':', Math.Max(close, 0));
        return OfHost(colon < 0 ? authority : authority.Substring(0, colon));
    }

    /// <summary>Where a host or an address lets connections come from.</summary>
    /// <param name="host">A host or an address, with or without brackets.</param>
    public static Reach OfHost(string host)
    {
        host = host.Trim('[', ']');
        if (host.Length == 0 || host.IndexOf(Browser.ContentSecurityPolicy.Unknown) >= 0)
            return Reach.Unknown;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return Reach.ThisMachine;
        if (!IPAddress.TryParse(host, out var address))
            return Reach.OtherMachines;
        return IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) ? Reach.ThisMachine : Reach.OtherMachines;
    }
}
