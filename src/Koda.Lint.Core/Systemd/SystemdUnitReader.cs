using Koda.Lint.Text;

namespace Koda.Lint.Systemd;

/// <summary>
/// Reads a unit file's syntax: sections, comments, continued lines
/// (https://www.freedesktop.org/software/systemd/man/latest/systemd.syntax.html).
/// </summary>
public sealed class SystemdUnitReader
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly List<SystemdAssignment> _assignments = [];
    private readonly List<ReadProblem> _problems = [];
    private string? _section;

    private SystemdUnitReader(SourceFile file)
    {
        _file = file;
        _text = file.Text;
    }

    /// <summary>Reads a unit file or a drop-in.</summary>
    /// <param name="file">The file.</param>
    public static SystemdUnitFile Read(SourceFile file)
    {
        var reader = new SystemdUnitReader(file);
        reader.ReadLines();
        return new SystemdUnitFile(file, reader._assignments, reader._problems);
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r';

    private void ReadLines()
    {
        var line = new MappedTextBuilder();
        var isContinued = false;
        for (var at = 0; at < _text.Length;)
        {
            var end = _text.IndexOf('\n', at);
            if (end < 0)
                end = _text.Length;
            var (start, stop) = (at, end);
            at = end + 1;
            if (stop > start && _text[stop - 1] == '\r')
                stop--;
            while (start < stop && IsBlank(_text[start]))
                start++;
            // A comment between continued lines does not end them.
            if (start < stop && _text[start] is '#' or ';')
                continue;
            isContinued = EndsWithBackslash(start, stop);
            line.AppendVerbatim(_file, start, (isContinued ? stop - 1 : stop) - start);
            if (isContinued)
            {
                line.Append(" ", new SourceSpan(_file, stop - 1, stop));
                continue;
            }

            ReadLine(line.ToText(new SourceSpan(_file, start, stop)));
            line.Clear();
        }

        if (isContinued)
            ReadLine(line.ToText(new SourceSpan(_file, _text.Length, _text.Length)));
    }

    /// <summary>An escaped backslash continues nothing.</summary>
    private bool EndsWithBackslash(int start, int stop)
    {
        var count = 0;
        while (stop - count > start && _text[stop - count - 1] == '\\')
            count++;
        return count % 2 == 1;
    }

    private void ReadLine(MappedText line)
    {
        var text = Trim(line);
        if (text.Value.Length == 0)
            return;
        var span = text.SpanOf(0, text.Value.Length);
        if (text.Value[0] == '[')
        {
            if (text.Value[text.Value.Length - 1] == ']' && text.Value.Length > 2)
                _section = text.Value.Substring(1, text.Value.Length - 2);
            else
                Malformed("a section's name stands in `[` and `]`", span);
            return;
        }

        var equals = text.Value.IndexOf('=');
        if (equals <= 0)
        {
            Malformed("a line needs a key and a `=`", span);
            return;
        }

        if (_section is null)
        {
            Malformed("an assignment needs a section before it", span);
            return;
        }

        var value = Trim(text.Slice(equals + 1, text.Value.Length - equals - 1));
        _assignments.Add(new SystemdAssignment(_section, text.Value.Substring(0, equals).TrimEnd(), value, span));
    }

    private static MappedText Trim(MappedText text)
    {
        var start = 0;
        var end = text.Value.Length;
        while (start < end && IsBlank(text.Value[start]))
            start++;
        while (end > start && IsBlank(text.Value[end - 1]))
            end--;
        return text.Slice(start, end - start);
    }

    private void Malformed(string message, SourceSpan span) => _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, span));
}
