using System.Globalization;
using Koda.Lint.Text;

namespace Koda.Lint.Markup;

/// <summary>
/// Finds <c>&lt;meta http-equiv="Content-Security-Policy" content="…"&gt;</c> in HTML, Razor pages and Razor components
/// (https://www.w3.org/TR/CSP3/#meta-element). Comments and scripts are passed over. Anything may be malformed around it.
/// </summary>
public sealed class MetaPolicyFinder
{
    private readonly SourceFile _file;
    private readonly string _text;
    private readonly bool _isRazor;
    private readonly List<MetaPolicy> _policies = [];
    private int _at;

    private MetaPolicyFinder(SourceFile file)
    {
        _file = file;
        _text = file.Text;
        _isRazor = file.Path.EndsWith(".cshtml", StringComparison.OrdinalIgnoreCase) || file.Path.EndsWith(".razor", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Finds the policies of a page.</summary>
    /// <param name="file">The page; <c>.cshtml</c> and <c>.razor</c> are read as Razor.</param>
    public static IReadOnlyList<MetaPolicy> Find(SourceFile file)
    {
        var finder = new MetaPolicyFinder(file);
        finder.Scan();
        return finder._policies;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n' or '\f';

    private void Scan()
    {
        while (_at < _text.Length)
        {
            if (_isRazor && StartsWith("@*"))
                SkipPast("*@");
            else if (StartsWith("<!--"))
                SkipPast("-->");
            else if (StartsTag("script"))
                SkipPast("</script");
            else if (StartsTag("style"))
                SkipPast("</style");
            else if (StartsTag("meta"))
                ReadMeta();
            else
                _at++;
        }
    }

    private bool StartsWith(string mark) => string.CompareOrdinal(_text, _at, mark, 0, mark.Length) == 0;

    private bool StartsTag(string name)
    {
        var end = _at + 1 + name.Length;
        return _text[_at] == '<' && string.Compare(_text, _at + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) == 0
            && (end == _text.Length || (end < _text.Length && (IsBlank(_text[end]) || _text[end] is '/' or '>')));
    }

    private void SkipPast(string mark)
    {
        var end = _text.IndexOf(mark, _at + 2, StringComparison.OrdinalIgnoreCase);
        _at = end < 0 ? _text.Length : end + mark.Length;
    }

    private void ReadMeta()
    {
        var start = _at;
        _at += "<meta".Length;
        MappedText? httpEquiv = null;
        MappedText? content = null;
        var isComputed = false;
        while (_at < _text.Length && _text[_at] != '>')
        {
            if (IsBlank(_text[_at]) || _text[_at] == '/')
            {
                _at++;
                continue;
            }

            var nameStart = _at;
            do
                _at++;
            while (_at < _text.Length && !IsBlank(_text[_at]) && _text[_at] is not ('=' or '>' or '/'));
            var name = _text.Substring(nameStart, Math.Min(_at - nameStart, 32)).ToLowerInvariant();
            SkipBlanks();
            if (_at == _text.Length || _text[_at] != '=')
                continue;
            _at++;
            SkipBlanks();
            var value = ReadValue(out var hasExpression);
            if (name == "http-equiv")
                httpEquiv ??= value;
            else if (name == "content" && content is null)
                (content, isComputed) = (value, hasExpression);
        }

        if (_at < _text.Length)
            _at++;
        if (content is not null && string.Equals(httpEquiv?.Value.Trim(), "Content-Security-Policy", StringComparison.OrdinalIgnoreCase))
            _policies.Add(new MetaPolicy(content, new SourceSpan(_file, start, _at), isComputed));
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && IsBlank(_text[_at]))
            _at++;
    }

    /// <summary>Reads an attribute's value, quoted or not; <paramref name="hasExpression"/> tells of Razor in it.</summary>
    private MappedText ReadValue(out bool hasExpression)
    {
        hasExpression = false;
        var quote = _at < _text.Length && _text[_at] is '"' or '\'' ? _text[_at] : '\0';
        if (quote != '\0')
            _at++;
        var start = _at;
        var builder = new MappedTextBuilder();
        while (_at < _text.Length && (quote != '\0' ? _text[_at] != quote : !IsBlank(_text[_at]) && _text[_at] != '>'))
        {
            if (_isRazor && StartsWith("@@"))
            {
                builder.Append("@", new SourceSpan(_file, _at, _at + 2));
                _at += 2;
            }
            else if (_isRazor && _text[_at] == '@')
            {
                hasExpression = true;
                SkipExpression(quote);
            }
            else if (_text[_at] == '&' && ReadReference() is var (character, end))
            {
                builder.Append(character, new SourceSpan(_file, _at, end));
                _at = end;
            }
            else
            {
                builder.AppendVerbatim(_file, _at++, 1);
            }
        }

        var value = builder.ToText(new SourceSpan(_file, start, _at));
        if (quote != '\0' && _at < _text.Length)
            _at++;
        return value;
    }

    /// <summary>Passes over <c>@name.Member(…)</c> and <c>@(…)</c>; quotes inside parentheses do not end the attribute.</summary>
    private void SkipExpression(char quote)
    {
        _at++;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is '(' or '[')
                SkipParentheses();
            else if (char.IsLetterOrDigit(c) || c == '_' || (c == '.' && _at + 1 < _text.Length && (char.IsLetter(_text[_at + 1]) || _text[_at + 1] == '_')))
                _at++;
            else
                return;
            if (_at < _text.Length && _text[_at] == quote)
                return;
        }
    }

    private void SkipParentheses()
    {
        var depth = 0;
        while (_at < _text.Length)
        {
            var c = _text[_at++];
            if (c is '"' or '\'')
            {
                while (_at < _text.Length && _text[_at] != c && _text[_at] != '\n')
                    _at += _text[_at] == '\\' ? 2 : 1;
                _at = Math.Min(_at + 1, _text.Length);
            }
            else
            {
                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
                if (depth == 0)
                    return;
            }
        }
    }

    /// <summary>The character references that a policy is likely to be written with.</summary>
    private (string Value, int End)? ReadReference()
    {
        var end = _text.IndexOf(';', _at, Math.Min(10, _text.Length - _at));
        if (end < 0)
            return null;
        var name = _text.Substring(_at + 1, end - _at - 1);
        var named = name switch { "amp" => "&", "apos" => "'", "quot" => "\"", "lt" => "<", "gt" => ">", "nbsp" => "\u00A0", _ => null };
        if (named is not null)
            return (named, end + 1);
        if (!name.StartsWith('#') || name.Length < 2)
            return null;
        var isHex = name[1] is 'x' or 'X';
        var digits = name.Substring(isHex ? 2 : 1);
        return int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && code is > 0 and <= 0x10FFFF and not (>= 0xD800 and <= 0xDFFF)
                ? (char.ConvertFromUtf32(code), end + 1)
                : null;
    }
}
