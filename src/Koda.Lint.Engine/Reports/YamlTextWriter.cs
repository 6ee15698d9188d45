using System.Globalization;
using System.Text.Json;

namespace Koda.Lint.Reports;

/// <summary>
/// Writes JSON as block YAML that every YAML reader reads back as the same values: a string that YAML 1.1 or 1.2 could take for something else is
/// quoted.
/// </summary>
internal static class YamlTextWriter
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n",
    };

    /// <summary>Writes a JSON text.</summary>
    /// <param name="json">UTF-8 JSON of one value.</param>
    /// <param name="output">Where to write.</param>
    public static void Write(ReadOnlySpan<byte> json, TextWriter output)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
        reader.Read();
        WriteValue(ref reader, output, indent: 0, isFirstOfItem: true);
        if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
            output.Write('\n');
    }

    /// <summary>Writes the value at the reader; a collection begins on the current line when it is the first of a list's item.</summary>
    private static void WriteValue(ref Utf8JsonReader reader, TextWriter output, int indent, bool isFirstOfItem)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output, indent, isFirstOfItem);
                break;
            case JsonTokenType.StartArray:
                WriteArray(ref reader, output, indent, isFirstOfItem);
                break;
            case JsonTokenType.String:
                WriteText(reader.GetString()!, output);
                break;
            case JsonTokenType.Null:
                output.Write("null");
                break;
            case JsonTokenType.True:
                output.Write("true");
                break;
            case JsonTokenType.False:
                output.Write("false");
                break;
            default:
                output.Write(reader.GetDecimal().ToString(CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, TextWriter output, int indent, bool isFirstOfItem)
    {
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            StartEntry(output, indent, isFirst, isFirstOfItem);
            isFirst = false;
            WriteText(reader.GetString()!, output);
            output.Write(':');
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                output.Write(' ');
            WriteValue(ref reader, output, indent + 2, isFirstOfItem: false);
            if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                output.Write('\n');
        }

        if (isFirst)
            output.Write(isFirstOfItem ? "{}\n" : " {}\n");
    }

    private static void WriteArray(ref Utf8JsonReader reader, TextWriter output, int indent, bool isFirstOfItem)
    {
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            StartEntry(output, indent, isFirst, isFirstOfItem);
            isFirst = false;
            output.Write("- ");
            WriteValue(ref reader, output, indent + 2, isFirstOfItem: true);
            if (reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                output.Write('\n');
        }

        if (isFirst)
            output.Write(isFirstOfItem ? "[]\n" : " []\n");
    }

    private static void StartEntry(TextWriter output, int indent, bool isFirst, bool isFirstOfItem)
    {
        if (isFirst && isFirstOfItem)
            return;
        if (isFirst)
            output.Write('\n');
        for (var i = 0; i < indent; i++)
            output.Write(' ');
    }

    private static void WriteText(string text, TextWriter output)
    {
        if (IsPlain(text))
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"' or '\\':
                    output.Write('\\');
                    output.Write(c);
                    break;
                case '\n':
                    output.Write("\\n");
                    break;
                case < ' ' or (>= '\u007F' and <= '\u00A0') or '\u2028' or '\u2029' or '\uFEFF' or >= '\uFFFE':
                    output.Write("\\u");
                    output.Write(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    output.Write(c);
                    break;
            }
        }

        output.Write('"');
    }

    /// <summary>Whether a text needs no quotes: it starts like a word or a path, holds nothing that YAML reads, and is none of its words.</summary>
    private static bool IsPlain(string text)
    {
        if (text.Length == 0 || !(IsLetter(text[0]) || text[0] is '/' or '_' or '.') || Words.Contains(text))
            return false;

        // `.5`, `.inf` and `.nan` are numbers.
        if (text[0] == '.' && (text.Length == 1 || !(text[1] is '/' or '.')))
            return false;
        for (var i = 1; i < text.Length; i++)
        {
            var isHarmless = IsLetter(text[i]) || text[i] is (>= '0' and <= '9') or '_' or '-' or '.' or '/' or '=' or '@' or '$' or '+' or '~' or '%' or '(' or ')' or ';'
                || (text[i] == ':' && i + 1 < text.Length && text[i + 1] != ' ')
                || (text[i] == ' ' && i + 1 < text.Length && text[i + 1] is not (' ' or '#') && text[i - 1] != ':');
            if (!isHarmless)
                return false;
        }

        return true;
    }

    private static bool IsLetter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
