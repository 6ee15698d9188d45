using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Koda.Lint.Verification;

/// <summary>What is to be verified, and how far that may go.</summary>
public sealed record VerificationRequest
{
    /// <summary>How long one answer may take unless somebody says otherwise.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the control plane listens.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Where the dashboard listens.</summary>
    public required Uri DashboardUrl { get; init; }

    /// <summary>Where the world reaches both, or null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Where the public name answers plain HTTP; null for port 80 of a public URL that has the usual port.</summary>
    public Uri? HttpUrl { get; init; }

    /// <summary>Env files of the deployment, absolute.</summary>
    public IReadOnlyList<string> EnvFiles { get; init; } = [];

    /// <summary>Whether this machine's own addresses are tried.</summary>
    public bool ProbesHost { get; init; } = true;

    /// <summary>Whether one login that has to fail is tried.</summary>
    public bool ProbesLogin { get; init; }

    /// <summary>How long one answer may take; the whole run may take twelve times as long.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Addresses of host names, in place of what the system says.</summary>
    public IReadOnlyDictionary<string, IPAddress> Addresses { get; init; } = new Dictionary<string, IPAddress>();

    /// <summary>Certificates of authorities that are trusted besides the system's.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>What this program calls itself.</summary>
    public string UserAgent { get; init; } = "koda-lint";
}
