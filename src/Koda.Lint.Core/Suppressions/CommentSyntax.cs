using Koda.Lint.Files;

namespace Koda.Lint.Suppressions;

/// <summary>How a kind of file writes comments.</summary>
public enum CommentSyntax
{
    /// <summary>It has none, or its kind is not known: nothing in it is a suppression.</summary>
    None,

    /// <summary><c>#</c> at a line's start or after a blank, outside of scalars.</summary>
    Yaml,

    /// <summary><c>#</c> at a line's start or after a blank, outside of values.</summary>
    EnvFile,

    /// <summary><c>#</c> where a word would start, outside of quotes and heredocs.</summary>
    Caddyfile,

    /// <summary><c>#</c> where a word would start, outside of quotes.</summary>
    Nginx,

    /// <summary><c>#</c> or <c>;</c> as the first character of a line.</summary>
    Unit,

    /// <summary><c>//</c> and <c>/* */</c> outside of strings, as .NET's configuration reads them.</summary>
    Json,

    /// <summary><c>#</c> as the first character of a line, outside of heredocs.</summary>
    Dockerfile,
}

/// <summary>Tells a file's comment syntax by its name.</summary>
public static class CommentSyntaxes
{
    private static readonly string[] UnitEndings = [".service", ".socket", ".timer", ".path", ".target", ".mount"];

    /// <summary>The syntax of a file; <see cref="CommentSyntax.None"/> when the name does not tell.</summary>
    /// <param name="path">A path, or a name.</param>
    public static CommentSyntax OfName(string path)
    {
        var name = WithoutEnding(DeploymentPath.NameOf(path).ToLowerInvariant());
        if (name.EndsWith(".yml", StringComparison.Ordinal) || name.EndsWith(".yaml", StringComparison.Ordinal))
            return CommentSyntax.Yaml;
        if (name == ".env" || name.StartsWith(".env.", StringComparison.Ordinal) || name.EndsWith(".env", StringComparison.Ordinal))
            return CommentSyntax.EnvFile;
        if (name.StartsWith("caddyfile", StringComparison.Ordinal) || name.EndsWith(".caddyfile", StringComparison.Ordinal) || name.EndsWith(".caddy", StringComparison.Ordinal))
            return CommentSyntax.Caddyfile;
        if (name.EndsWith(".json", StringComparison.Ordinal))
            return CommentSyntax.Json;
        if (Array.Exists(UnitEndings, ending => name.EndsWith(ending, StringComparison.Ordinal)) || IsDropIn(path))
            return CommentSyntax.Unit;
        if (name.EndsWith(".conf", StringComparison.Ordinal))
            return CommentSyntax.Nginx;
        return name is "dockerfile" or "containerfile" || name.StartsWith("dockerfile.", StringComparison.Ordinal) || name.EndsWith(".dockerfile", StringComparison.Ordinal)
            ? CommentSyntax.Dockerfile
            : CommentSyntax.None;
    }

    /// <summary>A file that is made to be copied is written like the copy: <c>koda.service.example</c>, <c>nginx.conf.template</c>.</summary>
    private static string WithoutEnding(string name)
    {
        foreach (var ending in (string[])[".example", ".sample", ".template", ".dist"])
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name.Substring(0, name.Length - ending.Length);
        }

        return name;
    }

    private static bool IsDropIn(string path)
    {
        var folder = DeploymentPath.NameOf(DeploymentPath.FolderOf(path));
        return folder.EndsWith(".d", StringComparison.Ordinal) && Array.Exists(UnitEndings, ending => folder.EndsWith(ending + ".d", StringComparison.Ordinal));
    }
}
