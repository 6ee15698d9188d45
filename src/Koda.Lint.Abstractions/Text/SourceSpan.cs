namespace Koda.Lint.Text;

/// <summary>A run of characters of a file, as offsets. Cheap to copy; lines and columns are counted only when shown.</summary>
public readonly struct SourceSpan : IEquatable<SourceSpan>
{
    /// <summary>Marks <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">0-based offset of the first character.</param>
    /// <param name="end">0-based offset one past the last.</param>
    public SourceSpan(SourceFile file, int start, int end)
    {
        File = file;
        Start = start;
        End = end;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>0-based offset of the first character.</summary>
    public int Start { get; }

    /// <summary>0-based offset one past the last character.</summary>
    public int End { get; }

    /// <summary>How many UTF-16 code units are marked.</summary>
    public int Length => End - Start;

    /// <summary>The marked text.</summary>
    public string Text => File.Text.Substring(Start, Length);

    /// <summary>The whole of a file, as a point at its start.</summary>
    /// <param name="file">The file.</param>
    public static SourceSpan OfFile(SourceFile file) => new(file, 0, 0);

    /// <summary>The span in lines and columns.</summary>
    public Location ToLocation() => new(File.Path, File.GetPosition(Start), File.GetPosition(End));

    /// <inheritdoc />
    public bool Equals(SourceSpan other) => ReferenceEquals(File, other.File) && Start == other.Start && End == other.End;

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is SourceSpan other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => (File?.Path.GetHashCode() ?? 0) ^ (Start * 397) ^ End;

    /// <summary>Whether both mark the same characters of the same file.</summary>
    public static bool operator ==(SourceSpan left, SourceSpan right) => left.Equals(right);

    /// <summary>Whether they mark different characters.</summary>
    public static bool operator !=(SourceSpan left, SourceSpan right) => !left.Equals(right);

    /// <summary><c>path:line:column</c>.</summary>
    public override string ToString() => File is null ? "(nowhere)" : ToLocation().ToString();
}
