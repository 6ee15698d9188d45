using System.Globalization;
using Koda.Lint.Text;

namespace Koda.Lint.AppSettings;

/// <summary>
/// Reads <c>appsettings.json</c> as .NET's JSON configuration provider does: comments and trailing commas are welcome, keys
/// ignore case, a key that comes twice is refused. A fault gives a problem at the place, and the rest is read.
/// </summary>
public sealed class AppSettingsReader
{
    /// <summary>System.Text.Json stops at this depth.</summary>
    private const int MaxDepth = 64;

    private readonly SourceFile _file;
    private readonly string _text;
    private readonly MappedText _input;
    private readonly List<AppSetting> _settings = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ReadProblem> _problems = [];
    private int _at;

    private AppSettingsReader(SourceFile file)
    {
        _file = file;
        _text = file.Text;
        _input = MappedText.Of(new SourceSpan(file, 0, _text.Length));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    public static AppSettingsFile Read(SourceFile file)
    {
        var reader = new AppSettingsReader(file);
        reader.ReadRoot();
        return new AppSettingsFile(file, reader._settings, reader._problems);
    }

    private void ReadRoot()
    {
        SkipBlanks();
        if (_at == _text.Length)
        {
            Malformed("the file is empty: it needs a JSON object", _at, _at);
            return;
        }

        if (_text[_at] != '{')
            Malformed("the settings must be a JSON object", _at, _at + 1);
        ReadValue("", new SourceSpan(_file, _at, _at), depth: 0);
        SkipBlanks();
        if (_at < _text.Length)
            Malformed("nothing may follow the settings", _at, _at + 1);
    }

    private void ReadValue(string key, SourceSpan keySpan, int depth)
    {
        SkipBlanks();
        if (_at == _text.Length)
        {
            Malformed("a value is missing", _at, _at);
            return;
        }

        switch (_text[_at])
        {
            case '{' or '[' when depth == MaxDepth:
                Malformed("values are nested deeper than .NET reads", _at, _at + 1);
                _at = _text.Length;
                break;
            case '{':
                ReadObject(key, keySpan, depth);
                break;
            case '[':
                ReadArray(key, keySpan, depth);
                break;
            case '"':
                var start = _at;
                if (ReadString() is { } text)
                    Add(key, text, Span(start), keySpan);
                break;
            default:
                ReadScalar(key, keySpan);
                break;
        }
    }

    private void ReadObject(string key, SourceSpan keySpan, int depth)
    {
        var start = _at++;
        var count = 0;
        for (; NextElement('}', isFirst: count == 0, start); count++)
        {
            if (_text[_at] != '"')
            {
                Malformed("a property needs a name in quotes", _at, _at + 1);
                SkipToSeparator();
                continue;
            }

            var nameStart = _at;
            if (ReadString() is not { } name)
            {
                SkipToSeparator();
                continue;
            }

            var nameSpan = Span(nameStart);
            while (_at < _text.Length && IsBlank(_text[_at]))
                _at++;
            // System.Text.Json takes comments everywhere but here.
            if (_at < _text.Length && _text[_at] == '/')
                Malformed("no comment may stand between a name and its `:`", _at, _at + 1);
            SkipBlanks();
            if (_at == _text.Length || _text[_at] != ':')
            {
                Malformed("a `:` must follow the property's name", nameSpan.Start, nameSpan.End);
                SkipToSeparator();
                continue;
            }

            _at++;
            ReadValue(Combine(key, name.Value), nameSpan, depth + 1);
        }

        if (count == 0 && depth > 0)
            Set(key, null, Span(start), keySpan);
    }

    private void ReadArray(string key, SourceSpan keySpan, int depth)
    {
        var start = _at++;
        var index = 0;
        for (; NextElement(']', isFirst: index == 0, start); index++)
        {
            var itemStart = _at;
            ReadValue(Combine(key, index.ToString(CultureInfo.InvariantCulture)), new SourceSpan(_file, itemStart, itemStart), depth + 1);
        }

        if (index == 0 && depth > 0)
            Set(key, MappedText.Of("", Span(start)), Span(start), keySpan);
    }

    /// <summary>Moves to the next element of an object or array; false after its closing brace, which is consumed.</summary>
    private bool NextElement(char close, bool isFirst, int start)
    {
        var mayFollow = isFirst;
        while (true)
        {
            SkipBlanks();
            if (_at == _text.Length)
            {
                Malformed("this is not closed: a `" + close + "` is missing", start, start + 1);
                return false;
            }

            var c = _text[_at];
            if (c is '}' or ']')
            {
                if (c != close)
                    Malformed("this closes what was not opened", _at, _at + 1);
                _at++;
                return false;
            }

            if (c is not (',' or ':'))
            {
                if (!mayFollow)
                    Malformed("a `,` is missing", _at, _at + 1);
                return true;
            }

            if (c == ':' || mayFollow)
                Malformed("a value is missing here", _at, _at + 1);
            mayFollow = true;
            _at++;
        }
    }

    private void ReadScalar(string key, SourceSpan keySpan)
    {
        var start = _at;
        while (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] is not (',' or '}' or ']' or ':' or '"' or '{' or '[' or '/'))
            _at++;
        if (_at == start)
            _at++;
        var word = _text.Substring(start, _at - start);
        var span = Span(start);
        switch (word)
        {
            case "true" or "false":
                Add(key, MappedText.Of(word == "true" ? "True" : "False", span), span, keySpan);
                break;
            case "null":
                Add(key, null, span, keySpan);
                break;
            default:
                if (IsNumber(word))
                    Add(key, MappedText.Of(span), span, keySpan);
                else
                    Malformed("this is no JSON value", start, _at);
                break;
        }
    }

