using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>
/// dotenv.net 4.2 with its default options, as a .NET host loads <c>.env</c> with it. White space around an unquoted value stays. A quote
/// that is never closed makes it throw, whatever its options say. Line breaks inside quotes are those of Linux.
/// </summary>
internal sealed class DotenvNetReader
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly List<EnvEntry> _entries = [];
    private readonly List<EnvProblem> _problems = [];

    public DotenvNetReader(SourceFile file)
    {
        _file = file;
        _text = file.Text;
    }

    public EnvFile Read()
    {
        var failed = false;
        var position = 0;
        while (position < _text.Length && !failed)
        {
            var lineEnd = FindLineEnd(position);
            position = ReadLine(position, lineEnd, ref failed);
        }

        return new EnvFile(_file, DotenvDialect.DotenvNet, _entries, _problems, failed);
    }

    /// <returns>The start of the line that follows what was read.</returns>
    private int ReadLine(int start, int end, ref bool failed)
    {
        var next = SkipLineBreak(end);
        if (SkipSpace(start, end) == end || _text[start] == '#')
            return next;

        var equals = _text.IndexOf('=', start, end - start);
        var keyStart = SkipSpace(start, end);
        if (equals <= keyStart)
        {
            _problems.Add(new EnvProblem(new SourceSpan(_file, keyStart, end), "dotenv.net finds no name before '=' and passes over the line"));
            return next;
        }

        var keySpan = new SourceSpan(_file, keyStart, SkipSpaceBack(keyStart, equals));
        var open = SkipSpace(equals + 1, end);
        if (open < end && _text[open] is '"' or '\'')
        {
            var close = FindClosingQuote(open);
            if (close < 0)
            {
                failed = true;
                _problems.Add(new EnvProblem(new SourceSpan(_file, open, end), "the quoted value is never closed"));
                return _text.Length;
            }

            Add(keySpan, open + 1, close, _text[open]);
            return SkipLineBreak(FindLineEnd(close));
        }

        Add(keySpan, equals + 1, FindUnquotedEnd(equals + 1, end), quote: null);
        return next;
    }

    private void Add(SourceSpan keySpan, int start, int end, char? quote)
    {
        var span = new SourceSpan(_file, start, end);
        var value = span.Text;
        if (quote is { } mark)
        {
            value = value.Replace("\r\n", "\n").Replace('\r', '\n')
                .Replace("\\" + mark, mark.ToString()).Replace("\\\\", "\\");
        }

        _entries.Add(new EnvEntry(keySpan.Text, keySpan, value, span) { Quote = quote });
    }

    /// <summary>The first quote with an even number of backslashes before it on its line.</summary>
    private int FindClosingQuote(int open)
    {
        var backslashes = 0;
        for (var i = open + 1; i < _text.Length; i++)
        {
            if (_text[i] == '\\')
            {
                backslashes++;
                continue;
            }

            if (_text[i] == _text[open] && backslashes % 2 == 0)
                return i;
            backslashes = 0;
        }

        return -1;
    }

    private int FindUnquotedEnd(int start, int end)
    {
        for (var i = start + 1; i < end; i++)
        {
            if (_text[i] == '#' && char.IsWhiteSpace(_text[i - 1]))
                return SkipSpaceBack(start, i);
        }

        return end;
    }

    private int FindLineEnd(int position)
    {
        while (position < _text.Length && _text[position] is not ('\n' or '\r'))
            position++;
        return position;
    }

    private int SkipLineBreak(int position)
    {
        if (position < _text.Length && _text[position] == '\r')
            position++;
        if (position < _text.Length && _text[position] == '\n')
            position++;
        return position;
    }

    private int SkipSpace(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;
        return start;
    }

    private int SkipSpaceBack(int start, int end)
    {
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        return end;
    }
}
