using System.Globalization;
using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// The short form of <c>ports</c>: <c>[ip:][host[-host]:]container[-container][/protocol]</c> (Docker's nat.ParsePortSpec).
/// Each part of the long form that it gives keeps the characters it came from.
/// </summary>
internal static class PortSyntax
{
    /// <summary>Expands one item into long-form ports, or tells why Docker refuses it.</summary>
    public static IReadOnlyList<ModelMap> Expand(ModelScalar item, ComposeProblems problems)
    {
        var text = item.Text;
        var containerStart = text.LastIndexOf(':') + 1;
        var hostStart = containerStart == 0 ? 0 : text.LastIndexOf(':', Math.Max(0, containerStart - 2)) + 1;
        if (containerStart == 1)
            hostStart = 0;
        var ip = new Part(0, Math.Max(0, hostStart - 1));
        var host = new Part(hostStart, Math.Max(0, containerStart - 1 - hostStart));
        var (container, protocol) = SplitProtocol(text, containerStart);

        if (Fault(item, ip, container, host, protocol, out var containerRange, out var hostRange) is { } fault)
        {
            problems.Invalid(item.Span, fault);
            return [];
        }

        var ports = new List<ModelMap>(containerRange.Count);
        foreach (var i in InStringOrder(containerRange))
        {
            var port = new ModelMap(item.Span, 5);
            port.Set("mode", item.Source, ModelScalar.String(new DefaultSource(item.Span), "ingress"));
            if (ip.Length > 0)
                port.Set("host_ip", item.Source, WithoutBrackets(item, ip));
            else if (host.Length > 0 && item.Source is IVariableSource variables && variables.VariablesIn(0, 0).Count > 0)
                port.Set("host_ip", item.Source, item.Part(0, 0));
            port.Set("target", item.Source, ModelScalar.Integer(new ScalarPart(item.Source, container.Start, container.Length), containerRange.First + i));
            if (host.Length > 0)
            {
                var published = containerRange.Count == 1 && hostRange.Count > 1
                    ? Number(hostRange.First) + "-" + Number(hostRange.Last)
                    : Number(hostRange.First + i);
                port.Set("published", item.Source, ModelScalar.String(new ScalarPart(item.Source, host.Start, host.Length), published));
            }

            port.Set("protocol", item.Source, protocol.Length == 0
                ? ModelScalar.String(new DefaultSource(item.Span), "tcp")
                : ModelScalar.String(new ScalarPart(item.Source, protocol.Start, protocol.Length), text.Substring(protocol.Start, protocol.Length).ToLowerInvariant()));
            ports.Add(port);
        }

        return ports;
    }

    /// <summary>Whether a host address is what a short form's variable left empty; it is kept to show the variable.</summary>
    public static bool IsLeftEmpty(ModelScalar host) => host is { Text.Length: 0, Source: ScalarPart };

    private static string? Fault(ModelScalar item, Part ip, Part container, Part host, Part protocol, out PortRange containerRange, out PortRange hostRange)
    {
        containerRange = hostRange = default;
        var text = item.Text;
        var address = text.Substring(ip.Start, ip.Length);
        if (address.Length > 0)
        {
            var bracketed = address[0] == '[' && address[address.Length - 1] == ']';
            if (IpAddressText.Parse(bracketed ? address.Substring(1, address.Length - 2) : address) is null || (!bracketed && address.IndexOf(':') >= 0))
                return "Invalid ip address: " + Shown(item, ip) + (address.IndexOf(':') >= 0 && !bracketed ? " (an IPv6 address needs brackets)" : "");
        }

        if (container.Length == 0)
            return "No port specified: " + item.ShownText + "<empty>";
        if (!PortRange.TryParse(text.Substring(container.Start, container.Length), out containerRange))
            return "Invalid containerPort: " + Shown(item, container);
        if (containerRange.First == 0)
            return "the port is missing a target port: " + Shown(item, container);
        if (host.Length > 0 && !PortRange.TryParse(text.Substring(host.Start, host.Length), out hostRange))
            return "Invalid hostPort: " + Shown(item, host);
        if (host.Length > 0 && containerRange.Count != hostRange.Count && containerRange.Count > 1)
            return "Invalid ranges specified for container and host Ports: " + Shown(item, container) + " and " + Shown(item, host);
        var name = text.Substring(protocol.Start, protocol.Length).ToLowerInvariant();
        return name is "" or "tcp" or "udp" or "sctp" ? null : "Invalid proto: " + Shown(item, protocol).ToLowerInvariant();
    }

    private static string Shown(ModelScalar item, Part part) => item.Part(part.Start, part.Length).ShownText;

    private static (Part Container, Part Protocol) SplitProtocol(string text, int start)
    {
        var slash = text.IndexOf('/', start);
        if (slash < 0)
            return (new Part(start, text.Length - start), new Part(text.Length, 0));
        var end = text.IndexOf('/', slash + 1);
        return (new Part(start, slash - start), new Part(slash + 1, (end < 0 ? text.Length : end) - slash - 1));
    }

    private static ModelScalar WithoutBrackets(ModelScalar item, Part ip) =>
        item.Text[ip.Start] == '[' ? item.Part(ip.Start + 1, ip.Length - 2) : item.Part(ip.Start, ip.Length);

    /// <summary>Docker keeps a range's ports in a map and sorts its keys as strings.</summary>
    private static IEnumerable<int> InStringOrder(PortRange range) => range.Count == 1
        ? [0]
        : Enumerable.Range(0, range.Count).OrderBy(i => Number(range.First + i) + "/", StringComparer.Ordinal);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private readonly record struct Part(int Start, int Length);
}

/// <summary>A port or a range of ports.</summary>
/// <param name="First">The first port, 0 to 65535.</param>
/// <param name="Last">The last port, not below the first.</param>
internal readonly record struct PortRange(int First, int Last)
{
    public int Count => Last - First + 1;

    public static bool TryParse(string text, out PortRange range)
    {
        range = default;
        // What stands behind a second dash is not looked at (go-connections: nat/parse.go).
        var parts = text.Split('-');
        if (!TryPort(parts[0], out var first))
            return false;
        var last = first;
        if (parts.Length > 1 && (!TryPort(parts[1], out last) || last < first))
            return false;
        range = new PortRange(first, last);
        return true;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
