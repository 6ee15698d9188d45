using Koda.Lint.Compose;

namespace Koda.Lint.Deployments;

/// <summary>What a repository decided in <c>koda-lint.yml</c> about how its deployments are judged.</summary>
public sealed record DeploymentPolicy
{
    /// <summary>Nothing decided.</summary>
    public static DeploymentPolicy Default { get; } = new();

    /// <summary>The control plane's service, or null to find it.</summary>
    public string? ControlPlane { get; init; }

    /// <summary>Services that are data stores, whatever their image.</summary>
    public IReadOnlyList<string> DataStores { get; init; } = [];

    /// <summary>Ports that may face the internet, as <c>service:port</c>.</summary>
    public IReadOnlyList<string> PublicPorts { get; init; } = [];

    /// <summary>Names of methods that write an audit event, beside those that start with <c>EmitSecurity</c>.</summary>
    public IReadOnlyList<string> AuditMethods { get; init; } = [];

    /// <summary>The tunnel that ends TLS in front of the host (<c>cloudflare</c>, <c>tailscale</c>), or null.</summary>
    public string? Tunnel { get; init; }

    /// <summary>Whether the policy lets a port face the internet.</summary>
    /// <param name="port">The port.</param>
    public bool IsPublic(PublishedPort port) =>
        PublicPorts.Contains(port.Service.Name + ":" + port.PublishedText) || PublicPorts.Contains(port.Service.Name + ":" + port.Target);

    /// <summary>Names of settings that are the project's own and not misspelt ones of Koda.</summary>
    public IReadOnlyList<string> KnownSettings { get; init; } = [];
}
