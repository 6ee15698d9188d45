using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;
using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Rules;

/// <summary>What a proxy's upstream leads to.</summary>
/// <param name="Role">What it is for Koda.</param>
/// <param name="Service">The service, when it is one of the deployment's.</param>
/// <param name="Port">The port there; null when it is not known.</param>
internal sealed record Backend(BackendRole Role, ComposeService? Service, int? Port)
{
    /// <summary>How messages call it.</summary>
    public string Name => Role switch
    {
        BackendRole.Dashboard => "the dashboard",
        BackendRole.ControlPlane => "the control plane",
        _ when Service is not null => (Role == BackendRole.DataStore ? "data store '" : "service '") + Service.Name + "'",
        BackendRole.DataStore => "a data store's port " + PortText,
        BackendRole.Sidecar => "the sidecar on port " + PortText,
        _ => Port is null ? "another backend" : "port " + PortText,
    };

    private string PortText => Port?.ToString(CultureInfo.InvariantCulture) ?? "?";
}

/// <summary>Finds what stands behind the upstreams of a deployment's proxies: through published ports, by service names, else by the port's number.</summary>
internal sealed class Backends(Deployment deployment)
{
    private const int FirstSidecarPort = 50061;
    private const int LastSidecarPort = 50067;

    /// <summary>What an upstream leads to.</summary>
    public Backend Of(UpstreamAddress upstream)
    {
        if (!upstream.IsKnown)
            return new Backend(BackendRole.Unknown, null, null);
        if (upstream.Host is not { } host)
            return new Backend(BackendRole.Other, null, null);
        if (IsThisMachine(host))
        {
            var published = deployment.Project.Services.SelectMany(service => service.Ports)
                .FirstOrDefault(port => upstream.Port is { } number && port.Published?.Text == number.ToString(CultureInfo.InvariantCulture));
            return published is not null ? OfService(published.Service, published.TargetNumber) : ByNumber(upstream.Port);
        }

        return ServiceCalled(host) is { } called ? OfService(called, upstream.Port) : ByNumber(upstream.Port);
    }

    /// <summary>The service that other containers reach under a name.</summary>
    public ComposeService? ServiceCalled(string host) => deployment.Project.Services.FirstOrDefault(service =>
        Is(service.Name, host) || Is((service.Model["container_name"] as ModelScalar)?.Text, host) || Is((service.Model["hostname"] as ModelScalar)?.Text, host)
        || ((service.Model["networks"] as ModelMap)?.Entries ?? []).Any(network =>
            network.Value is ModelMap settings && settings["aliases"] is ModelList aliases && aliases.Items.OfType<ModelScalar>().Any(alias => Is(alias.Text, host))));

    /// <summary>Whether a host is the machine that the proxy, or its container's host, runs on.</summary>
    public static bool IsThisMachine(string host) => IpAddressText.IsLoopback(host) || Is(host, "host.docker.internal") || Is(host, "host.containers.internal");

    private static bool Is(string? name, string host) => string.Equals(name, host, StringComparison.OrdinalIgnoreCase);

    private Backend OfService(ComposeService service, int? port)
    {
        if (DataStores.IsDataStore(service, deployment.Policy))
            return new Backend(BackendRole.DataStore, service, port);
        if (service == deployment.ControlPlane)
            return new Backend(port == PublicPath.DashboardPort ? BackendRole.Dashboard : IsSidecar(port) ? BackendRole.Sidecar : BackendRole.ControlPlane, service, port);
        if (Deployment.IsDashboard(service) || (port == PublicPath.DashboardPort && deployment.ControlPlane is not null))
            return new Backend(BackendRole.Dashboard, service, port);
        return new Backend(IsSidecar(port) ? BackendRole.Sidecar : BackendRole.Other, service, port);
    }

    private static Backend ByNumber(int? port) => new(
        port == PublicPath.ControlPlanePort ? BackendRole.ControlPlane
        : port == PublicPath.DashboardPort ? BackendRole.Dashboard
        : IsSidecar(port) ? BackendRole.Sidecar
        : port is { } number && DataStores.IsCertainPort(number) ? BackendRole.DataStore
        : BackendRole.Other,
        null,
        port);

    private static bool IsSidecar(int? port) => port is >= FirstSidecarPort and <= LastSidecarPort;
}
