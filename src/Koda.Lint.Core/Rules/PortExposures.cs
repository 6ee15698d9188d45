using System.Globalization;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Deployments;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>Which rule speaks of a <c>ports</c> entry. An entry has one finding: that of the first that applies.</summary>
public enum PortVerdict
{
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

    /// <summary>Loopback, allowed, or in a deployment that is not for production.</summary>
    Safe,
}

/// <summary>An entry of <c>ports</c> and what is to be said of it.</summary>
/// <param name="Ports">The ports that it publishes, of which there are several for a range.</param>
/// <param name="Verdict">Which rule speaks.</param>
public sealed record PortExposure(IReadOnlyList<PublishedPort> Ports, PortVerdict Verdict)
{
    /// <summary>One of the ports: what is not their number is the same for all.</summary>
    public PublishedPort Port => Ports[0];

    /// <summary>The loopback binding of another file, for <see cref="PortVerdict.OverlayAppended"/>.</summary>
    public PublishedPort? Loopback { get; init; }

    /// <summary>The later file's <c>ports: []</c> that removed nothing, for <see cref="PortVerdict.OverlayAppended"/>.</summary>
    public ModelList? EmptyOverlay { get; init; }

    /// <summary>Whether it leads into a data store.</summary>
    public bool IsDataStore { get; init; }

    /// <summary>The entry's characters.</summary>
    public SourceSpan Span => Port.Span;

    /// <summary>What reaches the service from outside: <c>8090</c>, <c>8090-8095</c>.</summary>
    public string PublishedText => RangeOf(port => port.PublishedText);

    /// <summary>The container's port or ports.</summary>
    public string TargetText => RangeOf(port => port.Target);

    /// <summary>The entry that would bind the same to loopback: what to type.</summary>
    public string LoopbackForm => "127.0.0.1:" + PublishedText + ":" + TargetText + (Port.Protocol == "tcp" ? "" : "/" + Port.Protocol);

    /// <summary>The entry's name in a baseline: its service and what it publishes, not where it stands.</summary>
    public string Subject => Ports.Count == 1
        ? Port.Subject
        : "services." + Port.Service.Name + ".ports:" + Port.HostText + ":" + PublishedText + ":" + TargetText + "/" + Port.Protocol;

    private string RangeOf(Func<PublishedPort, string> number)
    {
        var numbers = Ports.Select(number).Distinct().ToList();
        if (numbers.Count == 1)
            return numbers[0];
        var sorted = numbers.Select(text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)).OrderBy(n => n).ToList();
        return sorted[0].ToString(CultureInfo.InvariantCulture) + "-" + sorted[sorted.Count - 1].ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>All entries of <c>ports</c> of a deployment, each with the one rule that speaks of it.</summary>
public sealed class PortExposures
{
    private const int FirstSidecarPort = 50061;
    private const int LastSidecarPort = 50067;

    private readonly Deployment _deployment;
    private IReadOnlyList<PortExposure>? _all;

    /// <summary>Prepares to look at a deployment's ports.</summary>
    /// <param name="deployment">The deployment.</param>
    public PortExposures(Deployment deployment) => _deployment = deployment;

    /// <summary>All entries, service by service.</summary>
    public IReadOnlyList<PortExposure> All =>
        _all ??= [.. _deployment.Project.Services.SelectMany(service => service.Ports.GroupBy(port => port.Span)).Select(entry => Judge([.. entry]))];

    /// <summary>The entries that one rule speaks of.</summary>
    /// <param name="verdict">The rule's verdict.</param>
    public IEnumerable<PortExposure> With(PortVerdict verdict) => All.Where(exposure => exposure.Verdict == verdict);

    /// <summary>The worst of what is to be said of an entry's ports.</summary>
    private PortExposure Judge(IReadOnlyList<PublishedPort> ports) => ports
        .Select(port => Judge(port) with { Ports = ports })
        .Aggregate((worst, other) => other.Verdict < worst.Verdict ? other : worst);

    private PortExposure Judge(PublishedPort port)
    {
        var isSidecar = _deployment.ControlPlane is not null && port.TargetNumber is >= FirstSidecarPort and <= LastSidecarPort;
        if (!_deployment.IsProduction)
            return new PortExposure([port], isSidecar && !port.IsLoopback ? PortVerdict.Sidecar : PortVerdict.Safe);
        if (port.AddressVariables.Any(IsUnknown))
            return new PortExposure([port], PortVerdict.AddressUnknown);

        var isDataStore = DataStores.IsDataStorePort(port, _deployment.Policy);
        var isPublic = !port.IsLoopback && !_deployment.Policy.IsPublic(port);
        if (isPublic && FindAppended(port) is { } appended)
            return appended with { IsDataStore = isDataStore };
        if (isDataStore)
            return new PortExposure([port], PortVerdict.DataStore) { IsDataStore = true };
        if (isSidecar && !port.IsLoopback)
            return new PortExposure([port], PortVerdict.Sidecar);
        return new PortExposure([port], isPublic ? PortVerdict.Public : PortVerdict.Safe);
    }

    /// <summary>Whether a variable has no value that can be judged here.</summary>
    internal static bool IsUnknown(VariableUse use) =>
        use.Contributes && (use.State == VariableState.Unset || use.Definition?.Origin == VariableOrigin.SuppliedAtDeploy);

    /// <summary>A public port that another file meant to bind to loopback, or to remove.</summary>
    private static PortExposure? FindAppended(PublishedPort port)
    {
        var loopback = port.Service.Ports.FirstOrDefault(other =>
            other.IsLoopback && other.Target == port.Target && other.Protocol == port.Protocol && other.Span.File != port.Span.File);
        if (loopback is not null)
            return new PortExposure([port], PortVerdict.OverlayAppended) { Loopback = loopback };
        return FindEmptyOverlay(port) is { } empty ? new PortExposure([port], PortVerdict.OverlayAppended) { EmptyOverlay = empty } : null;
    }

    /// <summary>A later file's empty list: Compose appends it like any other, so that it holds the port all the same.</summary>
    private static ModelList? FindEmptyOverlay(PublishedPort port)
    {
        for (ModelNode? node = port.Service.Model["ports"]; node is ModelList list; node = node.Previous)
        {
            if (IsWrittenEmpty(list) && list.Items.Any(item => item.Span == port.Span))
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
