using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Analyzers.Deployments;

/// <summary>The files that a project handed to the compiler. What it did not hand over is not missing: nothing is known of it.</summary>
internal sealed class SuppliedFiles(IReadOnlyDictionary<string, SourceFile> files) : IFolderProvider
{
    public FileAnswer Read(string path) => files.TryGetValue(path, out var file) ? FileAnswer.Of(file) : FileAnswer.NotSupplied;

    public bool FileExists(string path) => files.ContainsKey(path);

    public bool FolderExists(string path) => false;

    public IReadOnlyList<string> FileNames(string folder) =>
        [.. files.Keys.Where(path => DeploymentPath.FolderOf(path) == folder).Select(DeploymentPath.NameOf)];
}
