using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Dotenv;

/// <summary>
/// python-dotenv's <c>dotenv_values</c>. A statement that it cannot read is passed over with the rest of its line.
/// Only <c>${NAME}</c> and <c>${NAME:-default}</c> are expanded, in quotes of either kind too. Python opens the file with universal line
/// breaks, so a CR is an LF to it.
/// </summary>
internal sealed class PythonDotenvReader
{
    private const string Export = "export";

    private readonly SourceFile _file;
    private readonly string _text;
    private readonly VariableLookup _lookup;
    private readonly List<EnvEntry> _entries = [];
    private readonly List<EnvProblem> _problems = [];
    private readonly Dictionary<string, EnvEntry> _last = new(StringComparer.Ordinal);
    private readonly int _mark;
    private int _expandedLength;

    public PythonDotenvReader(SourceFile file, VariableLookup lookup)
    {
        _file = file;
        _mark = file.HasByteOrderMark ? 1 : 0;
        _text = file.HasByteOrderMark ? "\uFEFF" + file.Text : file.Text;
        _lookup = lookup;
    }

    public EnvFile Read()
    {
        var position = SkipWhiteSpace(0);
        while (position < _text.Length)
            position = SkipWhiteSpace(ReadStatement(position));
        return new EnvFile(_file, DotenvDialect.PythonDotenv, _entries, _problems, failed: false);
    }

    private int ReadStatement(int start)
    {
        var position = SkipExport(start);
        if (position < _text.Length && _text[position] == '#')
            return FindLineEnd(position);

        if (!TryReadKey(ref position, out var keyStart, out var keyEnd))
            return PassOver(start, position);

        var key = _text.Substring(keyStart, keyEnd - keyStart).Replace("\r\n", "\n").Replace('\r', '\n');
        var keySpan = Mark(keyStart, keyEnd);
        position = SkipLineSpace(position);
        if (position == _text.Length || _text[position] != '=')
        {
            if (!TryEndLine(ref position))
                return PassOver(start, position);
            Add(new EnvEntry(key, keySpan, "", Mark(keyEnd, keyEnd)) { HasValue = false });
            return position;
        }

        position = SkipLineSpace(position + 1);
        char? quote = position < _text.Length && _text[position] is '"' or '\'' ? _text[position] : null;
        if (quote is null)
        {
            var lineEnd = FindLineEnd(position);
            var end = FindUnquotedEnd(position, lineEnd);
            AddValue(key, keySpan, Mark(position, end), new DecodedText(_text.Substring(position, end - position), position), quote: null);
            return lineEnd;
        }

        var open = position;
        var close = FindClosingQuote(open);
        if (close < 0)
            return PassOver(start, position);
        position = close + 1;
        if (!TryEndLine(ref position))
            return PassOver(start, position);
        AddValue(key, keySpan, Mark(open + 1, close), Decode(open + 1, close, quote.Value), quote);
        return position;
    }

    private bool TryReadKey(ref int position, out int start, out int end)
    {
        start = end = position;
        if (position < _text.Length && _text[position] == '\'')
        {
            start++;
            end = _text.IndexOf('\'', start);
        }
        else
        {
            while (end < _text.Length && _text[end] is not ('=' or '#') && !PythonText.IsWhiteSpace(_text[end]))
                end++;
        }

        if (end <= start)
            return false;
        position = start > position ? end + 1 : end;
        return true;
    }

    private void AddValue(string key, SourceSpan keySpan, SourceSpan span, DecodedText template, char? quote)
    {
        var uses = new List<VariableUse>();
        var value = template.Value;
        if (Template.HasVariables(value))
        {
            value = Expand(template, uses);
            _expandedLength += value.Length;
            if (_expandedLength > Template.MaxValueLength)
            {
                _problems.Add(EnvProblem.GrowsTooLarge(span));
                value = "";
            }
        }

        Add(new EnvEntry(key, keySpan, value, span) { Quote = quote, Uses = uses });
    }

    private void Add(EnvEntry entry)
    {
        _entries.Add(entry);
        _last[entry.Key] = entry;
    }

