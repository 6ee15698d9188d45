namespace Koda.Lint.Analyzers.Accounts;

/// <summary>The fewest characters that a regular expression can match, as far as it can be proved.</summary>
internal sealed class PatternLength
{
    private readonly string _pattern;
    private int _position;
    private int _ahead;
    private int _depth;

    private PatternLength(string pattern) => _pattern = pattern;

    /// <summary>The fewest characters of a text that a pattern accepts, or null when the pattern is not understood.</summary>
    public static int? MinimumOf(string pattern)
    {
        try
        {
            var reader = new PatternLength(pattern);
            var length = reader.Alternatives();
            return reader._position < pattern.Length ? null : Math.Max(length, reader._ahead);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private bool IsAtEnd => _position >= _pattern.Length;

    private int Alternatives()
    {
        if (++_depth > 50)
            throw new FormatException();
        var before = _ahead;
        var least = Sequence();
        while (!IsAtEnd && _pattern[_position] == '|')
        {
            _position++;
            // A look-ahead of one alternative says nothing about the others.
            var ahead = _ahead;
            _ahead = before;
            least = Math.Min(least, Sequence());
            _ahead = Math.Min(ahead, _ahead);
        }

        _depth--;
        return least;
    }

    private int Sequence()
    {
        var length = 0;
        while (!IsAtEnd && _pattern[_position] is not ('|' or ')'))
        {
            var before = _ahead;
            var one = Atom();
            var times = Quantifier();
            length = Math.Min(100_000, length + (one * times));
            // What may be left out looks at nothing.
            if (times == 0)
                _ahead = before;
        }

        return length;
    }

    private int Atom()
    {
        var c = _pattern[_position++];
        switch (c)
        {
            case '^' or '$':
                return 0;
            case '[':
                SkipClass();
                return 1;
            case '(':
                return Group();
            case '\\':
                if (IsAtEnd)
                    throw new FormatException();
                var escaped = _pattern[_position++];
                if (escaped is 'p' or 'P' && !IsAtEnd && _pattern[_position] == '{')
                    _position = EndOf('}');
                else if (escaped is 'x' or 'u' or 'c' or 'k' || char.IsDigit(escaped))
                    throw new FormatException();
                return escaped is 'b' or 'B' or 'A' or 'Z' or 'z' or 'G' ? 0 : 1;
            default:
                return 1;
        }
    }

    private int Group()
    {
        var isAhead = false;
        var counts = true;
        if (!IsAtEnd && _pattern[_position] == '?')
        {
            _position++;
            if (Take("="))
                isAhead = true;
            else if (Take("!") || Take("<=") || Take("<!"))
                counts = false;
            else if (Take("<") || Take("'"))
                _position = _pattern.IndexOfAny(['>', '\''], _position) is >= 0 and var end ? end + 1 : throw new FormatException();
            else if (!Take(":") && !Take(">"))
                throw new FormatException();
        }

        var before = _ahead;
        var length = Alternatives();
        if (IsAtEnd || _pattern[_position++] != ')')
            throw new FormatException();
        if (!counts)
        {
            _ahead = before;
            return 0;
        }

        if (!isAhead)
            return length;
        _ahead = Math.Max(_ahead, length);
        return 0;
    }

    private int Quantifier()
    {
        if (IsAtEnd)
            return 1;
        var least = 1;
        switch (_pattern[_position])
        {
            case '*' or '?':
                _position++;
                least = 0;
                break;
            case '+':
                _position++;
                break;
            case '{' when _position + 1 < _pattern.Length && char.IsDigit(_pattern[_position + 1]):
                var end = EndOf('}');
                var first = _pattern.Substring(_position + 1, end - _position - 2).Split(',')[0];
                if (!int.TryParse(first, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out least))
                    throw new FormatException();
                least = Math.Min(least, 100_000);
                _position = end;
                break;
            default:
                return 1;
        }

        if (!IsAtEnd && _pattern[_position] is '?' or '+')
            _position++;
        return least;
    }

    private void SkipClass()
    {
        if (!IsAtEnd && _pattern[_position] == '^')
            _position++;
        if (!IsAtEnd && _pattern[_position] == ']')
            _position++;
        while (!IsAtEnd && _pattern[_position] != ']')
            _position += _pattern[_position] == '\\' ? 2 : 1;
        if (_position++ >= _pattern.Length)
            throw new FormatException();
    }

    private int EndOf(char c) => _pattern.IndexOf(c, _position) is >= 0 and var end ? end + 1 : throw new FormatException();

    private bool Take(string text)
    {
        if (string.CompareOrdinal(_pattern, _position, text, 0, text.Length) != 0)
            return false;
        _position += text.Length;
        return true;
    }
}
