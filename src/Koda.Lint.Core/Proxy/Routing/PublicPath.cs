namespace Koda.Lint.Proxy.Routing;

/// <summary>What stands behind a proxy, as far as Koda's guide is concerned.</summary>
public enum BackendRole
{
    /// <summary>Something that the guide does not speak of.</summary>
    Other,

    /// <summary>It cannot be known.</summary>
    Unknown,

    /// <summary>Koda's dashboard.</summary>
    Dashboard,

    /// <summary>Koda's control plane.</summary>
    ControlPlane,

    /// <summary>A data store.</summary>
    DataStore,

    /// <summary>One of the control plane's gRPC sidecars.</summary>
    Sidecar,
}

/// <summary>A path that Koda's guide has the reverse proxy publish.</summary>
/// <param name="Path">The path, or with a slash at its end all below it.</param>
/// <param name="Example">A path that a client would ask for.</param>
/// <param name="Backend">Who answers it.</param>
public sealed record PublicPath(string Path, string Example, BackendRole Backend)
{
    /// <summary>The port of the control plane.</summary>
    public const int ControlPlanePort = 8090;

    /// <summary>The port of the dashboard.</summary>
    public const int DashboardPort = 3000;

    /// <summary>The path that either may answer, or nobody: it registers the first owner.</summary>
    public const string Setup = "/setup";

    /// <summary>The paths that have to be published.</summary>
    public static IReadOnlyList<PublicPath> All { get; } =
    [
        new("/", "/", BackendRole.Dashboard),
        new("/control-plane/", "/control-plane/", BackendRole.Dashboard),
        new("/api/control-plane/", "/api/control-plane/agents", BackendRole.ControlPlane),
        new("/api/runtime/", "/api/runtime/sessions", BackendRole.ControlPlane),
        new("/openapi/control-plane.json", "/openapi/control-plane.json", BackendRole.ControlPlane),
    ];

    /// <summary>Whether a path is one of those that may reach the control plane.</summary>
    /// <param name="path">A path without a query.</param>
    public static bool MayReachControlPlane(string path) =>
        path.StartsWith("/api/control-plane", StringComparison.Ordinal) || path.StartsWith("/api/runtime", StringComparison.Ordinal)
        || path is "/openapi/control-plane.json" || path.TrimEnd('/') == Setup;

    /// <summary>Whether a path names Koda, so that a proxy which tells it apart is Koda's.</summary>
    /// <param name="path">A path.</param>
    public static bool IsKodas(string path) =>
        path.StartsWith("/api/control-plane", StringComparison.Ordinal) || path.StartsWith("/openapi/control-plane", StringComparison.Ordinal)
        || path.StartsWith("/control-plane", StringComparison.Ordinal) || path.StartsWith("/api/runtime/", StringComparison.Ordinal);
}
