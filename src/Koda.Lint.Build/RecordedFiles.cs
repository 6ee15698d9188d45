using Koda.Lint.Files;

namespace Koda.Lint.Build;

/// <summary>The disk, with a list of everything that was asked of it, each noted before it is looked at.</summary>
internal sealed class RecordedFiles(IFolderProvider files, InputList inputs) : IFolderProvider
{
    /// <summary>What was asked for.</summary>
    public InputList Inputs => inputs;

    public FileAnswer Read(string path)
    {
        Inputs.AddFile(path);
        return files.Read(path);
    }

    public bool FileExists(string path)
    {
        Inputs.AddFile(path);
        return files.FileExists(path);
    }

    public bool FolderExists(string path)
    {
        Inputs.AddFile(path);
        return files.FolderExists(path);
    }

    public IReadOnlyList<string>? FileNames(string folder)
    {
        Inputs.AddFolder(folder);
        return files.FileNames(folder);
    }
}
