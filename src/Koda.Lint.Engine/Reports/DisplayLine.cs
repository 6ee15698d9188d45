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

    private static readonly string?[] Known = new string?[128];

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

    /// <summary>Lays out a line, or what can be seen of a long one. All offsets are those of the text; ends are exclusive.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="line">The line without its break.</param>
    /// <param name="secrets">The text's secret characters, in order.</param>
    /// <param name="focus">The characters of interest.</param>
    /// <param name="width">How many columns there are.</param>
    public static DisplayLine Of(
        string text, (int Start, int End) line, IReadOnlyList<(int Start, int End)> secrets, (int Start, int End) focus, int width)
    {
        // A column needs at least one character, so that what lies further away cannot be seen and a line of megabytes costs nothing.
        var first = Math.Max(line.Start, Math.Min(focus.Start, line.End) - width);
        var last = Math.Min(line.End, first + (4 * width));
        if (first > line.Start && char.IsLowSurrogate(text[first]))
            first--;
        if (last < line.End && char.IsLowSurrogate(text[last]))
            last++;

        var cells = Layout(text, (first, last), secrets);
        Clip(cells, focus, width, isCutBefore: first > line.Start, isCutAfter: last < line.End);
        return new DisplayLine(cells);
    }

    /// <summary>Where a part of the line is shown: the first column, 0-based, and how many there are, at least one.</summary>
    /// <param name="from">Offset of the first character in the text.</param>
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

    private static List<Cell> Layout(string text, (int Start, int End) shown, IReadOnlyList<(int Start, int End)> secrets)
    {
        var cells = new List<Cell>(shown.End - shown.Start + 1);
        var column = 0;
        var secret = FirstEndingAfter(secrets, shown.Start);
        for (var i = shown.Start; i < shown.End;)
        {
            while (secret < secrets.Count && secrets[secret].End <= i)
                secret++;
            Cell cell;
            if (secret < secrets.Count && secrets[secret].Start <= i)
                cell = new Cell(i, secrets[secret].End, Mask, Mask.Length);
            else if (text[i] == '\t')
                cell = Spaces(i, TabStop - (column % TabStop));
            else if (text[i] is >= ' ' and < '\u007F' && (i + 1 == text.Length || text[i + 1] < '\u0300'))
                cell = new Cell(i, i + 1, TextOf(Printable.At(text, i)), 1);
            else
                cell = Cluster(text, i);
            cells.Add(cell);
            column += cell.Width;
            i = cell.End;
        }

        return cells;
    }

    private static int FirstEndingAfter(IReadOnlyList<(int Start, int End)> spans, int offset)
    {
        var (low, high) = (0, spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].End <= offset)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>A character as text, of which a report has thousands and few different ones.</summary>
    private static string TextOf(char c) => c < Known.Length ? Known[c] ??= c.ToString() : c.ToString();

    private static Cell Spaces(int at, int count) => new(at, at + 1, new string(' ', count), count);

    private static Cell Cluster(string text, int at)
    {
        if (Printable.Of(text[at]) is var shown && shown != text[at])
            return new Cell(at, at + 1, shown.ToString(), 1);
        var cluster = StringInfo.GetNextTextElement(text, at);
        return new Cell(at, at + cluster.Length, Printable.Of(cluster), TerminalWidth.Of(cluster));
    }

    /// <summary>Keeps what fits, with the characters of interest in it, and marks where something is missing.</summary>
    private static void Clip(List<Cell> cells, (int Start, int End) focus, int width, bool isCutBefore, bool isCutAfter)
    {
        var total = cells.Sum(cell => cell.Width);
        if (total <= width && !isCutBefore && !isCutAfter)
            return;

        var focusStart = cells.TakeWhile(cell => cell.End <= focus.Start).Sum(cell => cell.Width);
        var focusEnd = cells.TakeWhile(cell => cell.Start < focus.End).Sum(cell => cell.Width);
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
