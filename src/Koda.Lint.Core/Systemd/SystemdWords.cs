using System.Globalization;
using Koda.Lint.Text;

namespace Koda.Lint.Systemd;

/// <summary>Splits a value into words: quotes, C escapes (systemd.service, "Command lines").</summary>
internal static class SystemdWords
{
    /// <summary>Reads the next word and moves past it; null at the end.</summary>
    /// <param name="text">The value.</param>
    /// <param name="at">Where to read; at the end it is the value's length.</param>
    /// <param name="isBroken">Whether a quote is not closed.</param>
    public static (MappedText Word, int Start)? Next(MappedText text, ref int at, out bool isBroken)
    {
        isBroken = false;
        var value = text.Value;
        while (at < value.Length && IsBlank(value[at]))
            at++;
        if (at == value.Length)
            return null;
        var start = at;
        var builder = new MappedTextBuilder();
        var quote = '\0';
        while (at < value.Length && (quote != '\0' || !IsBlank(value[at])))
        {
            var c = value[at];
            if (c == '\\' && at + 1 < value.Length)
            {
                if (Unescape(value, at) is var (character, length))
                {
                    builder.Append(character, text.SpanOf(at, length));
                    at += length;
                }
                else
                {
                    // What is no escape stays as it is.
                    builder.Append(text, at, 2);
                    at += 2;
                }
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
                at++;
            }
            else if (c == quote)
            {
                quote = '\0';
                at++;
            }
            else
            {
                builder.Append(text, at++, 1);
            }
        }

        isBroken = quote != '\0';
        return (builder.ToText(text.SpanOf(start, at - start)), start);
    }

    public static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static (string Value, int Length)? Unescape(string text, int at)
    {
        switch (text[at + 1])
        {
            case 'a':
                return ("\a", 2);
            case 'b':
                return ("\b", 2);
            case 'f':
                return ("\f", 2);
            case 'n':
                return ("\n", 2);
            case 'r':
                return ("\r", 2);
            case 't':
                return ("\t", 2);
            case 'v':
                return ("\v", 2);
            case 's':
                return (" ", 2);
            case '\\' or '"' or '\'':
                return (text[at + 1].ToString(), 2);
            case 'x':
                return Number(text, at + 2, 2, 16, 4);
            case 'u':
                return Number(text, at + 2, 4, 16, 6);
            case 'U':
                return Number(text, at + 2, 8, 16, 10);
            case >= '0' and <= '7':
                return Number(text, at + 1, 3, 8, 4);
            default:
                return null;
        }
    }

    private static (string Value, int Length)? Number(string text, int at, int digits, int radix, int length)
    {
        if (at + digits > text.Length)
            return null;
        long number = 0;
        for (var i = at; i < at + digits; i++)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(text[i]));
            if (digit < 0 || digit >= radix)
                return null;
            number = (number * radix) + digit;
        }

        return number is 0 or > 0x10FFFF or (>= 0xD800 and <= 0xDFFF) ? null : (char.ConvertFromUtf32((int)number), length);
    }
}
