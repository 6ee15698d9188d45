namespace Koda.Lint.Files;

/// <summary>A host's files and folders, for a host that can list them.</summary>
public interface IFolderProvider : IFileProvider
{
    /// <summary>Whether there is such a file. Never throws for what a path or a disk may do.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    bool FileExists(string path);

    /// <summary>Whether there is such a folder. Never throws for what a path or a disk may do.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    bool FolderExists(string path);

    /// <summary>The names of the files in a folder, links to files included, in no order; null when it cannot be listed.</summary>
    /// <param name="folder">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    IReadOnlyList<string>? FileNames(string folder);
}
