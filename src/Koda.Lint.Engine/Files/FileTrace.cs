namespace Koda.Lint.Files;

/// <summary>Another host's files, and every path that was asked for: what a verdict hangs on.</summary>
/// <param name="files">The files.</param>
public sealed class FileTrace(IFolderProvider files) : IFolderProvider
{
    private readonly Dictionary<string, FileAnswer> _answers = new(StringComparer.Ordinal);

    /// <summary>What each path gave, missing ones too: that a file is not there is a fact as well.</summary>
    public IReadOnlyDictionary<string, FileAnswer> Answers => _answers;

    /// <inheritdoc />
    public FileAnswer Read(string path)
    {
        if (!_answers.TryGetValue(path, out var answer))
            _answers[path] = answer = files.Read(path);
        return answer;
    }

    /// <inheritdoc />
    public bool FileExists(string path) => files.FileExists(path);

    /// <inheritdoc />
    public bool FolderExists(string path) => files.FolderExists(path);

    /// <inheritdoc />
    public IReadOnlyList<string>? FileNames(string folder) => files.FileNames(folder);
}
