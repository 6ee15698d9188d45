using System.Text;
using Koda.Lint.Settings;

namespace Koda.Lint.Secrets;

/// <summary>
/// Finds the characters of a text that must not be shown: what is assigned to a secret-looking name (<c>NAME=…</c>, <c>NAME: …</c>, quoted, over
/// several lines, behind an anchor), the default in <c>${NAME:-…}</c> of such a name, and the user-info of URLs.
/// </summary>
/// <remarks>
/// It reads characters, not a format: a file that no parser accepts is shown in a finding too, and must keep its secrets there. Where it
/// cannot tell, it finds more rather than less. <c>${…}</c> stays visible, since it is what findings are about; <c>$name</c> does not, since
/// half the readers of env files take it for a part of the password.
/// </remarks>
public sealed class SecretSpans
{
    private readonly string _text;
    private readonly List<(int Start, int End)> _found = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private int _urlEnd;

    private SecretSpans(string text) => _text = text;

    /// <summary>The secret characters of a text, as offsets with exclusive ends: in order, none touching another.</summary>
    /// <param name="text">Any text.</param>
    public static IReadOnlyList<(int Start, int End)> Find(string text)
    {
        var spans = new SecretSpans(text);
        for (var start = 0; start < text.Length;)
            start = spans.ScanLine(start);
        spans.FollowAnchors();
        return spans.Merge();
    }

    /// <summary>Scans the line that starts here; returns where to go on, which is past a value that runs over lines.</summary>
    private int ScanLine(int start)
    {
        var end = EndOfLine(start);
        var outerQuote = '\0';
        var flowDepth = 0;
        var i = start;
        while (i < end)
        {
            var c = _text[i];
            if (IsNameStart(c) && (i == 0 || !IsNameCharacter(_text[i - 1])))
            {
                var nameEnd = i;
                while (nameEnd < end && IsNameCharacter(_text[nameEnd]))
                    nameEnd++;
                var next = Name(start, i, nameEnd, end, outerQuote, flowDepth);
                if (next > end)
                    return Math.Max(next, NextLine(end));
                i = next;
                continue;
            }

            if (c is '"' or '\'')
                outerQuote = c == outerQuote ? '\0' : outerQuote == '\0' && OpensQuote(start, i) ? c : outerQuote;
            else if (outerQuote == '\0')
                flowDepth = Math.Max(0, flowDepth + (c == '{' && !IsReference(i) ? 1 : c == '}' ? -1 : 0));
            if (c == ':' && StartsWith(i, "://"))
                Url(start, i, end);
            i++;
        }

        return NextLine(end);
    }

    /// <summary>Judges a name and what is assigned to it; returns where to go on.</summary>
    private int Name(int lineStart, int start, int end, int lineEnd, char outerQuote, int flowDepth)
    {
        if (!IsSecret(_text.Substring(start, end - start)))
            return end;
        if (start >= 2 && IsReference(start - 1))
            return Operand(end, lineEnd);

        var isQuoted = end < lineEnd && start > lineStart && _text[end] is '"' or '\'' && _text[start - 1] == _text[end];
        var separator = SkipSpaces(isQuoted ? end + 1 : end, lineEnd);
        if (separator >= lineEnd)
            return end;
        switch (_text[separator])
        {
            case '=':
                return Value(start, separator + 1, lineEnd, isQuoted ? '\0' : outerQuote, isYaml: false, inFlow: false);
            case ':' when isQuoted || separator + 1 >= lineEnd || _text[separator + 1] is ' ' or '\t' || IsFirstOfLine(lineStart, start):
                return Value(start, separator + 1, lineEnd, isQuoted ? '\0' : outerQuote, isYaml: true, flowDepth > 0);
            default:
                // Of a Dockerfile: `ENV NAME value`.
                return separator > end && IsOldForm(lineStart, start) ? Value(start, separator, lineEnd, '\0', isYaml: false, inFlow: false) : end;
        }
    }

