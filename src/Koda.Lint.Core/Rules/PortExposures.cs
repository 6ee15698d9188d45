using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;
using Koda.Lint.Interpolation;

namespace Koda.Lint.Rules;

/// <summary>Which rule speaks of a published port. A port has one finding: that of the first that applies.</summary>
public enum PortVerdict
{
    /// <summary>Loopback, and nothing that must not be published at all.</summary>
    Safe,

    /// <summary>The address hangs on a variable without a value: KODA2008.</summary>
    AddressUnknown,

    /// <summary>Public although another file binds it to loopback: KODA2002.</summary>
    OverlayAppended,

    /// <summary>A data store's port: KODA2003.</summary>
    DataStore,

    /// <summary>A sidecar's port off loopback: KODA2005.</summary>
    Sidecar,

    /// <summary>Any other port off loopback: KODA2001.</summary>
    Public,
}

/// <summary>A published port and what is to be said of it.</summary>
/// <param name="Port">The port.</param>
/// <param name="Verdict">Which rule speaks.</param>
/// <param name="Loopback">The loopback binding of another file, for <see cref="PortVerdict.OverlayAppended"/>.</param>
/// <param name="EmptyOverlay">The later file's <c>ports: []</c> that removed nothing, for <see cref="PortVerdict.OverlayAppended"/>.</param>
/// <param name="IsDataStore">Whether the port is a data store's.</param>
public sealed record PortExposure(PublishedPort Port, PortVerdict Verdict, PublishedPort? Loopback, ModelList? EmptyOverlay, bool IsDataStore);

/// <summary>All published ports of a deployment, each with the one rule that speaks of it.</summary>
public sealed class PortExposures
{
    private const int FirstSidecarPort = 50061;
    private const int LastSidecarPort = 50067;

    private readonly Deployment _deployment;
    private IReadOnlyList<PortExposure>? _all;

    internal PortExposures(Deployment deployment) => _deployment = deployment;

    /// <summary>All ports; of a deployment that is not for production none is at fault.</summary>
    public IReadOnlyList<PortExposure> All => _all ??= [.. _deployment.Project.Services.SelectMany(service => service.Ports.Select(Judge))];

    /// <summary>The ports that one rule speaks of.</summary>
    /// <param name="verdict">The rule's verdict.</param>
    public IEnumerable<PortExposure> With(PortVerdict verdict) => All.Where(exposure => exposure.Verdict == verdict);

    private PortExposure Judge(PublishedPort port)
    {
        var isDataStore = DataStores.IsDataStorePort(port, _deployment.Policy);
        if (port.AddressVariables.Any(IsUnknown))
            return new PortExposure(port, PortVerdict.AddressUnknown, null, null, isDataStore);
        if (!port.IsLoopback)
        {
            var loopback = port.Service.Ports.FirstOrDefault(other =>
                other.IsLoopback && other.Target == port.Target && other.Protocol == port.Protocol && other.Model.Span.File != port.Model.Span.File);
            var empty = loopback is null ? EmptyOverlay(port) : null;
            if (loopback is not null || empty is not null)
                return new PortExposure(port, PortVerdict.OverlayAppended, loopback, empty, isDataStore);
        }

        if (isDataStore)
            return new PortExposure(port, PortVerdict.DataStore, null, null, isDataStore);
        if (port.IsLoopback)
            return new PortExposure(port, PortVerdict.Safe, null, null, isDataStore);
        var isSidecar = _deployment.ControlPlane is not null && port.TargetNumber is >= FirstSidecarPort and <= LastSidecarPort;
        return new PortExposure(port, isSidecar ? PortVerdict.Sidecar : PortVerdict.Public, null, null, isDataStore);
    }

    /// <summary>Whether a variable has no value that can be judged here.</summary>
    internal static bool IsUnknown(VariableUse use) =>
        use.Contributes && (use.State == VariableState.Unset || use.Definition?.Origin == VariableOrigin.SuppliedAtDeploy);

    /// <summary>A later file's empty list, which Compose appends like any other: it removes nothing.</summary>
    private static ModelList? EmptyOverlay(PublishedPort port)
    {
        for (ModelNode? node = port.Service.Model["ports"]; node is ModelList list; node = node.Previous)
        {
            if (list.Span.File != port.Model.Span.File && list.Span.Length > 0 && IsWrittenEmpty(list))
                return list;
        }

        return null;
    }

    private static bool IsWrittenEmpty(ModelList list)
    {
        var text = list.Span.Text;
        return text.Length >= 2 && text[0] == '[' && text.Substring(1, text.Length - 2).Trim().Length == 0;
    }
}
