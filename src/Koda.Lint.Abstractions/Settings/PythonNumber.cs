using System.Globalization;
using System.Numerics;
using System.Text;

namespace Koda.Lint.Settings;

/// <summary>
/// Numbers as Python's <c>int(text)</c> and <c>float(text)</c> take them: with white space around, a sign, single underscores between
/// digits, and the decimal digits of any script. Koda reads its settings with these at boot and dies of what they refuse.
/// </summary>
public static class PythonNumber
{
    /// <summary>The most digits that <c>int</c> takes, leading zeros included (CPython 3.11 and later).</summary>
    public const int MaxIntDigits = 4300;

    /// <summary>Parses as <c>int(text)</c> does, base 10.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="value">The number; zero when there is none.</param>
    /// <returns>False when Python raises <c>ValueError</c>.</returns>
    public static bool TryParseInt(string text, out BigInteger value)
    {
        value = BigInteger.Zero;
        var number = Translate(text);
        var start = number.Length > 0 && number[0] is '+' or '-' ? 1 : 0;
        var position = start;
        if (!TrySkipDigits(number, ref position) || position != number.Length)
            return false;

        var digits = number.Substring(start).Replace("_", "");
        if (digits.Length > MaxIntDigits)
            return false;
        value = BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (number[0] == '-')
            value = -value;
        return true;
    }

    /// <summary>Parses as <c>float(text)</c> does: also exponents, <c>inf</c>, <c>infinity</c> and <c>nan</c> in any casing.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="value">The number, infinite when it is too large; zero when there is none.</param>
    /// <returns>False when Python raises <c>ValueError</c>.</returns>
    public static bool TryParseFloat(string text, out double value)
    {
        value = 0;
        var number = Translate(text);
        var position = number.Length > 0 && number[0] is '+' or '-' ? 1 : 0;
        var sign = number.Length > 0 && number[0] == '-' ? -1 : 1;
        switch (number.Substring(position).ToLowerInvariant())
        {
            case "inf" or "infinity":
                value = sign * double.PositiveInfinity;
                return true;
            case "nan":
                value = double.NaN;
                return true;
        }

        var hasWhole = TrySkipDigits(number, ref position);
        var hasFraction = false;
        if (position < number.Length && number[position] == '.')
        {
            position++;
            hasFraction = TrySkipDigits(number, ref position);
        }

        if (!hasWhole && !hasFraction)
            return false;
        if (position < number.Length && number[position] is 'e' or 'E')
        {
            position++;
            if (position < number.Length && number[position] is '+' or '-')
                position++;
            if (!TrySkipDigits(number, ref position))
                return false;
        }

        if (position != number.Length)
            return false;
        if (!double.TryParse(number.Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            value = sign * double.PositiveInfinity;
        return true;
    }

    /// <summary>The text in ASCII and without white space around it; nothing when a character has no place in a number.</summary>
    private static string Translate(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsSpace(text[start]))
            start++;
        while (end > start && IsSpace(text[end - 1]))
            end--;

        var ascii = new StringBuilder(end - start);
        for (var i = start; i < end; i++)
        {
            if (text[i] < '\u007F')
            {
                ascii.Append(text[i]);
                continue;
            }

            if (CharUnicodeInfo.GetUnicodeCategory(text, i) != UnicodeCategory.DecimalDigitNumber)
                return "";
            ascii.Append((char)('0' + CharUnicodeInfo.GetDecimalDigitValue(text, i)));
            if (char.IsSurrogatePair(text, i))
                i++;
        }

        return ascii.ToString();
    }

    /// <summary>At least one digit, with single underscores between digits.</summary>
    private static bool TrySkipDigits(string number, ref int position)
    {
        var start = position;
        while (position < number.Length && (number[position] is >= '0' and <= '9' || IsSeparator(number, start, position)))
            position++;
        return position > start;
    }

    private static bool IsSeparator(string number, int start, int position) =>
        number[position] == '_' && position > start && number[position - 1] != '_'
        && position + 1 < number.Length && number[position + 1] is >= '0' and <= '9';

    /// <summary>Unlike <c>str.strip</c>, numbers do not take the information separators for white space.</summary>
    private static bool IsSpace(char c) => PythonText.IsWhiteSpace(c) && c is not (>= '\u001C' and <= '\u001F');
}