    /// <summary>In JSON a name's words start with capitals: <c>ApiKey</c>, <c>signingKey</c>.</summary>
    private static bool IsSecret(string name)
    {
        if (SecretNames.IsSecret(name, value: null))
            return true;
        if (!HasWords(name))
            return false;
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && name[i] is >= 'A' and <= 'Z' && (name[i - 1] is >= 'a' and <= 'z' || (i + 1 < name.Length && name[i + 1] is >= 'a' and <= 'z')))
                words.Append('_');
            words.Append(name[i]);
        }

        return SecretNames.IsSecret(words.ToString(), value: null);
    }

    /// <summary>Whether a capital stands somewhere behind a small letter.</summary>
    private static bool HasWords(string name)
    {
        for (var i = 1; i < name.Length; i++)
        {
            if (name[i] is >= 'A' and <= 'Z' && name[i - 1] is >= 'a' and <= 'z')
                return true;
        }

        return false;
    }

    private bool IsOldForm(int lineStart, int nameStart)
    {
        var first = SkipSpaces(lineStart, nameStart);
        return string.Compare(_text, first, "ENV ", 0, 4, StringComparison.OrdinalIgnoreCase) == 0 && SkipSpaces(first + 4, nameStart) == nameStart;
    }

    private int Value(int nameStart, int start, int lineEnd, char outerQuote, bool isYaml, bool inFlow)
    {
        start = SkipSpaces(start, lineEnd);
        var first = start < lineEnd ? _text[start] : '\n';
        if (first == '*')
            _anchors.Add(_text.Substring(start + 1, EndOfWord(start + 1) - start - 1));
        if (outerQuote != '\0')
        {
            var close = CloseQuote(outerQuote, start);
            Mask(start, close);
            return close;
        }

        if (first is '"' or '\'')
        {
            var close = CloseQuote(first, start + 1);
            Mask(start + 1, close);
            var after = close + 1;
            if (after >= _text.Length || _text[after] is ' ' or '\t' or '\r' or '\n' or ',' or ']' or '}' or '#')
                return Math.Min(after, _text.Length);

            // `A="x"y`: some readers take the rest too.
            var rest = EndOfLine(after);
            Mask(after, rest);
            return rest;
        }

        var end = lineEnd;
        if (inFlow && _text.IndexOfAny([',', '}'], start, lineEnd - start) is >= 0 and var closing)
            end = closing;
        if (first is '|' or '>' && isYaml)
            return Continuation(nameStart, lineEnd);
        Mask(start, end);
        if (!isYaml || inFlow || (start == lineEnd && !IsContinued(nameStart, lineEnd)))
            return end;
        return Continuation(nameStart, lineEnd);
    }

    /// <summary>The lines below that YAML counts to the value: those that are indented deeper than its name, and blank ones among them.</summary>
    private int Continuation(int nameStart, int lineEnd)
    {
        var column = nameStart - StartOfLine(nameStart);
        var masked = lineEnd;
        for (var line = NextLine(lineEnd); line < _text.Length;)
        {
            var end = EndOfLine(line);
            var content = SkipSpaces(line, end);
            if (content < end)
            {
                if (content - line <= column)
                    break;
                Mask(content, end);
                masked = end;
            }

            line = NextLine(end);
        }

        return masked == lineEnd ? lineEnd : NextLine(masked);
    }

    /// <summary>Whether a name without a value on its line has a scalar below, rather than a mapping or a sequence.</summary>
    private bool IsContinued(int nameStart, int lineEnd)
    {
        var column = nameStart - StartOfLine(nameStart);
        for (var line = NextLine(lineEnd); line < _text.Length; line = NextLine(EndOfLine(line)))
        {
            var end = EndOfLine(line);
            var content = SkipSpaces(line, end);
            if (content == end)
                continue;
            if (content - line <= column || StartsWith(content, "- "))
                return false;
            var word = content;
            while (word < end && (IsNameCharacter(_text[word]) || _text[word] is '-' or '.' or '"' or '\''))
                word++;
            return word == content || word == end || _text[word] != ':' || (word + 1 < end && _text[word + 1] is not (' ' or '\t'));
        }

        return false;
    }

    /// <summary>The text that <c>${NAME:-…}</c> and its like put in a secret's place. A message of <c>?</c> is no value.</summary>
    private int Operand(int nameEnd, int lineEnd)
    {
        var start = nameEnd < lineEnd && _text[nameEnd] == ':' ? nameEnd + 1 : nameEnd;
        if (start >= lineEnd || _text[start] is not ('-' or '+'))
            return nameEnd;
        var end = CloseBrace(start + 1);
        Mask(start + 1, end);
        return end;
    }

    /// <summary>Hides everything between <c>://</c> and the last <c>@</c> of a URL with user-info.</summary>
    private void Url(int lineStart, int at, int lineEnd)
    {
        if (at < _urlEnd)
            return;
        var scheme = at;
        while (scheme > lineStart && char.IsLetterOrDigit(_text[scheme - 1]))
            scheme--;
        var end = at + 3;
        var depth = 0;
        var host = -1;
        for (; end < lineEnd; end++)
        {
            var c = _text[end];
            if (c == '{' && IsReference(end))
                depth++;
            else if (c == '}' && depth > 0)
                depth--;
            else if (depth == 0 && (c is '"' or '\'' or '`' or '<' or '>' || char.IsWhiteSpace(c)))
                break;
            else if (depth == 0 && c == '@')
                host = end;
        }

        _urlEnd = end;
        if (host >= 0 && SecretNames.IsSecret("", _text.Substring(scheme, end - scheme)))
            Mask(at + 3, host);
    }

    private void FollowAnchors()
    {
        foreach (var anchor in _anchors)
        {
            for (var at = _text.IndexOf("&" + anchor, StringComparison.Ordinal); at >= 0; at = _text.IndexOf("&" + anchor, at + 1, StringComparison.Ordinal))
            {
                var end = EndOfWord(at + 1);
                if (end == at + 1 + anchor.Length && end < _text.Length)
                    Value(StartOfLine(at) + (SkipSpaces(StartOfLine(at), at) - StartOfLine(at)), end, EndOfLine(end), '\0', isYaml: true, inFlow: false);
            }
        }
    }

    /// <summary>Takes note of a secret, leaving out <c>${…}</c> and what has no letter or digit.</summary>
    private void Mask(int start, int end)
    {
        var literal = start;
        var open = 0;
        var lastBrace = end > start ? _text.LastIndexOf('}', end - 1, end - start) : -1;
        for (var i = start; i < end; i++)
        {
            if (_text[i] == '}' && open > 0)
            {
                AddLiteral(literal, i);
                open--;
                literal = i + 1;
            }
            else if (_text[i] == '$' && EndOfReferenceName(i, end) is var name && name > i && name <= lastBrace)
            {
                AddLiteral(literal, i);
                open++;
                var operation = name < end && _text[name] == ':' ? name + 1 : name;
                literal = operation < end && _text[operation] == '?' ? Math.Min(CloseBrace(operation), end)
                    : operation < end && _text[operation] is '-' or '+' ? operation + 1
                    : name;
                i = literal - 1;
            }
        }

        AddLiteral(literal, end);
    }

    /// <summary>The end of the name in <c>${NAME</c>; the dollar sign itself when it starts no such reference.</summary>
    private int EndOfReferenceName(int dollar, int end)
    {
        var start = dollar + 2;
        if (start >= end || _text[dollar + 1] != '{' || !IsNameStart(_text[start]))
            return dollar;
        while (start < end && IsNameCharacter(_text[start]))
            start++;
        return start;
    }

    private void AddLiteral(int start, int end)
    {
        while (start < end && char.IsWhiteSpace(_text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(_text[end - 1]))
            end--;
        for (var i = start; i < end; i++)
        {
            if (char.IsLetterOrDigit(_text[i]) || _text[i] > '\u007F')
            {
                _found.Add((start, end));
                return;
            }
        }
    }

    private List<(int Start, int End)> Merge()
    {
        _found.Sort();
        var merged = new List<(int Start, int End)>(_found.Count);
        foreach (var span in _found)
        {
            if (merged.Count > 0 && span.Start <= merged[merged.Count - 1].End)
                merged[merged.Count - 1] = (merged[merged.Count - 1].Start, Math.Max(merged[merged.Count - 1].End, span.End));
            else
                merged.Add(span);
        }

        return merged;
    }

    /// <summary>The closing quote, on this line or a later one; the text's end when there is none.</summary>
    private int CloseQuote(char quote, int start)
    {
        for (var i = start; i < _text.Length; i++)
        {
            if (_text[i] == '\\' && quote == '"')
                i++;
            else if (_text[i] == quote)
                return i;
        }

        return _text.Length;
    }

    /// <summary>The brace that closes a reference, on this line; the line's end when there is none.</summary>
    private int CloseBrace(int start)
    {
        var depth = 0;
        var end = EndOfLine(start);
        for (var i = start; i < end; i++)
        {
            if (_text[i] == '{')
                depth++;
            else if (_text[i] == '}' && depth-- == 0)
                return i;
        }

        return end;
    }

    private bool IsReference(int brace) => brace > 0 && _text[brace - 1] == '$';

    /// <summary>An apostrophe inside a word opens nothing.</summary>
    private bool OpensQuote(int lineStart, int at) => at == lineStart || !char.IsLetterOrDigit(_text[at - 1]);

    private bool IsFirstOfLine(int lineStart, int nameStart)
    {
        var first = SkipSpaces(lineStart, nameStart);
        if (StartsWith(first, "export "))
            first = SkipSpaces(first + 7, nameStart);
        return first == nameStart;
    }

    private bool StartsWith(int at, string word) => string.CompareOrdinal(_text, at, word, 0, word.Length) == 0;

    private int SkipSpaces(int start, int end)
    {
        while (start < end && _text[start] is ' ' or '\t')
            start++;
        return start;
    }

    private int EndOfWord(int start)
    {
        while (start < _text.Length && !char.IsWhiteSpace(_text[start]) && _text[start] is not (',' or ']' or '}' or '"' or '\''))
            start++;
        return start;
    }

    private int StartOfLine(int at) => at == 0 ? 0 : _text.LastIndexOfAny(['\n', '\r'], at - 1) + 1;

    private int EndOfLine(int start)
    {
        var end = start >= _text.Length ? -1 : _text.IndexOfAny(['\n', '\r'], start);
        return end < 0 ? _text.Length : end;
    }

    private int NextLine(int lineEnd) =>
        lineEnd >= _text.Length ? _text.Length : lineEnd + (StartsWith(lineEnd, "\r\n") ? 2 : 1);

    private static bool IsNameStart(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '_';

    private static bool IsNameCharacter(char c) => IsNameStart(c) || c is >= '0' and <= '9';
}
