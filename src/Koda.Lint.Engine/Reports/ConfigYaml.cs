using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Reports;

/// <summary>
/// Prints a config tree as go-yaml 3 does with an indentation of two: plain where it can, single quotes for what would read as
/// syntax, double quotes for what would read as another type or cannot be printed, literal blocks for several lines.
/// </summary>
internal sealed class ConfigYaml
{
    private const int MaxSimpleKey = 128;

    private static readonly HashSet<string> OldBooleans = new(StringComparer.Ordinal)
    {
        "y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF",
    };

    private static readonly Regex Base60 = new("^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?$", RegexOptions.CultureInvariant);

    private readonly StringBuilder _text = new();

    public static string Print(ConfigMap root)
    {
        var yaml = new ConfigYaml();
        if (root.Entries.Count == 0)
            yaml._text.Append("{}\n");
        else
            yaml.Map(root, 0, isAtLineStart: true);
        return yaml._text.ToString();
    }

    private void Map(ConfigMap map, int indent, bool isAtLineStart)
    {
        foreach (var entry in map.Entries)
        {
            if (isAtLineStart)
                _text.Append(' ', indent);
            isAtLineStart = true;
            if (entry.Key.Length > MaxSimpleKey || entry.Key.IndexOf('\n') >= 0)
            {
                _text.Append("? ");
                Scalar(new ConfigString(entry.Key), indent + 2, isKey: entry.Key.IndexOf('\n') >= 0);
                _text.Append('\n').Append(' ', indent).Append(':');
            }
            else
            {
                Scalar(new ConfigString(entry.Key), indent + 2, isKey: true);
                _text.Append(':');
            }

            Value(entry.Value, indent);
        }
    }

    /// <summary>The value of a key at an indentation, from behind the colon to the end of its last line.</summary>
    private void Value(ConfigNode value, int indent)
    {
        switch (value)
        {
            case ConfigMap { Entries.Count: > 0 } map:
                _text.Append('\n');
                Map(map, indent + 2, isAtLineStart: true);
                break;
            case ConfigList { Items.Count: > 0 } list:
                _text.Append('\n');
                List(list, indent + 2, isAtLineStart: true);
                break;
            default:
                _text.Append(' ');
                Leaf(value, indent + 2);
                break;
        }
    }

    private void List(ConfigList list, int indent, bool isAtLineStart)
    {
        foreach (var item in list.Items)
        {
            if (isAtLineStart)
                _text.Append(' ', indent);
            isAtLineStart = true;
            _text.Append("- ");
            switch (item)
            {
                case ConfigMap { Entries.Count: > 0 } map:
                    Map(map, indent + 2, isAtLineStart: false);
                    break;
                case ConfigList { Items.Count: > 0 } inner:
                    List(inner, indent + 2, isAtLineStart: false);
                    break;
                default:
                    Leaf(item, indent + 2);
                    break;
            }
        }
    }

    private void Leaf(ConfigNode value, int indent)
    {
        switch (value)
        {
            case ConfigMap:
                _text.Append("{}");
                break;
            case ConfigList:
                _text.Append("[]");
                break;
            default:
                Scalar(value, indent, isKey: false);
                break;
        }

        if (_text[_text.Length - 1] != '\n')
            _text.Append('\n');
    }

    private void Scalar(ConfigNode value, int indent, bool isKey)
    {
        if (value is ConfigText text)
        {
            _text.Append(text.Text);
            return;
        }

        var content = ((ConfigString)value).Value;
        var look = new Look(content);
        if (content.IndexOf('\n') >= 0 && !isKey && look.MayBeBlock)
            Literal(content, indent);
        else if (content.Length == 0 || content.IndexOf('\n') >= 0 || !look.IsPrintable || !IsPlainString(content))
            DoubleQuoted(content);
        else if (look.MayBePlain)
            _text.Append(content);
        else
            _text.Append('\'').Append(content.Replace("'", "''")).Append('\'');
    }

    private static bool IsPlainString(string content) =>
        ModelScalar.IsPlainString(content) && !OldBooleans.Contains(content) && !(content.IndexOf(':') > 0 && Base60.IsMatch(content));

