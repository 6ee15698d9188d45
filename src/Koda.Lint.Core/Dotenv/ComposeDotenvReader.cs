using System.Globalization;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>
/// compose-go 2.4's env file parser. It reads statements, not lines: white space and comments, a key up to <c>=</c>, <c>:</c> or
/// the line's end, a value up to the line's end or the closing quote; what follows a quoted value is the next statement. Its first error
/// refuses the file; this reader goes on with the next statement to find the others.
/// </summary>
internal sealed class ComposeDotenvReader
{
    private const string Export = "export";

    private readonly SourceFile _file;
    private readonly string _text;
    private readonly VariableLookup _lookup;
    private readonly List<EnvEntry> _entries = [];
    private readonly List<EnvProblem> _problems = [];
    private readonly Dictionary<string, EnvEntry> _last = new(StringComparer.Ordinal);
    private int _expandedLength;
    private int _lineEnd = -1;

    public ComposeDotenvReader(SourceFile file, VariableLookup lookup)
    {
        _file = file;
        _text = file.Text;
        _lookup = lookup;
    }

    public EnvFile Read()
    {
        var position = SkipToStatement(0);
        while (position < _text.Length)
            position = SkipToStatement(ReadStatement(position));
        return new EnvFile(_file, DotenvDialect.Compose, _entries, _problems, failed: _problems.Count > 0);
    }

    private int ReadStatement(int start)
    {
        var keyStart = SkipExport(start);
        if (keyStart == _text.Length)
        {
            Refuse(start, keyStart, "'export' is followed by nothing");
            return keyStart;
        }

        var keyEnd = FindKeyEnd(keyStart);
        if (keyEnd == _text.Length)
        {
            // Nothing ends the key, and compose-go takes all of it for the value of a key without a name.
            return ReadValue("", new SourceSpan(_file, keyStart, keyStart), SkipLineSpace(keyStart));
        }

        if (!IsSeparator(_text[keyEnd]))
        {
            var length = char.IsSurrogatePair(_text, keyEnd) ? 2 : 1;
            Refuse(keyEnd, keyEnd + length, "a variable's name cannot have this character");
            return SkipStatement(keyEnd);
        }

        var nameEnd = keyEnd;
        while (nameEnd > keyStart && IsSpace(_text[nameEnd - 1]))
            nameEnd--;
        var keySpan = new SourceSpan(_file, keyStart, nameEnd);
        var key = keySpan.Text;
        if (key.IndexOf(' ', 0) >= 0)
        {
            Refuse(keyStart, nameEnd, "a variable's name cannot have a space");
            return SkipStatement(keyEnd);
        }

        if (_text[keyEnd] != '\n')
            return ReadValue(key, keySpan, SkipLineSpace(keyEnd + 1));

        if (_lookup(key) is { } definition)
            Add(new EnvEntry(key, keySpan, definition));
        return keyEnd + 1;
    }

    private int ReadValue(string key, SourceSpan keySpan, int start)
    {
        if (start < _text.Length && _text[start] is '"' or '\'')
        {
            var close = FindClosingQuote(start);
            if (close < 0)
            {
                Refuse(start, FindLineEnd(start), "the quoted value is never closed");
                return _text.Length;
            }

            var quote = _text[start];
            var quoted = quote == '"' ? DecodeDoubleQuoted(start + 1, close) : DecodeSingleQuoted(start + 1, close);
            AddValue(key, keySpan, new SourceSpan(_file, start + 1, close), quoted, quote);
            return close + 1;
        }

        var lineEnd = FindLineEnd(start);
        var comment = _text.IndexOf(" #", start, lineEnd - start, StringComparison.Ordinal);
        var end = comment < 0 ? lineEnd : comment;
        while (end > start && IsSpace(_text[end - 1]))
            end--;
        var span = new SourceSpan(_file, start, end);
        AddValue(key, keySpan, span, new DecodedText(span.Text, start), quote: null);
        return Math.Min(lineEnd + 1, _text.Length);
    }

