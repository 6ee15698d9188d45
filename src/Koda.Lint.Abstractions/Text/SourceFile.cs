namespace Koda.Lint.Text;

/// <summary>A file's text with its path: what every reader reads and every span points into.</summary>
public sealed class SourceFile
{
    private int[]? _lineStarts;

    /// <summary>Names a text.</summary>
    /// <param name="path">The path that findings show; readers never open it.</param>
    /// <param name="text">The text without its byte order mark.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
    }

    /// <summary>The path that findings show.</summary>
    public string Path { get; }

    /// <summary>The text, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>Whether the file began with a byte order mark, which some readers take for a character of the first name.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>How many lines the text has; an empty text has one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The 1-based line and column of an offset.</summary>
    /// <param name="offset">0 to <c>Text.Length</c>; what is outside is clamped.</param>
    public TextPosition GetPosition(int offset)
    {
        offset = Math.Max(0, Math.Min(offset, Text.Length));
        var index = Array.BinarySearch(LineStarts, offset);
        var line = index >= 0 ? index : ~index - 1;
        return new TextPosition(line + 1, offset - LineStarts[line] + 1);
    }

    /// <summary>The offset of a position; past a line's end, the line's end.</summary>
    /// <param name="position">A 1-based line and column.</param>
    public int GetOffset(TextPosition position)
    {
        var line = Math.Max(1, Math.Min(position.Line, LineCount));
        return Math.Min(LineStarts[line - 1] + Math.Max(0, position.Column - 1), GetLineEnd(line));
    }

    /// <summary>A line's text without its line break.</summary>
    /// <param name="line">1-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text has no such line.</exception>
    public string GetLine(int line)
    {
        if (line < 1 || line > LineCount)
            throw new ArgumentOutOfRangeException(nameof(line));
        var start = LineStarts[line - 1];
        return Text.Substring(start, GetLineEnd(line) - start);
    }

    private int GetLineEnd(int line)
    {
        var start = LineStarts[line - 1];
        var end = line < LineCount ? LineStarts[line] : Text.Length;
        while (end > start && Text[end - 1] is '\n' or '\r' && line < LineCount)
            end--;
        return end;
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int>(Math.Max(16, text.Length / 32)) { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                starts.Add(i + 1);
        }

        return [.. starts];
    }
}