    /// <summary>A literal block. Its header ends with the first line break that is written, even when that is one of the value's own.</summary>
    private void Literal(string content, int indent)
    {
        _text.Append('|');
        if (content[0] is ' ' or '\n')
            _text.Append('2');
        if (content[content.Length - 1] != '\n')
            _text.Append('-');
        else if (content.Length == 1 || content[content.Length - 2] == '\n')
            _text.Append('+');

        var isLineStart = true;
        foreach (var c in content)
        {
            if (c == '\n')
            {
                _text.Append('\n');
                isLineStart = true;
                continue;
            }

            if (isLineStart)
            {
                if (_text[_text.Length - 1] != '\n')
                    _text.Append('\n');
                _text.Append(' ', indent);
            }

            _text.Append(c);
            isLineStart = false;
        }
    }

    private void DoubleQuoted(string content)
    {
        _text.Append('"');
        for (var i = 0; i < content.Length; i++)
        {
            var c = content[i];
            if (char.IsHighSurrogate(c) && i + 1 < content.Length && char.IsLowSurrogate(content[i + 1]))
                _text.Append("\\U").Append(char.ConvertToUtf32(c, content[++i]).ToString("X8", CultureInfo.InvariantCulture));
            else if (Look.IsPrintableChar(c) && c is not ('"' or '\\' or '\n' or '\u0085' or '\u2028' or '\u2029'))
                _text.Append(c);
            else
                Escape(c);
        }

        _text.Append('"');
    }

    private void Escape(char c)
    {
        var letter = c switch
        {
            '\0' => '0', '\a' => 'a', '\b' => 'b', '\t' => 't', '\n' => 'n', '\v' => 'v', '\f' => 'f', '\r' => 'r', '\u001B' => 'e',
            '"' => '"', '\\' => '\\', '\u0085' => 'N', '\u00A0' => '_', '\u2028' => 'L', '\u2029' => 'P', _ => ' ',
        };
        if (letter != ' ')
            _text.Append('\\').Append(letter);
        else if (c <= 0xFF)
            _text.Append("\\x").Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
        else
            _text.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
    }

    /// <summary>How a string may be written, by the emitter's look at its characters.</summary>
    private readonly struct Look
    {
        public Look(string content)
        {
            var isSyntax = content.StartsWith("---", StringComparison.Ordinal) || content.StartsWith("...", StringComparison.Ordinal);
            var hasTab = false;
            var hasUnprintable = false;
            var hasBlankBeforeBreak = false;
            for (var i = 0; i < content.Length; i++)
            {
                var c = content[i];
                var isBeforeBlank = i + 1 == content.Length || content[i + 1] is ' ' or '\t' or '\n';
                isSyntax |= c switch
                {
                    '#' => i == 0 || content[i - 1] is ' ' or '\t' or '\n',
                    ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' => i == 0,
                    '?' or '-' => i == 0 && isBeforeBlank,
                    ':' => isBeforeBlank,
                    _ => false,
                };
                hasTab |= c == '\t';
                hasUnprintable |= c is not ('\t' or '\n') && (!IsPrintableChar(c) || c is '\u2028' or '\u2029');
                hasBlankBeforeBreak |= c == ' ' && i + 1 < content.Length && content[i + 1] == '\n';
            }

            var endsWithBlank = content.Length > 0 && content[content.Length - 1] == ' ';
            IsPrintable = !hasTab && !hasUnprintable;
            MayBePlain = !isSyntax && content.Length > 0 && content[0] != ' ' && !endsWithBlank;
            MayBeBlock = !hasUnprintable && !hasBlankBeforeBreak && !endsWithBlank;
        }

        public bool IsPrintable { get; }

        public bool MayBePlain { get; }

        public bool MayBeBlock { get; }

        public static bool IsPrintableChar(char c) =>
            c is '\n' or (>= ' ' and <= '~') || (c >= '\u00A0' && !char.IsSurrogate(c) && c is not ('\uFEFF' or '\uFFFE' or '\uFFFF'));
    }
}
