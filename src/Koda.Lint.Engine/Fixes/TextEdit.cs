using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>A change of a file: characters and what stands in their place. Everything around them stays as it is.</summary>
/// <param name="Span">The characters; none for an insertion.</param>
/// <param name="Replacement">What takes their place. It may be a secret.</param>
public sealed record TextEdit(SourceSpan Span, string Replacement)
{
    /// <summary>Whether both cannot be done: they change the same characters, or insert at the same place.</summary>
    /// <param name="other">Another edit.</param>
    public bool ConflictsWith(TextEdit other) =>
        Span.File.Path == other.Span.File.Path && Span.Start <= other.Span.End && other.Span.Start <= Span.End && this != other;
}

/// <summary>A change of a file's permissions.</summary>
/// <param name="Path">The file or folder, absolute.</param>
/// <param name="Before">The permission bits that it has.</param>
/// <param name="Mode">Those that it gets.</param>
public sealed record ModeChange(string Path, int Before, int Mode);
