namespace Koda.Lint.Text;

/// <summary>Reads JSON's strings (RFC 8259, section 7).</summary>
internal static class JsonString
{
    /// <summary>Reads a string up to its closing quote, or to the end of its line when there is none.</summary>
    /// <param name="input">The text around it.</param>
    /// <param name="at">Where its opening quote stands; then, where the text goes on.</param>
    /// <param name="fault">Takes what is wrong: a message, and where it starts and ends in the input.</param>
    /// <returns>The string, or null when it has a fault.</returns>
    public static MappedText? Read(MappedText input, ref int at, Action<string, int, int> fault)
    {
        var text = input.Value;
        var start = at++;
        var value = new MappedTextBuilder();
        var taken = at;
        var isSound = true;
        while (at < text.Length && text[at] != '"' && text[at] is not ('\n' or '\r'))
        {
            if (text[at] < ' ')
            {
                fault("a control character in a string must be escaped", at, at + 1);
                isSound = false;
            }

            if (text[at] != '\\')
            {
                at++;
                continue;
            }

            value.Append(input, taken, at - taken);
            if (ReadEscape(text, at) is var (escaped, end))
            {
                value.Append(escaped, input.SpanOf(at, end - at));
                at = end;
            }
            else
            {
                fault("JSON has no such escape", at, Math.Min(at + 2, text.Length));
                isSound = false;
                at = Math.Min(at + 2, text.Length);
            }

            taken = at;
        }

        value.Append(input, taken, at - taken);
        if (at == text.Length || text[at] != '"')
        {
            fault("the string is not closed", start, start + 1);
            return null;
        }

        at++;
        return isSound ? value.ToText(input.SpanOf(start + 1, at - start - 2)) : null;
    }

    private static (string Value, int End)? ReadEscape(string text, int at)
    {
        if (at + 1 >= text.Length)
            return null;
        var simple = text[at + 1] switch
        {
            '"' => "\"",
            '\\' => "\\",
            '/' => "/",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            _ => null,
        };
        if (simple is not null)
            return (simple, at + 2);
        if (ReadCodeUnit(text, at) is not { } unit)
            return null;
        if (!char.IsSurrogate(unit))
            return (unit.ToString(), at + 6);
        // Half a pair is no text.
        return char.IsHighSurrogate(unit) && ReadCodeUnit(text, at + 6) is { } low && char.IsLowSurrogate(low)
            ? (new string([unit, low]), at + 12)
            : null;
    }

    private static char? ReadCodeUnit(string text, int at)
    {
        if (at + 5 >= text.Length || text[at] != '\\' || text[at + 1] != 'u')
            return null;
        var unit = 0;
        for (var i = at + 2; i < at + 6; i++)
        {
            var digit = "0123456789abcdef".IndexOf(char.ToLowerInvariant(text[i]));
            if (digit < 0)
                return null;
            unit = (unit << 4) | digit;
        }

        return (char)unit;
    }
}
