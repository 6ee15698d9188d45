namespace Koda.Lint.BootGuard;

/// <summary>What the boot guard is told by the program that it guards.</summary>
public sealed class KodaGuardOptions
{
    /// <summary>
    /// An env file whose settings the guard judges as well, read as dotenv.net reads it; null for none. A setting of the process or its configuration
    /// is never overridden by it. A relative path is taken from the host's content root, and without a host from the current directory. A file that
    /// is not there or cannot be read refuses the boot in production.
    /// </summary>
    public string? EnvFile { get; set; }

    /// <summary>Names of secrets that must have a value in production (KODA6001).</summary>
    public IList<string> RequiredSecrets { get; set; } = [];

    /// <summary>Whether the server may listen on addresses that other machines reach (KODA2007). In a container it may without being told.</summary>
    public bool AllowPublicBinding { get; set; }

    /// <summary>
    /// Refuse what Koda's own guard refuses and nothing else: <c>KODA_ENV</c> and <c>NODE_ENV</c> alone say whether this is production, and KODA1002,
    /// KODA1003, KODA1004 and KODA1006 are all that is judged.
    /// </summary>
    public bool Compatible { get; set; }

    /// <summary>
    /// Whether the host runs as production, whatever <c>KODA_ENV</c> says; null, the default, asks <c>IHostEnvironment.IsProduction()</c>, and where there
    /// is no host means no.
    /// </summary>
    public bool? HostIsProduction { get; set; }

    /// <summary>
    /// What to do in the place of ending the process with <see cref="KodaBootGuard.RefusedExitCode"/>, for tests and for programs that host others. The
    /// host's start fails with a <see cref="BootRefusedException"/> afterwards, so nothing starts all the same.
    /// </summary>
    public Action<GuardVerdict>? OnRefused { get; set; }
}
