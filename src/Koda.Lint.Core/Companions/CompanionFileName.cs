using Koda.Lint.Compose;
using Koda.Lint.Files;

namespace Koda.Lint.Companions;

/// <summary>What a file beside a deployment's Compose files is, as far as its name tells.</summary>
public enum CompanionKind
{
    /// <summary>Nothing that is judged.</summary>
    None,

    /// <summary>A Caddyfile, or a part of one.</summary>
    Caddyfile,

    /// <summary>An nginx configuration, or a part of one.</summary>
    Nginx,

    /// <summary>A configuration file of Traefik, static or dynamic.</summary>
    Traefik,

    /// <summary>A systemd service unit.</summary>
    Unit,

    /// <summary>A drop-in of a systemd service unit.</summary>
    UnitDropIn,

    /// <summary><c>appsettings.json</c>, or what is laid over it in production.</summary>
    AppSettings,

    /// <summary>A Dockerfile. It is judged when a service is built from it.</summary>
    Dockerfile,
}

/// <summary>Reads the names of the files that lie beside Compose files: what faces the internet, what starts the stack, what .NET programs read.</summary>
public static class CompanionFileName
{
    private static readonly string[] NginxFolders = ["conf.d", "sites-enabled", "sites-available"];
    private static readonly string[] DevelopmentWords = ["dev", "development", "local", "test", "example", "sample", "template", "bak", "disabled"];

    /// <summary>What a file is. One whose name says that it is for development, such as <c>nginx.dev.conf</c>, is nothing that is judged.</summary>
    /// <param name="path">The file's path, or its name.</param>
    public static CompanionKind KindOf(string path)
    {
        var name = DeploymentPath.NameOf(path);
        var folder = DeploymentPath.NameOf(DeploymentPath.FolderOf(path));
        if (name.EndsWith(".service", StringComparison.Ordinal) || name.EndsWith(".service.example", StringComparison.Ordinal))
            return CompanionKind.Unit;
        if (name.EndsWith(".conf", StringComparison.Ordinal) && folder.EndsWith(".service.d", StringComparison.Ordinal))
            return CompanionKind.UnitDropIn;
        if (name.Split('.').Skip(1).Any(part => DevelopmentWords.Contains(part, StringComparer.OrdinalIgnoreCase)))
            return CompanionKind.None;
        if (ComposeFileName.RoleOf(name) != ComposeFileRole.None)
            return CompanionKind.None;
        if (name is "Caddyfile" || HasEnding(name, ".caddy", ".caddyfile") || name.StartsWith("Caddyfile.", StringComparison.Ordinal))
            return CompanionKind.Caddyfile;
        if (HasEnding(name, ".conf") && (name.StartsWith("nginx", StringComparison.OrdinalIgnoreCase) || NginxFolders.Contains(folder)))
            return CompanionKind.Nginx;
        if (HasEnding(name, ".yml", ".yaml") && (name.StartsWith("traefik", StringComparison.OrdinalIgnoreCase) || folder is "traefik"))
            return CompanionKind.Traefik;
        if (name.Equals("appsettings.json", StringComparison.OrdinalIgnoreCase) || name.Equals("appsettings.Production.json", StringComparison.OrdinalIgnoreCase))
            return CompanionKind.AppSettings;
        return name == "Dockerfile" || name.StartsWith("Dockerfile.", StringComparison.Ordinal) || HasEnding(name, ".Dockerfile")
            ? CompanionKind.Dockerfile
            : CompanionKind.None;
    }

    /// <summary>Whether a file makes a deployment of its folder although there is no Compose file: a Dockerfile alone does not.</summary>
    /// <param name="path">The file's path, or its name.</param>
    public static bool StandsAlone(string path) => KindOf(path) is not (CompanionKind.None or CompanionKind.Dockerfile or CompanionKind.UnitDropIn);

    /// <summary>Whether a YAML file of any name can be one of Traefik's, as far as it is not Docker Compose's.</summary>
    /// <param name="path">The file's path, or its name.</param>
    public static bool MayBeTraefiks(string path) =>
        HasEnding(path, ".yml", ".yaml") && KindOf(path) is CompanionKind.None or CompanionKind.Traefik && ComposeFileName.RoleOf(DeploymentPath.NameOf(path)) == ComposeFileRole.None;

    private static bool HasEnding(string name, params string[] endings) => Array.Exists(endings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
