namespace Koda.Lint.Verification;

/// <summary>Which part of Koda answers.</summary>
public enum Backend
{
    /// <summary>The control plane, <c>--base-url</c>.</summary>
    ControlPlane,

    /// <summary>The dashboard, <c>--dashboard-url</c>.</summary>
    Dashboard,
}

/// <summary>A path that the reverse proxy publishes, and the backend that it belongs to.</summary>
/// <param name="Name">The path as the production guide writes it.</param>
/// <param name="Backend">Who has to answer.</param>
/// <param name="Probes">
/// What is asked for it: the first always; the others only while the answer could be either backend's. None of them changes anything.
/// </param>
public sealed record PublicPath(string Name, Backend Backend, IReadOnlyList<string> Probes)
{
    /// <summary>The five paths of the guide.</summary>
    public static IReadOnlyList<PublicPath> All { get; } =
    [
        new("/", Backend.Dashboard, ["/", "/login"]),
        new("/control-plane/", Backend.Dashboard, ["/control-plane/", "/control-plane"]),
        new("/api/control-plane/*", Backend.ControlPlane, ["/api/control-plane/auth/status", "/api/control-plane/koda-lint-verify"]),
        new("/api/runtime/*", Backend.ControlPlane, ["/api/runtime/readiness", "/api/runtime/koda-lint-verify"]),
        new("/openapi/control-plane.json", Backend.ControlPlane, ["/openapi/control-plane.json"]),
    ];

    /// <summary>The screens on which people type passwords and codes.</summary>
    public static IReadOnlyList<string> AuthScreens { get; } = ["/login", "/setup", "/forgot-password"];
}
