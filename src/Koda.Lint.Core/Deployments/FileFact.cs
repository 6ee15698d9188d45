namespace Koda.Lint.Deployments;

/// <summary>What a host saw of a file or folder that holds secrets. Only a host with a disk can say; others give no facts.</summary>
/// <param name="Path">The path that findings show.</param>
/// <param name="Kind">What the file is for.</param>
public sealed record FileFact(string Path, SecretFileKind Kind)
{
    private static readonly string[] TemplateEndings = [".example", ".sample", ".template", ".dist", ".bootstrap"];

    /// <summary>Whether it is made to be copied, and so holds no secret: <c>.env.example</c>, <c>.env.bootstrap</c>.</summary>
    public bool IsTemplate => Array.Exists(TemplateEndings, ending => Path.EndsWith(ending, StringComparison.Ordinal));

    /// <summary>The permission bits, or null where the system has none.</summary>
    public int? UnixMode { get; init; }

    /// <summary>What git knows of it.</summary>
    public GitState Git { get; init; }

    /// <summary>When the bootstrap code in it expired, or null when it has not or none is in it.</summary>
    public string? ExpiredAt { get; init; }
}

/// <summary>Why a file must not be read by others.</summary>
public enum SecretFileKind
{
    /// <summary>An env file.</summary>
    EnvFile,

    /// <summary>The file with the code that lets the first owner register.</summary>
    BootstrapCode,

    /// <summary>The key that encrypts Koda's stored secrets.</summary>
    MasterKey,

    /// <summary>The folder that holds Koda's state.</summary>
    StateFolder,
}

/// <summary>What git knows of a file.</summary>
public enum GitState
{
    /// <summary>It lies in no repository, or git was not asked.</summary>
    Unknown,

    /// <summary>It is in the repository.</summary>
    Tracked,

    /// <summary>It is not, but nothing keeps it out.</summary>
    Untracked,

    /// <summary>It is ignored.</summary>
    Ignored,
}