    private void AddValue(string key, SourceSpan keySpan, SourceSpan span, DecodedText template, char? quote)
    {
        if (quote == '\'' || !Template.HasVariables(template.Value))
        {
            Add(new EnvEntry(key, keySpan, template.Value, span) { Quote = quote });
            return;
        }

        if (_expandedLength > Template.MaxValueLength)
        {
            _problems.Add(EnvProblem.GrowsTooLarge(span));
            return;
        }

        var expansion = Template.Expand(template.Value, Look);
        _expandedLength += expansion.Value.Length;
        foreach (var error in expansion.Errors)
        {
            var place = new SourceSpan(_file, template.GetOffset(error.Start), template.GetOffset(error.End));
            _problems.Add(error.IsLimit ? EnvProblem.GrowsTooLarge(place) : new EnvProblem(place, error.Reason));
        }

        foreach (var use in expansion.Uses)
        {
            if (use.State == VariableState.RequiredMissing)
                Refuse(template.GetOffset(use.Start), template.GetOffset(use.End), "a required variable has no value");
        }

        Add(new EnvEntry(key, keySpan, expansion.Value, span)
        {
            Quote = quote,
            Uses = [.. expansion.Uses.Select(use => use.MoveTo(template.GetOffset))],
        });
    }

    private void Add(EnvEntry entry)
    {
        _entries.Add(entry);
        _last[entry.Key] = entry;
    }

    private void Refuse(int start, int end, string reason) => _problems.Add(new EnvProblem(new SourceSpan(_file, start, end), reason));

    private VariableDefinition? Look(string name) =>
        _lookup(name) ?? (_last.TryGetValue(name, out var entry) ? entry.Definition : null);

    private int SkipToStatement(int position)
    {
        while (position < _text.Length)
        {
            if (_text[position] == '#')
                position = FindLineEnd(position);
            else if (IsSpace(_text[position]))
                position++;
            else
                break;
        }

        return position;
    }

    /// <summary>The keyword takes the white space behind it, line breaks and all.</summary>
    private int SkipExport(int start)
    {
        if (string.CompareOrdinal(_text, start, Export, 0, Export.Length) != 0)
            return start;
        var end = start + Export.Length;
        while (end < _text.Length && _text[end] is ' ' or '\t' or '\n' or '\f' or '\r')
            end++;
        return end == start + Export.Length ? start : SkipLineSpace(end);
    }

    /// <summary>The first separator, or the first character that no key may have, or the end of the text.</summary>
    private int FindKeyEnd(int position)
    {
        while (position < _text.Length)
        {
            var c = _text[position];
            if (IsSeparator(c))
                return position;
            if (IsLineSpace(c) || c is '_' or '.' or '-' or '[' or ']')
                position++;
            else if (IsLetterOrNumber(position))
                position += char.IsSurrogatePair(_text, position) ? 2 : 1;
            else
                return position;
        }

        return position;
    }

    private bool IsLetterOrNumber(int position) => CharUnicodeInfo.GetUnicodeCategory(_text, position) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    /// <summary>Leaves a statement whose key was refused: behind its value if that is quoted, else at the line's end.</summary>
    private int SkipStatement(int position)
    {
        var lineEnd = FindLineEnd(position);
        while (position < lineEnd && _text[position] is not ('=' or ':'))
            position++;
        if (position == lineEnd)
            return lineEnd;
        var value = SkipLineSpace(position + 1);
        if (value >= lineEnd || _text[value] is not ('"' or '\''))
            return lineEnd;
        var close = FindClosingQuote(value);
        return close < 0 ? lineEnd : close + 1;
    }

    private int FindClosingQuote(int open)
    {
        var quote = _text[open];
        for (var i = open + 1; i < _text.Length; i++)
        {
            if (_text[i] == quote)
                return i;
            if (_text[i] == '\\')
                i++;
        }

        return -1;
    }

