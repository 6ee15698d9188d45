using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>A word with whether it is the first of its line.</summary>
internal readonly record struct CaddyToken(ConfigWord Word, bool StartsLine)
{
    public bool IsOpenBrace => !Word.IsQuoted && Word.Value == "{";

    public bool IsCloseBrace => !Word.IsQuoted && Word.Value == "}";
}

/// <summary>Splits a Caddyfile into words: quotes, backquotes, heredocs, comments, escaped line ends (https://caddyserver.com/docs/caddyfile/concepts).</summary>
internal sealed class CaddyLexer
{
    private readonly SourceFile _file;
    private readonly MappedText _input;
    private readonly string _text;
    private readonly List<ReadProblem> _problems;
    private readonly List<CaddyToken> _tokens = [];
    private readonly MappedTextBuilder _value = new();
    private int _at;
    private int _taken;
    private bool _startsLine = true;

    private CaddyLexer(SourceFile file, MappedText input, List<ReadProblem> problems)
    {
        _file = file;
        _input = input;
        _text = input.Value;
        _problems = problems;
    }

    /// <summary>Reads all words.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">Its text with environment variables put in.</param>
    /// <param name="problems">Takes what is malformed.</param>
    public static List<CaddyToken> Read(SourceFile file, MappedText input, List<ReadProblem> problems)
    {
        var lexer = new CaddyLexer(file, input, problems);
        while (lexer.SkipBlanks())
            lexer.ReadWord();
        return lexer._tokens;
    }

    private bool SkipBlanks()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '\n')
            {
                _startsLine = true;
                _at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (c == '#')
            {
                while (_at < _text.Length && _text[_at] != '\n')
                    _at++;
            }
            else if (c == '\\' && LineEndAfter(_at) is { } next)
            {
                _at = next;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The offset after a backslash and the line end that it hides.</summary>
    private int? LineEndAfter(int backslash)
    {
        var next = backslash + 1;
        while (next < _text.Length && _text[next] == '\r')
            next++;
        return next < _text.Length && _text[next] == '\n' ? next + 1 : null;
    }

    private void ReadWord()
    {
        var c = _text[_at];
        if (c == '"')
            ReadQuoted();
        else if (c == '`')
            ReadBackquoted();
        else if (c == '<' && TryReadHeredoc())
            return;
        else
            ReadPlain();
    }

    private void ReadPlain()
    {
        var start = _at;
        _value.Clear();
        _taken = _at;
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]))
        {
            if (_text[_at] == '\\' && LineEndAfter(_at) is not null)
                break;
            if (_text[_at] == '\\' && _at == start && _at + 1 < _text.Length && _text[_at + 1] == '<')
            {
                // The backslash only keeps `<<` from starting a heredoc.
                _taken = ++_at;
            }
            else
            {
                _at++;
            }
        }

        Take(_at);
        Add(start, _at, start, _at, isQuoted: false);
    }

    private void ReadQuoted()
    {
        var start = _at++;
        _value.Clear();
        _taken = _at;
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                Take(_at);
                _taken = _at + 1;
                _at += 2;
            }
            else
            {
                _at += _text[_at] == '\\' && _at + 1 < _text.Length ? 2 : 1;
            }
        }

        EndQuote(start, "\"");
    }

    private void ReadBackquoted()
    {
        var start = _at++;
        _value.Clear();
        _taken = _at;
        while (_at < _text.Length && _text[_at] != '`')
            _at++;
        EndQuote(start, "`");
    }

    private void EndQuote(int start, string quote)
    {
        _at = Math.Min(_at, _text.Length);
        Take(_at);
        var isClosed = _at < _text.Length;
        Add(start, isClosed ? _at + 1 : _at, start + 1, _at, isQuoted: true);
        if (isClosed)
            _at++;
        else
            Malformed("the quote " + quote + " is not closed", start, start + 1);
    }

    /// <summary><c>&lt;&lt;MARKER</c> up to a line that ends with the marker; the marker's indent is taken from every line.</summary>
    private bool TryReadHeredoc()
    {
        var start = _at;
        if (start + 2 >= _text.Length || _text[start + 1] != '<' || char.IsWhiteSpace(_text[start + 2]))
            return false;
        var lineEnd = _text.IndexOf('\n', start);
        if (lineEnd < 0)
            return false;
        var marker = _text.Substring(start + 2, lineEnd - start - 2).TrimEnd('\r');
        if (!marker.All(c => c is '_' or '-' || char.IsLetterOrDigit(c)))
            return false;

        var lines = new List<(int Start, int End)>();
        var at = lineEnd + 1;
        while (at <= _text.Length)
        {
            var end = _text.IndexOf('\n', at);
            if (end < 0)
                end = _text.Length;
            var blanks = at;
            while (blanks < end && _text[blanks] is ' ' or '\t')
                blanks++;
            if (string.CompareOrdinal(_text, blanks, marker, 0, marker.Length) == 0 && blanks + marker.Length <= end)
            {
                AddHeredoc(start, lines, at, blanks, marker.Length);
                return true;
            }

            lines.Add((at, end));
            at = end + 1;
        }

        Malformed("the heredoc has no line with its end marker", start, lineEnd);
        _at = _text.Length;
        return true;
    }

    private void AddHeredoc(int start, List<(int Start, int End)> lines, int lastLine, int markerStart, int markerLength)
    {
        _value.Clear();
        var indent = markerStart - lastLine;
        for (var i = 0; i < lines.Count; i++)
        {
            var (from, to) = lines[i];
            var isBlank = to == from || (to == from + 1 && _text[from] == '\r');
            if (string.CompareOrdinal(_text, from, _text, lastLine, indent) == 0 && from + indent <= to)
                from += indent;
            else if (!isBlank)
                Malformed("the line does not have the indent of the heredoc's end marker", from, to);
            if (to > from && _text[to - 1] == '\r')
                to--;
            _value.Append(_input, from, to - from);
            if (i < lines.Count - 1)
                _value.Append(_input, lines[i].End, 1);
        }

        _at = markerStart + markerLength;
        var (bodyStart, bodyEnd) = lines.Count > 0 ? (lines[0].Start, lines[lines.Count - 1].End) : (lastLine, lastLine);
        Add(start, _at, bodyStart, bodyEnd, isQuoted: true);
    }

    private void Take(int end)
    {
        if (end > _taken)
            _value.Append(_input, _taken, end - _taken);
        _taken = end;
    }

    private void Add(int start, int end, int valueStart, int valueEnd, bool isQuoted)
    {
        var text = _value.ToText(_input.SpanOf(valueStart, valueEnd - valueStart));
        _tokens.Add(new CaddyToken(new ConfigWord(text, _input.SpanOf(start, end - start), isQuoted), _startsLine));
        _startsLine = false;
    }

    private void Malformed(string message, int start, int end)
    {
        var span = _input.SpanOf(start, end - start);
        _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, new SourceSpan(_file, span.Start, span.End)));
    }
}
