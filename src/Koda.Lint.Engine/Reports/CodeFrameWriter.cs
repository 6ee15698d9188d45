using System.Globalization;
using Koda.Lint.Files;
using Koda.Lint.Secrets;
using Koda.Lint.Text;

namespace Koda.Lint.Reports;

/// <summary>Draws the places of a finding as the compilers of Rust do: each file's lines with the characters underlined.</summary>
internal sealed class CodeFrameWriter
{
    /// <summary>A column that no line reaches.</summary>
    private const int PastAnyLine = int.MaxValue / 2;

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
        _ink.Write(Printable.Of((location with { Path = path }).ToString()));
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
                WriteLine(file, [Between(file, shown + 1)], gutter, colour);
            else if (shown > 0 && line.Key > shown + 1)
                WriteDots();
            WriteLine(file, [.. line.OrderBy(mark => mark.From)], gutter, colour);
            shown = line.Key;
        }
    }

    /// <summary>What a place marks, line by line: of several lines the first and the last.</summary>
    private static IEnumerable<Mark> MarksOf(Place place, SourceFile file)
    {
        var (start, end) = (file.GetOffset(place.Location.Start), file.GetOffset(place.Location.End));
        var firstLine = file.GetPosition(start).Line;
        var (lastLine, column) = file.GetPosition(end);
        if (lastLine > firstLine && column == 1)
            end = BoundsOf(file, --lastLine).End;
        if (lastLine <= firstLine)
            return [new Mark(firstLine, start, Math.Max(start, end), place.Label, place.IsPrimary)];

        var firstEnd = BoundsOf(file, firstLine).End;
        while (firstEnd > start && file.Text[firstEnd - 1] is ' ' or '\t')
            firstEnd--;
        var lastStart = BoundsOf(file, lastLine).Start;
        while (lastStart < end && file.Text[lastStart] is ' ' or '\t')
            lastStart++;
        return [new Mark(firstLine, start, firstEnd, null, place.IsPrimary), new Mark(lastLine, lastStart, end, place.Label, place.IsPrimary)];
    }

    /// <summary>A line without marks.</summary>
    private static Mark Between(SourceFile file, int line)
    {
        var start = BoundsOf(file, line).Start;
        return new Mark(line, start, start, null, IsPrimary: false, IsShown: false);
    }

    private static (int Start, int End) BoundsOf(SourceFile file, int line) =>
        (file.GetOffset(new TextPosition(line, 1)), file.GetOffset(new TextPosition(line, PastAnyLine)));

    private void WriteLine(SourceFile file, List<Mark> marks, int gutter, string colour)
    {
        var number = marks[0].Line;
        var width = Math.Max(TextReportOptions.LeastWidth, _options.Width);
        var shown = DisplayLine.Of(file.Text, BoundsOf(file, number), SecretsOf(file), (marks[0].From, marks[0].To), width);
        StartRow(number, gutter);
        _ink.Write(shown.Text.Length == 0 ? "" : " " + shown.Text);
        _ink.EndLine();
        foreach (var mark in marks.Where(mark => mark.IsShown))
        {
            var (column, marked) = shown.Locate(mark.From, mark.To);
            StartRow(null, gutter);
            _ink.Write(new string(' ', column + 1));
            var underline = new string(mark.IsPrimary ? '^' : '-', marked);
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

    private IReadOnlyList<(int Start, int End)> SecretsOf(SourceFile file)
    {
        if (!_secrets.TryGetValue(file.Path, out var secrets))
            _secrets[file.Path] = secrets = SecretSpans.Find(file.Text);
        return secrets;
    }

    private sealed record Place(Location Location, string? Label, bool IsPrimary);

    /// <summary>Characters of one line to underline, as offsets in the text.</summary>
    private sealed record Mark(int Line, int From, int To, string? Label, bool IsPrimary, bool IsShown = true);
}
