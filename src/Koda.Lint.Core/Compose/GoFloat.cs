using System.Globalization;

namespace Koda.Lint.Compose;

/// <summary>
/// Floats as Go's <c>strconv.ParseFloat</c> reads them, which is what Compose does where it wants a number: the decimal and hexadecimal literals of the Go
/// specification, with a sign, and the names of infinity and of what is no number.
/// </summary>
internal static class GoFloat
{
    /// <summary>Exponents are counted up to here: further out everything is zero or too large.</summary>
    private const int FarthestExponent = 10_000;

    /// <summary>False when the text is no such number, or one that 64 bits cannot hold.</summary>
    public static bool TryParse(string text, out double value)
    {
        if (Named(text) is { } named)
        {
            value = named;
            return true;
        }

        value = 0;
        var isSigned = text.Length > 0 && text[0] is '+' or '-';
        var literal = isSigned ? text.Substring(1) : text;
        var isHexadecimal = literal.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (!IsLiteral(literal, isHexadecimal) || !HasUnderscoresBetweenDigits(literal, isHexadecimal))
            return false;
        literal = literal.Replace("_", "");
        value = isHexadecimal ? Hexadecimal(literal)
            : double.TryParse(literal, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) ? number : double.PositiveInfinity;
        if (double.IsInfinity(value))
            return false;
        value = isSigned && text[0] == '-' ? -value : value;
        return true;
    }

    private static double? Named(string text)
    {
        if (text.Equals("nan", StringComparison.OrdinalIgnoreCase))
            return double.NaN;
        var name = text.TrimStart('+', '-');
        if (text.Length - name.Length > 1 || !(name.Equals("inf", StringComparison.OrdinalIgnoreCase) || name.Equals("infinity", StringComparison.OrdinalIgnoreCase)))
            return null;
        return text[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>Digits with at most one point, and an exponent, without which a hexadecimal number is none.</summary>
    private static bool IsLiteral(string text, bool isHexadecimal)
    {
        var i = isHexadecimal ? 2 : 0;
        var (digits, points) = (0, 0);
        for (; i < text.Length && (text[i] is '.' or '_' || IsDigit(text[i], isHexadecimal)); i++)
        {
            if (text[i] == '.')
                points++;
            else if (text[i] != '_')
                digits++;
        }

        if (digits == 0 || points > 1)
            return false;
        if (i == text.Length)
            return !isHexadecimal;
        if ((text[i] | ' ') != (isHexadecimal ? 'p' : 'e'))
            return false;
        i++;
        if (i < text.Length && text[i] is '+' or '-')
            i++;
        return i < text.Length && IsDigit(text[i]) && text.Skip(i).All(c => c == '_' || IsDigit(c));
    }

    /// <summary>An underscore stands between two digits, the first of which may be the prefix.</summary>
    private static bool HasUnderscoresBetweenDigits(string text, bool isHexadecimal)
    {
        for (var i = text.IndexOf('_'); i >= 0; i = text.IndexOf('_', i + 1))
        {
            var followsDigit = i > 0 && (IsDigit(text[i - 1], isHexadecimal) || (isHexadecimal && i == 2));
            if (!followsDigit || i + 1 == text.Length || !IsDigit(text[i + 1], isHexadecimal))
                return false;
        }

        return true;
    }

    /// <summary>The value of a hexadecimal literal without its underscores. A bit says that digits were left off, so that it is rounded but once.</summary>
    private static double Hexadecimal(string literal)
    {
        var end = literal.IndexOfAny(['p', 'P']);
        ulong mantissa = 0;
        var (exponent, isPastPoint) = (Exponent(literal.Substring(end + 1)), false);
        foreach (var c in literal.Substring(2, end - 2))
        {
            if (c == '.')
            {
                isPastPoint = true;
                continue;
            }

            var digit = (ulong)"0123456789abcdef".IndexOf((char)(c | ' '));
            if (mantissa >> 58 == 0)
            {
                mantissa = (mantissa << 4) | digit;
                exponent -= isPastPoint ? 4 : 0;
            }
            else
            {
                mantissa |= digit == 0 ? 0UL : 1;
                exponent += isPastPoint ? 0 : 4;
            }
        }

        // In two steps, each of them in range, for a mantissa of sixty bits and a power of two below the least number.
        return mantissa == 0 ? 0 : mantissa * Math.Pow(2, exponent / 2) * Math.Pow(2, exponent - exponent / 2);
    }

    private static int Exponent(string text)
    {
        var exponent = 0;
        foreach (var c in text.TrimStart('+', '-'))
            exponent = Math.Min(FarthestExponent, exponent * 10 + (c - '0'));
        return text[0] == '-' ? -exponent : exponent;
    }

    /// <summary>Whether a character is a digit to Go, for which those of other scripts are none.</summary>
    public static bool IsDigit(char c, bool isHexadecimal = false) => c is >= '0' and <= '9' || (isHexadecimal && (char)(c | ' ') is >= 'a' and <= 'f');
}
