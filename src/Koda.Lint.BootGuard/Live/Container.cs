namespace Koda.Lint.BootGuard.Live;

/// <summary>Whether this process runs in a container, where the host's published ports and not the server's address decide who reaches it.</summary>
internal static class Container
{
    /// <summary>By what the .NET images, Kubernetes, Docker and Podman leave in a container.</summary>
    public static bool IsThis { get; } =
        Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER") is "true" or "1"
        || Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 }
        || File.Exists("/.dockerenv")
        || File.Exists("/run/.containerenv");
}
