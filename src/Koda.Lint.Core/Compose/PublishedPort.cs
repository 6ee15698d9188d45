using System.Globalization;
using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>One port that a service publishes on the host.</summary>
public sealed class PublishedPort
{
    private PublishedPort(ComposeService service, ModelMap model)
    {
        Service = service;
        Model = model;
        HostAddress = model["host_ip"] as ModelScalar;
        Published = model["published"] as ModelScalar;
        Protocol = (model["protocol"] as ModelScalar)?.Text ?? "tcp";
        Target = (model["target"] as ModelScalar)?.Text ?? "";
    }

    /// <summary>The service.</summary>
    public ComposeService Service { get; }

    /// <summary>The long form in the model; its span is the whole item as written.</summary>
    public ModelMap Model { get; }

    /// <summary>The host address as written, or null for all interfaces.</summary>
    public ModelScalar? HostAddress { get; }

    /// <summary>The host port or range as written, or null for a random one.</summary>
    public ModelScalar? Published { get; }

    /// <summary>The container's port.</summary>
    public string Target { get; }

    /// <summary><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</summary>
    public string Protocol { get; }

    /// <summary>The container's port as a number, or -1.</summary>
    public int TargetNumber => int.TryParse(Target, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : -1;

    /// <summary>Whether only this machine reaches the port.</summary>
    public bool IsLoopback => HostAddress is { Text.Length: > 0 } address && IpAddressText.IsLoopback(address.Text);

    /// <summary>Whether the port answers on every interface, rather than on one address.</summary>
    public bool IsOnAllInterfaces => HostAddress is not { Text.Length: > 0 } address || address.Text is "0.0.0.0" or "::" or "*";

    /// <summary>The port's characters: the short form, or the whole long form.</summary>
    public SourceSpan Span => Model.Span;

    /// <summary>The port's name in a baseline: its service and what it publishes, not where it stands.</summary>
    public string Subject => "services." + Service.Name + ".ports:" + HostText + ":" + (Published?.ShownText ?? "") + ":" + Target + "/" + Protocol;

    /// <summary>The host address, <c>0.0.0.0</c> when none is written.</summary>
    public string HostText => HostAddress is { Text.Length: > 0 } address ? address.ShownText : "0.0.0.0";

    /// <summary>The address as people say it: <c>all interfaces</c>, or the one address.</summary>
    public string AddressText => IsOnAllInterfaces ? "all interfaces" : HostText;

    /// <summary>The short form that would bind the port to loopback: what to type.</summary>
    public string LoopbackForm => "127.0.0.1:" + (Published is { Text.Length: > 0 } ? PublishedText : Target) + ":" + Target + (Protocol == "tcp" ? "" : "/" + Protocol);

    /// <summary>What reaches the port from outside, for messages: <c>8090</c>, <c>8090-8095</c>; the container's port when Docker chooses.</summary>
    public string PublishedText => Published is { Text.Length: > 0 } published ? published.ShownText : Target;

    /// <summary>Every variable that decides the host address; a part of a short form knows its own.</summary>
    public IReadOnlyList<VariableUse> AddressVariables => HostAddress?.Variables ?? [];

    internal static IReadOnlyList<PublishedPort> Of(ComposeService service)
    {
        if (service.IsOnHostNetwork)
            return [];
        return [.. Defaults.Items(service.Model["ports"]).Select(port => new PublishedPort(service, port))];
    }
}