    private string Expand(DecodedText template, List<VariableUse> uses)
    {
        var text = template.Value;
        var value = new System.Text.StringBuilder();
        var copied = 0;
        var position = 0;
        var nameEnd = -1;
        var lastBrace = text.LastIndexOf('}');
        while ((position = text.IndexOf("${", position, StringComparison.Ordinal)) >= 0 && _expandedLength + value.Length <= Template.MaxValueLength)
        {
            var nameStart = position + 2;
            if (nameEnd < nameStart)
                nameEnd = text.IndexOfAny(['}', ':'], nameStart);
            if (nameEnd < 0)
                break;

            var isDefaulted = text[nameEnd] == ':';
            var end = nameEnd;
            if (isDefaulted)
                end = lastBrace > nameEnd && text[nameEnd + 1] == '-' ? text.IndexOf('}', nameEnd) : -1;
            if (end < 0)
            {
                // No variable, and neither is any other that opens before this colon.
                position = nameEnd;
                continue;
            }

            var name = text.Substring(nameStart, nameEnd - nameStart);
            var definition = Look(name);
            uses.Add(new VariableUse(name, position, definition, contributes: true)
            {
                End = end + 1,
                OperandStart = isDefaulted ? nameEnd + 2 : end + 1,
                OperandEnd = isDefaulted ? end : end + 1,
                State = definition is not null ? VariableState.Defined : isDefaulted ? VariableState.Defaulted : VariableState.Unset,
            }.MoveTo(index => template.GetOffset(index) - _mark));
            value.Append(text, copied, position - copied);
            if (definition is not null)
                value.Append(definition.Value);
            else if (isDefaulted)
                value.Append(text, nameEnd + 2, end - nameEnd - 2);
            position = copied = end + 1;
        }

        return value.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>The file's own keys come first, even one without a value, which then is an empty text rather than the default.</summary>
    private VariableDefinition? Look(string name) =>
        _last.TryGetValue(name, out var entry) ? entry.Definition : _lookup(name);

    /// <summary>Python sees the byte order mark as the text's first character; places do not count it.</summary>
    private SourceSpan Mark(int start, int end) => new(_file, Math.Max(0, start - _mark), Math.Max(0, end - _mark));

    private int PassOver(int start, int reached)
    {
        var end = FindLineEnd(reached);
        _problems.Add(new EnvProblem(Mark(start, end), "python-dotenv cannot read this and passes over it"));
        return end;
    }

    /// <summary>An optional comment, and then nothing more on the line.</summary>
    private bool TryEndLine(ref int position)
    {
        var end = SkipLineSpace(position);
        if (end < _text.Length && _text[end] == '#')
            end = FindLineEnd(end);
        if (end < _text.Length && !IsLineBreak(_text[end]))
            return false;
        position = end;
        return true;
    }

    /// <summary>
    /// The first quote without a backslash before it; if all that follow have one, the last of them, for then the
    /// expression backtracks and takes the backslash as a character.
    /// </summary>
    private int FindClosingQuote(int open)
    {
        var quote = _text[open];
        var escaped = -1;
        for (var i = open + 1; i < _text.Length; i++)
        {
            if (_text[i] != quote)
                continue;
            if (i == open + 1 || _text[i - 1] != '\\')
                return i;
            escaped = i;
        }

        return escaped;
    }

    private DecodedText Decode(int start, int end, char quote)
    {
        var raw = _text.Substring(start, end - start);
        if (raw.IndexOfAny(['\\', '\r']) < 0)
            return new DecodedText(raw, start);

        var value = new DecodedText.Builder();
        for (var i = start; i < end; i++)
        {
            var c = _text[i];
            if (c == '\r')
            {
                value.Append('\n', i);
                if (i + 1 < end && _text[i + 1] == '\n')
                    i++;
            }
            else if (c == '\\' && i + 1 < end && Unescape(_text[i + 1], quote) is { } unescaped)
            {
                value.Append(unescaped, i);
                i++;
            }
            else
            {
                value.Append(c, i);
            }
        }

        return value.Build(end);
    }

    private static char? Unescape(char c, char quote) => c switch
    {
        '\\' or '\'' => c,
        _ when quote == '\'' => null,
        '"' => c,
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\v',
        _ => null,
    };

    /// <summary>An unquoted value ends before white space and a <c>#</c>, and has no white space at its end.</summary>
    private int FindUnquotedEnd(int start, int lineEnd)
    {
        var end = start;
        for (var i = start; i < lineEnd; i++)
        {
            if (_text[i] == '#' && i > start && PythonText.IsWhiteSpace(_text[i - 1]))
                break;
            if (!PythonText.IsWhiteSpace(_text[i]))
                end = i + 1;
        }

        return end;
    }

    private int SkipExport(int start)
    {
        if (string.CompareOrdinal(_text, start, Export, 0, Export.Length) != 0)
            return start;
        var end = SkipLineSpace(start + Export.Length);
        return end == start + Export.Length ? start : end;
    }

    private int SkipWhiteSpace(int position)
    {
        while (position < _text.Length && PythonText.IsWhiteSpace(_text[position]))
            position++;
        return position;
    }

    private int SkipLineSpace(int position)
    {
        while (position < _text.Length && PythonText.IsWhiteSpace(_text[position]) && !IsLineBreak(_text[position]))
            position++;
        return position;
    }

    private int FindLineEnd(int position)
    {
        while (position < _text.Length && !IsLineBreak(_text[position]))
            position++;
        return position;
    }

    private static bool IsLineBreak(char c) => c is '\n' or '\r';
}
