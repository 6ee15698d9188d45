using System.Globalization;
using System.Text;

namespace Koda.Lint.Reports;

/// <summary>
/// A line of a file as a terminal shows it: tabs as spaces, control characters made visible, secrets masked, and cut to a width
/// around the characters of interest. It knows where each character of the file ended up.
/// </summary>
internal sealed class DisplayLine
{
    private const int TabStop = 4;
    private const string Mask = "***";
    private const string Cut = "…";

    private readonly List<Cell> _cells;

    private DisplayLine(List<Cell> cells)
    {
        _cells = cells;
        var text = new StringBuilder();
        foreach (var cell in cells)
            text.Append(cell.Text);
        Text = text.ToString().TrimEnd();
    }

    /// <summary>What to print.</summary>
    public string Text { get; }

    /// <summary>Lays out a line.</summary>
    /// <param name="line">The line without its break.</param>
    /// <param name="secrets">Its secret characters: 0-based offsets with exclusive ends, in order.</param>
    /// <param name="from">Offset of the first character of interest.</param>
    /// <param name="to">Offset one past the last one.</param>
    /// <param name="width">How many columns there are.</param>
    public static DisplayLine Of(string line, IReadOnlyList<(int Start, int End)> secrets, int from, int to, int width)
    {
        // A column needs at least one character, so that what lies further away cannot be seen and a line of megabytes costs nothing.
        var first = Math.Max(0, Math.Min(from, line.Length) - width);
        var last = Math.Min(line.Length, first + (4 * width));
        while (first > 0 && !IsBoundary(line, first))
            first--;
        while (last < line.Length && !IsBoundary(line, last))
            last++;

        var cells = Layout(line, secrets, first, last);
        Clip(cells, from, to, width, isCutBefore: first > 0, isCutAfter: last < line.Length);
        return new DisplayLine(cells);
    }

    /// <summary>Where a part of the line is shown: the first column, 0-based, and how many there are, at least one.</summary>
    /// <param name="from">Offset of the first character.</param>
    /// <param name="to">Offset one past the last one.</param>
    public (int Column, int Width) Locate(int from, int to)
    {
        var column = 0;
        var start = -1;
        var end = 0;
        foreach (var cell in _cells)
        {
            var isIn = to > from ? cell.Start < to && cell.End > from : cell.Start <= from && from < cell.End;
            if (isIn && start < 0)
                start = column;
            column += cell.Width;
            if (isIn)
                end = column;
        }

        return start < 0 ? (column, 1) : (start, Math.Max(1, end - start));
    }

    private static bool IsBoundary(string line, int at) => !char.IsLowSurrogate(line[at]);

    private static List<Cell> Layout(string line, IReadOnlyList<(int Start, int End)> secrets, int first, int last)
    {
        var cells = new List<Cell>(last - first + 1);
        var column = 0;
        var secret = 0;
        for (var i = first; i < last;)
        {
            while (secret < secrets.Count && secrets[secret].End <= i)
                secret++;
            Cell cell;
            if (secret < secrets.Count && secrets[secret].Start <= i)
                cell = new Cell(i, secrets[secret].End, Mask, Mask.Length);
            else if (line[i] == '\t')
                cell = Spaces(i, TabStop - (column % TabStop));
            else if (line[i] is >= ' ' and < '\u007F' && (i + 1 == line.Length || line[i + 1] < '\u0300'))
                cell = new Cell(i, i + 1, line[i].ToString(), 1);
            else
                cell = Cluster(line, i);
            cells.Add(cell);
            column += cell.Width;
            i = cell.End;
        }

        return cells;
    }

    private static Cell Spaces(int at, int count) => new(at, at + 1, new string(' ', count), count);

    private static Cell Cluster(string line, int at)
    {
        if (Printable.Of(line[at]) is var shown && shown != line[at])
            return new Cell(at, at + 1, shown.ToString(), 1);
        var cluster = StringInfo.GetNextTextElement(line, at);
        return new Cell(at, at + cluster.Length, Printable.Of(cluster), TerminalWidth.Of(cluster));
    }

    /// <summary>Keeps what fits, with the characters of interest in it, and marks where something is missing.</summary>
    private static void Clip(List<Cell> cells, int from, int to, int width, bool isCutBefore, bool isCutAfter)
    {
        var total = cells.Sum(cell => cell.Width);
        if (total <= width && !isCutBefore && !isCutAfter)
            return;

        var focusStart = cells.TakeWhile(cell => cell.End <= from).Sum(cell => cell.Width);
        var focusEnd = cells.TakeWhile(cell => cell.Start < to).Sum(cell => cell.Width);
        var firstColumn = focusEnd < width && !isCutBefore ? 0
            : Math.Max(0, Math.Min(focusStart - (width / 4), Math.Max(focusStart - 2, focusEnd - width + 2)));
        if (isCutBefore)
            firstColumn = Math.Max(firstColumn, 1);

        var column = 0;
        var kept = new List<Cell>();
        var keptWidth = 0;
        var droppedBefore = isCutBefore;
        var droppedAfter = isCutAfter;
        foreach (var cell in cells)
        {
            var start = column;
            column += cell.Width;
            if (start < firstColumn)
            {
                droppedBefore = true;
            }
            else if (keptWidth + cell.Width > width - 2)
            {
                droppedAfter = true;
                break;
            }
            else
            {
                kept.Add(cell);
                keptWidth += cell.Width;
            }
        }

        cells.Clear();
        if (droppedBefore)
            cells.Add(new Cell(-1, -1, Cut, 1));
        cells.AddRange(kept);
        if (droppedAfter)
            cells.Add(new Cell(int.MaxValue, int.MaxValue, Cut, 1));
    }

    /// <summary>Characters of the file that are shown together.</summary>
    private readonly record struct Cell(int Start, int End, string Text, int Width);
}
