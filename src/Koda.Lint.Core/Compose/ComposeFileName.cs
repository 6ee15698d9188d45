using Koda.Lint.Files;

namespace Koda.Lint.Compose;

/// <summary>What a file is in its folder's deployments, by its name.</summary>
public enum ComposeFileRole
{
    /// <summary>Not a Compose file as far as the name tells.</summary>
    None,

    /// <summary>The file that Compose takes by itself.</summary>
    Base,

    /// <summary>A file that Compose lays over the base by itself.</summary>
    Override,

    /// <summary>Laid over the base in production.</summary>
    Production,

    /// <summary>Laid over the base in development.</summary>
    Development,

    /// <summary>Stands alone, for production.</summary>
    Release,

    /// <summary>A Compose file for a purpose that its name does not tell.</summary>
    Other,
}

/// <summary>
/// Reads the names of Compose files: <c>docker-compose.prod.yml</c> is <c>docker-compose</c>, <c>prod</c> and an extension.
/// </summary>
public static class ComposeFileName
{
    /// <summary>The base files in the order in which Compose looks for them.</summary>
    public static IReadOnlyList<string> BaseNames { get; } = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    /// <summary>The files of which Compose lays the first that is there over the base.</summary>
    public static IReadOnlyList<string> OverrideNames { get; } =
        ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

    /// <summary>A file's role.</summary>
    /// <param name="name">A file's name without its folder.</param>
    public static ComposeFileRole RoleOf(string name)
    {
        if (!IsYaml(name))
            return ComposeFileRole.None;
        if (BaseNames.Contains(name, StringComparer.Ordinal))
            return ComposeFileRole.Base;
        var parts = name.Split('.');
        if (IsMarked(parts, "release"))
            return ComposeFileRole.Release;
        if (!HasStem(name))
            return ComposeFileRole.None;
        if (IsMarked(parts, "prod") || IsMarked(parts, "production"))
            return ComposeFileRole.Production;
        if (IsMarked(parts, "dev") || IsMarked(parts, "development"))
            return ComposeFileRole.Development;
        return OverrideNames.Contains(name, StringComparer.Ordinal) ? ComposeFileRole.Override : ComposeFileRole.Other;
    }

    /// <summary>Whether a file is meant for production: its name has <c>.prod.</c>, <c>.production.</c> or <c>.release.</c> in it.</summary>
    /// <param name="path">A path, or a name.</param>
    public static bool IsForProduction(string path)
    {
        var parts = DeploymentPath.NameOf(path).Split('.');
        return IsMarked(parts, "prod") || IsMarked(parts, "production") || IsMarked(parts, "release");
    }

    /// <summary>What a file's name says beyond stem and extension: <c>prod</c> of <c>compose.prod.yml</c>; empty for none.</summary>
    /// <param name="name">A file's name without its folder.</param>
    public static string VariantOf(string name)
    {
        var parts = name.Split('.');
        return parts.Length <= 2 ? "" : string.Join(".", parts, 1, parts.Length - 2);
    }

    private static bool IsYaml(string name) =>
        name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal);

    /// <summary>Whether a name starts with <c>compose</c> or <c>docker-compose</c> as a word.</summary>
    /// <param name="name">A file's name without its folder.</param>
    public static bool HasStem(string name)
    {
        var stem = name.StartsWith("docker-compose", StringComparison.Ordinal) ? "docker-compose"
            : name.StartsWith("compose", StringComparison.Ordinal) ? "compose"
            : null;
        return stem is not null && name[stem.Length] is '.' or '-' or '_';
    }

    private static bool IsMarked(string[] parts, string mark)
    {
        for (var i = 1; i < parts.Length - 1; i++)
        {
            if (parts[i].Equals(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
