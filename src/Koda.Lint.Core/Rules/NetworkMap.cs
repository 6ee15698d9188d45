using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;

namespace Koda.Lint.Rules;

/// <summary>What a service is on the way from the internet to the data.</summary>
public enum ServiceRole
{
    /// <summary>It takes requests for others.</summary>
    ReverseProxy,

    /// <summary>It does the work.</summary>
    Application,

    /// <summary>It keeps data.</summary>
    DataStore,
}

/// <summary>Who reaches a published port.</summary>
public enum PortReach
{
    /// <summary>Everybody, and nobody said that this is meant.</summary>
    Everybody,

    /// <summary>It hangs on a variable without a value.</summary>
    Unknown,

    /// <summary>Everybody, as a policy allows or a reverse proxy's own ports have to.</summary>
    EverybodyAsMeant,

    /// <summary>Only the host itself.</summary>
    HostOnly,
}

/// <summary>A published port, or a range of them.</summary>
/// <param name="Reach">Who reaches it.</param>
/// <param name="Address">The host's address and port: <c>127.0.0.1:8090</c>.</param>
/// <param name="Target">The container's port.</param>
/// <param name="Place">Where it is written.</param>
public sealed record NetworkPort(PortReach Reach, string Address, string Target, Location Place);

/// <summary>A service with its way in and its way on.</summary>
/// <param name="Name">The service.</param>
/// <param name="Role">What it is.</param>
/// <param name="Ports">The ports that it publishes.</param>
/// <param name="Uses">The services that it depends on or is told the address of, in the order of the model.</param>
/// <param name="IsOnHostNetwork">Whether all of its ports are the host's.</param>
public sealed record NetworkService(string Name, ServiceRole Role, IReadOnlyList<NetworkPort> Ports, IReadOnlyList<string> Uses, bool IsOnHostNetwork);

/// <summary>Who listens where in a deployment, by its effective model.</summary>
/// <param name="Services">The services in the order of the model.</param>
public sealed record NetworkMap(IReadOnlyList<NetworkService> Services)
{
    private static readonly char[] HostStarts = ['/', '@'];
    private static readonly char[] HostEnds = [':', '/', '?'];

    /// <summary>Draws the map of a deployment.</summary>
    /// <param name="deployment">The deployment.</param>
    public static NetworkMap Of(Deployment deployment)
    {
        var ports = new PortExposures(deployment).All.ToLookup(exposure => exposure.Port.Service.Name, StringComparer.Ordinal);
        var services = deployment.Project.Services;
        return new NetworkMap(
        [
            .. services.Select(service => new NetworkService(
                service.Name, RoleOf(service, deployment.Policy), [.. ports[service.Name].Select(exposure => ToPort(exposure, deployment.Policy))],
                [.. services.Where(other => other != service && Uses(service, other)).Select(other => other.Name)], service.IsOnHostNetwork)),
        ]);
    }

    private static ServiceRole RoleOf(ComposeService service, DeploymentPolicy policy) =>
        DataStores.IsDataStore(service, policy) ? ServiceRole.DataStore
        : ReverseProxies.IsProxy(service) ? ServiceRole.ReverseProxy
        : ServiceRole.Application;

    private static NetworkPort ToPort(PortExposure exposure, DeploymentPolicy policy)
    {
        var port = exposure.Port;
        var reach = port.AddressVariables.Any(PortExposures.IsUnknown) ? PortReach.Unknown
            : port.IsLoopback ? PortReach.HostOnly
            : exposure.Ports.All(policy.IsPublic) || ReverseProxies.IsEntrance(exposure) ? PortReach.EverybodyAsMeant
            : PortReach.Everybody;
        var host = reach == PortReach.Unknown ? "?" : port.HostText.IndexOf(':') >= 0 ? "[" + port.HostText + "]" : port.HostText;
        var published = port.Published is { Text.Length: > 0 } ? exposure.PublishedText : "random";
        return new NetworkPort(reach, host + ":" + published, exposure.TargetText + (port.Protocol == "tcp" ? "" : "/" + port.Protocol), exposure.Span.ToLocation());
    }

    private static bool Uses(ComposeService service, ComposeService other) =>
        (service.Model["depends_on"] as ModelMap)?.FindEntry(other.Name) is not null
        || service.Environment.Any(entry => entry.Value is ModelScalar value && NamesHost(value.Text, other.Name));

    /// <summary>Whether a text is a host's name, or a URL or an address with it.</summary>
    private static bool NamesHost(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || Array.IndexOf(HostStarts, text[at - 1]) >= 0) && (end == text.Length || Array.IndexOf(HostEnds, text[end]) >= 0))
                return true;
        }

        return false;
    }
}