    /// <summary>RFC 8259, section 6.</summary>
    private static bool IsNumber(string word)
    {
        var at = word.StartsWith('-') ? 1 : 0;
        var whole = Digits(word, ref at);
        if (whole == 0 || (whole > 1 && word[at - whole] == '0'))
            return false;
        if (at < word.Length && word[at] == '.')
        {
            at++;
            if (Digits(word, ref at) == 0)
                return false;
        }

        if (at < word.Length && word[at] is 'e' or 'E')
        {
            at++;
            if (at < word.Length && word[at] is '+' or '-')
                at++;
            if (Digits(word, ref at) == 0)
                return false;
        }

        return at == word.Length;
    }

    private static int Digits(string word, ref int at)
    {
        var start = at;
        while (at < word.Length && word[at] is >= '0' and <= '9')
            at++;
        return at - start;
    }

    private MappedText? ReadString() => JsonString.Read(_input, ref _at, Malformed);

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (IsBlank(_text[_at]))
            {
                _at++;
            }
            else if (_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '/')
            {
                while (_at < _text.Length && _text[_at] is not ('\n' or '\r'))
                    _at++;
            }
            else if (_text[_at] == '/' && _at + 1 < _text.Length && _text[_at + 1] == '*')
            {
                var end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                    Malformed("the comment is not closed", _at, _at + 2);
                _at = end < 0 ? _text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Leaves a broken property behind, so that the next one is read.</summary>
    private void SkipToSeparator()
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (depth == 0 && c is ',' or '}' or ']')
                return;
            if (c == '"')
            {
                _at++;
                while (_at < _text.Length && _text[_at] is not ('"' or '\n'))
                    _at += _text[_at] == '\\' ? 2 : 1;
                _at = Math.Min(_at, _text.Length - 1);
            }
            else if (c is '{' or '[')
            {
                depth++;
            }
            else if (c is '}' or ']')
            {
                depth--;
            }

            _at++;
        }
    }

    private static string Combine(string path, string name) => path.Length == 0 ? name : path + ":" + name;

    private void Add(string key, MappedText? value, SourceSpan span, SourceSpan keySpan)
    {
        if (_indexes.ContainsKey(key))
            Malformed("the key `" + key + "` is there twice: .NET refuses the file", keySpan.Length > 0 ? keySpan.Start : span.Start, keySpan.Length > 0 ? keySpan.End : span.End);
        Set(key, value, span, keySpan);
    }

    private void Set(string key, MappedText? value, SourceSpan span, SourceSpan keySpan)
    {
        var setting = new AppSetting(key, value, span, keySpan.Length > 0 ? keySpan : span);
        if (_indexes.TryGetValue(key, out var index))
        {
            _settings[index] = setting;
        }
        else
        {
            _indexes.Add(key, _settings.Count);
            _settings.Add(setting);
        }
    }

    private SourceSpan Span(int start) => new(_file, start, _at);

    private void Malformed(string message, int start, int end) =>
        _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, new SourceSpan(_file, start, Math.Min(end, _text.Length))));
}
