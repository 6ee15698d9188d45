using Koda.Lint.Files;

namespace Koda.Lint.Configuration;

/// <summary>The <c>koda-lint.yml</c> that holds for a folder.</summary>
/// <param name="Folder">The folder that its paths are seen from, absolute; the one asked for when there is no file.</param>
/// <param name="Configuration">What it says; <see cref="LintConfiguration.Empty"/> when there is no file.</param>
/// <param name="Problems">Its mistakes. It must not be used while it has one.</param>
public sealed record ConfigurationFile(string Folder, LintConfiguration Configuration, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Finds the file in a folder or the nearest one above it, not beyond the repository's root.</summary>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static ConfigurationFile Find(string folder, IFolderProvider files)
    {
        for (var at = folder; ; at = DeploymentPath.FolderOf(at))
        {
            var path = DeploymentPath.Resolve(at, LintConfiguration.FileName);
            if (files.FileExists(path))
                return Read(path, files);
            if (IsOutermost(at, files))
                return new ConfigurationFile(folder, LintConfiguration.Empty, []);
        }
    }

    /// <summary>Whether nothing is looked for above a folder: it is a repository's root, or the file system's.</summary>
    internal static bool IsOutermost(string folder, IFolderProvider files) => IsRepositoryRoot(folder, files) || DeploymentPath.FolderOf(folder) == folder;

    /// <summary>Whether a folder is a repository's root, beyond which no configuration is looked for.</summary>
    internal static bool IsRepositoryRoot(string folder, IFolderProvider files)
    {
        var git = DeploymentPath.Resolve(folder, ".git");
        return files.FolderExists(git) || files.FileExists(git);
    }

    /// <summary>Reads a file that was named.</summary>
    /// <param name="path">The file, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static ConfigurationFile Read(string path, IFileProvider files)
    {
        var answer = files.Read(path);
        if (answer.File is not { } file)
        {
            var place = new Text.SourceSpan(new Text.SourceFile(path, ""), 0, 0);
            return new ConfigurationFile(DeploymentPath.FolderOf(path), LintConfiguration.Empty, [new ConfigurationProblem(place, "it cannot be read: " + answer.Reason)]);
        }

        var configuration = LintConfigurationReader.Read(file, out var problems);
        return new ConfigurationFile(DeploymentPath.FolderOf(path), configuration, problems);
    }
}
