using System.Globalization;
using Koda.Lint.Files;
using Koda.Lint.Secrets;
using Koda.Lint.Text;

namespace Koda.Lint.Reports;

/// <summary>Draws the places of a finding as the compilers of Rust do: each file's lines with the characters underlined.</summary>
internal sealed class CodeFrameWriter
{
    private readonly Ink _ink;
    private readonly IFileProvider _files;
    private readonly TextReportOptions _options;
    private readonly Dictionary<string, IReadOnlyList<(int Start, int End)>> _secrets = new(StringComparer.Ordinal);

    public CodeFrameWriter(Ink ink, IFileProvider files, TextReportOptions options)
    {
        _ink = ink;
        _files = files;
        _options = options;
    }

    /// <summary>The columns that line numbers need.</summary>
    public static int GutterOf(Finding finding)
    {
        var last = finding.Location.End.Line;
        foreach (var related in finding.Related)
            last = Math.Max(last, related.Location.End.Line);
        return last.ToString(CultureInfo.InvariantCulture).Length;
    }

    /// <summary>Draws the finding's own file first, then those of related places.</summary>
    public void Write(Finding finding, int gutter)
    {
        var places = new List<Place> { new(finding.Location, finding.Label, IsPrimary: true) };
        places.AddRange(finding.Related.Select(related => new Place(related.Location, related.Message, IsPrimary: false)));
        foreach (var file in places.GroupBy(place => place.Location.Path, StringComparer.Ordinal))
            WriteFile([.. file], gutter, Ink.Of(finding.Severity));
    }

    private void WriteFile(List<Place> places, int gutter, string colour)
    {
        var location = places[0].Location;
        _ink.Write(new string(' ', gutter) + (places[0].IsPrimary ? "--> " : "::: "), Ink.Gutter);
        var path = location.Path == DiskFileProvider.StandardInput ? "<stdin>" : RelativePath.From(_options.Folder, location.Path);
        _ink.Write(Printable.Of(path) + ":" + location.Start);
        _ink.EndLine();
        if (_files.Read(location.Path).File is not { } file)
            return;

        StartRow(null, gutter);
        _ink.EndLine();
        var shown = 0;
        foreach (var line in places.SelectMany(place => MarksOf(place, file)).GroupBy(mark => mark.Line).OrderBy(line => line.Key))
        {
            // A single line in between says more than dots in its place.
            if (shown > 0 && line.Key == shown + 2)
                WriteLine(file, [new Mark(shown + 1, 0, 0, null, IsPrimary: false, IsShown: false)], gutter, colour);
            else if (shown > 0 && line.Key > shown + 1)
                WriteDots();
            WriteLine(file, [.. line.OrderBy(mark => mark.From)], gutter, colour);
            shown = line.Key;
        }
    }

    /// <summary>What a place marks, line by line: of several lines the first and the last.</summary>
    private static IEnumerable<Mark> MarksOf(Place place, SourceFile file)
    {
        var (start, end) = (place.Location.Start, place.Location.End);
        var firstLine = Math.Min(start.Line, file.LineCount);
        var lastLine = Math.Min(end.Line, file.LineCount);
        if (lastLine > firstLine && end.Column <= 1)
            (lastLine, end) = (lastLine - 1, new TextPosition(lastLine - 1, int.MaxValue));
        var firstText = file.GetLine(firstLine);
        if (lastLine <= firstLine)
        {
            var from = Math.Min(start.Column - 1, firstText.Length);
            var to = Math.Max(from, Math.Min(end.Line > start.Line ? firstText.Length : end.Column - 1, firstText.Length));
            return [new Mark(firstLine, from, to, place.Label, place.IsPrimary)];
        }

        var lastText = file.GetLine(lastLine);
        return
        [
            new Mark(firstLine, Math.Min(start.Column - 1, firstText.Length), firstText.TrimEnd().Length, null, place.IsPrimary),
            new Mark(lastLine, lastText.Length - lastText.TrimStart().Length, Math.Min(end.Column - 1, lastText.Length), place.Label, place.IsPrimary),
        ];
    }

    private void WriteLine(SourceFile file, List<Mark> marks, int gutter, string colour)
    {
        var number = marks[0].Line;
        var line = file.GetLine(number);
        var shown = DisplayLine.Of(line, SecretsOf(file, number, line.Length), marks[0].From, marks[0].To, Math.Max(TextReportOptions.LeastWidth, _options.Width));
        StartRow(number, gutter);
        _ink.Write(shown.Text.Length == 0 ? "" : " " + shown.Text);
        _ink.EndLine();
        foreach (var mark in marks.Where(mark => mark.IsShown))
        {
            var (column, width) = shown.Locate(mark.From, mark.To);
            StartRow(null, gutter);
            _ink.Write(new string(' ', column + 1));
            var underline = new string(mark.IsPrimary ? '^' : '-', width);
            _ink.Write(mark.Label is { Length: > 0 } label ? underline + " " + Printable.Of(label) : underline, mark.IsPrimary ? colour : Ink.Related);
            _ink.EndLine();
        }
    }

    private void StartRow(int? line, int gutter)
    {
        var number = line is { } shown ? shown.ToString(CultureInfo.InvariantCulture) : "";
        _ink.Write(number.PadLeft(gutter) + " |", Ink.Gutter);
    }

    private void WriteDots()
    {
        _ink.Write("...", Ink.Gutter);
        _ink.EndLine();
    }

    /// <summary>A line's secret characters, as offsets in the line.</summary>
    private List<(int Start, int End)> SecretsOf(SourceFile file, int line, int length)
    {
        if (!_secrets.TryGetValue(file.Path, out var all))
            _secrets[file.Path] = all = SecretSpans.Find(file.Text);
        var start = file.GetOffset(new TextPosition(line, 1));
        var found = new List<(int Start, int End)>();
        for (var i = FirstEndingAfter(all, start); i < all.Count && all[i].Start < start + length; i++)
            found.Add((Math.Max(0, all[i].Start - start), Math.Min(length, all[i].End - start)));
        return found;
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

    private sealed record Place(Location Location, string? Label, bool IsPrimary);

    /// <summary>Characters of one line to underline: 0-based offsets, the end exclusive.</summary>
    private sealed record Mark(int Line, int From, int To, string? Label, bool IsPrimary, bool IsShown = true);
}
