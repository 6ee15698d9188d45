using System.Globalization;
using System.Text;

namespace Koda.Lint.Reports;

/// <summary>Prints a config tree as Go's JSON encoder does: two blanks of indentation, <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> escaped.</summary>
internal sealed class ConfigJson
{
    private readonly StringBuilder _text = new();

    public static string Print(ConfigNode node)
    {
        var json = new ConfigJson();
        json.Write(node, 0);
        return json._text.ToString();
    }

    private void Write(ConfigNode node, int indent)
    {
        switch (node)
        {
            case ConfigMap map:
                Enclose('{', '}', map.Entries, indent, entry =>
                {
                    Quote(entry.Key);
                    _text.Append(": ");
                    Write(entry.Value, indent + 2);
                });
                break;
            case ConfigList list:
                Enclose('[', ']', list.Items, indent, item => Write(item, indent + 2));
                break;
            case ConfigString value:
                Quote(value.Value);
                break;
            case ConfigText text:
                _text.Append(text.Text);
                break;
        }
    }

    private void Enclose<T>(char open, char close, List<T> parts, int indent, Action<T> write)
    {
        _text.Append(open);
        for (var i = 0; i < parts.Count; i++)
        {
            _text.Append(i > 0 ? ",\n" : "\n").Append(' ', indent + 2);
            write(parts[i]);
        }

        if (parts.Count > 0)
            _text.Append('\n').Append(' ', indent);
        _text.Append(close);
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"' or '\\':
                    _text.Append('\\').Append(c);
                    break;
                case '\n':
                    _text.Append("\\n");
                    break;
                case '\r':
                    _text.Append("\\r");
                    break;
                case '\t':
                    _text.Append("\\t");
                    break;
                case '\b':
                    _text.Append("\\b");
                    break;
                case '\f':
                    _text.Append("\\f");
                    break;
                case < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029':
                    _text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    _text.Append(c);
                    break;
            }
        }

        _text.Append('"');
    }
}
