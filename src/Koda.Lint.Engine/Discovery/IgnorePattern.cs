namespace Koda.Lint.Discovery;

/// <summary>
/// One line of a <c>.gitignore</c> (gitignore(5), "Pattern format"). Matching simulates all readings of the pattern at once, so
/// that its time is the product of both lengths whatever the pattern is.
/// </summary>
internal sealed class IgnorePattern
{
    private readonly List<Token> _tokens = [];
    private readonly bool _foldersOnly;
    private readonly bool _namesOnly;

    private IgnorePattern(string text, bool isNegated)
    {
        IsNegated = isNegated;
        if (text[text.Length - 1] == '/')
        {
            _foldersOnly = true;
            text = text.Substring(0, text.Length - 1);
        }

        _namesOnly = text.IndexOf('/') < 0;
        Tokenize(text.Length > 0 && text[0] == '/' ? text.Substring(1) : text);
    }

    private enum TokenKind
    {
        Literal,

        /// <summary><c>?</c></summary>
        AnyCharacter,

        /// <summary><c>[a-z]</c></summary>
        Set,

        /// <summary><c>*</c>: any run without a slash.</summary>
        Star,

        /// <summary><c>**/</c>, before its first folder.</summary>
        FoldersStart,

        /// <summary><c>**/</c>, inside a folder's name.</summary>
        Folders,

        /// <summary><c>/**</c> at the end: anything at all.</summary>
        Everything,
    }

    /// <summary>Whether the line starts with <c>!</c>: what it matches is not ignored after all.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a line; null for a blank one or a comment.</summary>
    public static IgnorePattern? Parse(string line)
    {
        line = TrimEnd(line);
        if (line.Length == 0 || line[0] == '#')
            return null;
        var isNegated = line[0] == '!';
        if (isNegated)
            line = line.Substring(1);
        return line.Length == 0 || line == "/" ? null : new IgnorePattern(line, isNegated);
    }

    /// <summary>Whether the pattern matches a path relative to the <c>.gitignore</c>'s folder.</summary>
    public bool Matches(string path, bool isFolder)
    {
        if (_foldersOnly && !isFolder)
            return false;
        var text = _namesOnly ? path.Substring(path.LastIndexOf('/') + 1) : path;
        var states = new bool[_tokens.Count + 1];
        var next = new bool[_tokens.Count + 1];
        Enter(states, 0);
        foreach (var c in text)
        {
            Array.Clear(next, 0, next.Length);
            for (var i = 0; i < _tokens.Count; i++)
            {
                if (states[i])
                    Step(i, c, next);
            }

            (states, next) = (next, states);
        }

        return states[_tokens.Count];
    }

    private void Step(int state, char c, bool[] next)
    {
        var token = _tokens[state];
        switch (token.Kind)
        {
            case TokenKind.Literal when token.Character == c:
            case TokenKind.AnyCharacter when c != '/':
            case TokenKind.Set when c != '/' && token.Contains(c):
                Enter(next, state + 1);
                break;
            case TokenKind.Star when c != '/':
            case TokenKind.Everything:
                Enter(next, state);
                break;
            case TokenKind.Folders:
                next[state] = true;
                if (c == '/')
                    Enter(next, state + 1);
                break;
        }
    }

    /// <summary>Takes a state and all that follow it without a character.</summary>
    private void Enter(bool[] states, int state)
    {
        while (true)
        {
            states[state] = true;
            if (state == _tokens.Count)
                return;
            switch (_tokens[state].Kind)
            {
                case TokenKind.Star or TokenKind.Everything:
                    state++;
                    break;
                case TokenKind.FoldersStart:
                    states[state + 1] = true;
                    state += 2;
                    break;
                default:
                    return;
            }
        }
    }

    private void Tokenize(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '*')
                i = AddStars(text, i);
            else if (c == '?')
                _tokens.Add(new Token(TokenKind.AnyCharacter));
            else if (c == '[' && Set(text, ref i) is { } set)
                _tokens.Add(set);
            else
                _tokens.Add(new Token(TokenKind.Literal, c == '\\' && i + 1 < text.Length ? text[++i] : c));
        }
    }

    private int AddStars(string text, int start)
    {
        var end = start;
        while (end + 1 < text.Length && text[end + 1] == '*')
            end++;
        var startsSegment = start == 0 || text[start - 1] == '/';
        if (end == start || !startsSegment || (end + 1 < text.Length && text[end + 1] != '/'))
        {
            _tokens.Add(new Token(TokenKind.Star));
            return end;
        }

        if (end + 1 == text.Length)
        {
            _tokens.Add(new Token(TokenKind.Everything));
            return end;
        }

        _tokens.Add(new Token(TokenKind.FoldersStart));
        _tokens.Add(new Token(TokenKind.Folders));
        return end + 1;
    }

    /// <summary>A bracket expression; null when it is not closed and so stands for itself.</summary>
    private static Token? Set(string text, ref int at)
    {
        var i = at + 1;
        var isNegated = i < text.Length && text[i] is '!' or '^';
        if (isNegated)
            i++;
        var ranges = new List<(char From, char To)>();
        for (var first = true; i < text.Length; first = false)
        {
            if (text[i] == ']' && !first)
            {
                at = i;
                return new Token(TokenKind.Set) { Ranges = ranges, IsNegated = isNegated };
            }

            if (text[i] == '\\' && i + 1 < text.Length)
                i++;
            var from = text[i++];
            var to = from;
            if (i + 1 < text.Length && text[i] == '-' && text[i + 1] != ']')
            {
                to = text[i + 1];
                i += 2;
            }

            ranges.Add((from, to));
        }

        return null;
    }

    /// <summary>Trailing spaces do not count unless a backslash keeps one.</summary>
    private static string TrimEnd(string line)
    {
        line = line.TrimEnd('\r');
        var end = line.Length;
        while (end > 0 && line[end - 1] == ' ' && (end < 2 || line[end - 2] != '\\'))
            end--;
        return line.Substring(0, end);
    }

    private sealed record Token(TokenKind Kind, char Character = '\0')
    {
        public IReadOnlyList<(char From, char To)> Ranges { get; init; } = [];

        public bool IsNegated { get; init; }

        public bool Contains(char c)
        {
            foreach (var (from, to) in Ranges)
            {
                if (c >= from && c <= to)
                    return !IsNegated;
            }

            return IsNegated;
        }
    }
}
