namespace Koda.Lint;

/// <summary>Where a rule can see its fault. The letters are those of the rule catalogue.</summary>
[Flags]
public enum Surfaces
{
    /// <summary>None; no rule has it.</summary>
    None = 0,

    /// <summary>E: <c>.env</c> and <c>env_file</c> files.</summary>
    EnvFile = 1 << 0,

    /// <summary>C: the effective Compose model.</summary>
    Compose = 1 << 1,

    /// <summary>J: <c>appsettings*.json</c>.</summary>
    AppSettings = 1 << 2,

    /// <summary>S: C# source.</summary>
    Source = 1 << 3,

    /// <summary>P: reverse proxy configuration.</summary>
    Proxy = 1 << 4,

    /// <summary>U: systemd units.</summary>
    Unit = 1 << 5,

    /// <summary>F: the file system and git's view of it.</summary>
    FileSystem = 1 << 6,

    /// <summary>G: the settings of a process that is about to boot.</summary>
    BootGuard = 1 << 7,

    /// <summary>V: the answers of a running deployment.</summary>
    LiveProbe = 1 << 8,

    /// <summary>What is read from a deployment's files: every surface but source, guard and probe.</summary>
    Configuration = EnvFile | Compose | AppSettings | Proxy | Unit | FileSystem,
}