    private DecodedText DecodeSingleQuoted(int start, int end)
    {
        var raw = _text.Substring(start, end - start);
        if (raw.IndexOf("\\'", StringComparison.Ordinal) < 0)
            return new DecodedText(raw, start);

        var value = new DecodedText.Builder();
        for (var i = start; i < end; i++)
        {
            if (_text[i] != '\\')
            {
                value.Append(_text[i], i);
                continue;
            }

            if (_text[i + 1] != '\'')
                value.Append('\\', i);
            value.Append(_text[i + 1], i);
            i++;
        }

        return value.Build(end);
    }

    private DecodedText DecodeDoubleQuoted(int start, int end)
    {
        var raw = _text.Substring(start, end - start);
        if (raw.IndexOf('\\', 0) < 0)
            return new DecodedText(raw, start);

        var value = new DecodedText.Builder();
        for (var i = start; i < end; i++)
        {
            if (_text[i] != '\\')
            {
                value.Append(_text[i], i);
                continue;
            }

            var escaped = _text[i + 1];
            switch (escaped)
            {
                case 'a':
                    value.Append('\a', i);
                    break;
                case 'b':
                    value.Append('\b', i);
                    break;
                case 'f':
                    value.Append('\f', i);
                    break;
                case 'n':
                    value.Append('\n', i);
                    break;
                case 'r':
                    value.Append('\r', i);
                    break;
                case 't':
                    value.Append('\t', i);
                    break;
                case 'v':
                    value.Append('\v', i);
                    break;
                case '"' or '\\':
                    value.Append(escaped, i);
                    break;
                case '$':
                    // The template has its own word for a dollar that starts no variable.
                    value.Append('$', i);
                    value.Append('$', i);
                    break;
                case '0':
                    i = DecodeOctal(value, i, end);
                    continue;
                default:
                    value.Append('\\', i);
                    value.Append(escaped, i + 1);
                    break;
            }

            i++;
        }

        return value.Build(end);
    }

    /// <summary><c>\0</c> and three octal digits up to 377 are a character; anything else loses its zero and stays.</summary>
    /// <returns>The offset of the last character used.</returns>
    private int DecodeOctal(DecodedText.Builder value, int start, int end)
    {
        var last = start + 1;
        while (last + 1 < end && last < start + 4 && _text[last + 1] is >= '0' and <= '9')
            last++;
        if (last == start + 4 && _text[start + 2] <= '3' && _text[start + 3] <= '7' && _text[start + 4] <= '7')
        {
            value.Append((char)(((_text[start + 2] - '0') * 64) + ((_text[start + 3] - '0') * 8) + _text[start + 4] - '0'), start);
            return last;
        }

        value.Append('\\', start);
        for (var i = start + 2; i <= last; i++)
            value.Append(_text[i], i);
        return last;
    }

    /// <summary>Remembered, because one long line can hold many quoted statements. Positions only grow, save within a line.</summary>
    private int FindLineEnd(int position)
    {
        if (position > _lineEnd)
        {
            _lineEnd = _text.IndexOf('\n', position);
            if (_lineEnd < 0)
                _lineEnd = _text.Length;
        }

        return _lineEnd;
    }

    private int SkipLineSpace(int position)
    {
        while (position < _text.Length && IsLineSpace(_text[position]))
            position++;
        return position;
    }

    private static bool IsSeparator(char c) => c is '=' or ':' or '\n';

    /// <summary>White space that ends no line; compose-go lists it and stays within Latin-1.</summary>
    private static bool IsLineSpace(char c) => c is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    /// <summary>Go's <c>unicode.IsSpace</c>.</summary>
    private static bool IsSpace(char c) => PythonText.IsWhiteSpace(c) && c is not (>= '\u001C' and <= '\u001F');
}
