using System.Text;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>A host's files with edits that are not written yet, so that their effect can be judged first.</summary>
internal sealed class EditedFiles : IFolderProvider
{
    private readonly IFolderProvider _files;
    private readonly Dictionary<string, SourceFile> _edited;

    public EditedFiles(IFolderProvider files)
        : this(files, new Dictionary<string, SourceFile>(StringComparer.Ordinal))
    {
    }

    private EditedFiles(IFolderProvider files, Dictionary<string, SourceFile> edited)
    {
        _files = files;
        _edited = edited;
    }

    /// <summary>The files that differ from what is written, with their new text.</summary>
    public IReadOnlyCollection<SourceFile> Edited => _edited.Values;

    /// <inheritdoc />
    public FileAnswer Read(string path) => _edited.TryGetValue(path, out var file) ? FileAnswer.Of(file) : _files.Read(path);

    /// <inheritdoc />
    public bool FileExists(string path) => _files.FileExists(path);

    /// <inheritdoc />
    public bool FolderExists(string path) => _files.FolderExists(path);

    /// <inheritdoc />
    public IReadOnlyList<string>? FileNames(string folder) => _files.FileNames(folder);

    /// <summary>These files with further edits, none of which may conflict with another.</summary>
    public EditedFiles With(IEnumerable<TextEdit> edits)
    {
        var edited = new Dictionary<string, SourceFile>(_edited, StringComparer.Ordinal);
        foreach (var file in edits.Distinct().GroupBy(edit => edit.Span.File.Path, StringComparer.Ordinal))
        {
            var old = file.First().Span.File;
            var text = new StringBuilder(old.Text);
            foreach (var edit in file.OrderByDescending(edit => edit.Span.Start))
                text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.Replacement);
            edited[file.Key] = new SourceFile(file.Key, text.ToString()) { HasByteOrderMark = old.HasByteOrderMark };
        }

        return new EditedFiles(_files, edited);
    }
}
