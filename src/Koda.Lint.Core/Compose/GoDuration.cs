using System.Globalization;
using System.Text;

namespace Koda.Lint.Compose;

/// <summary>Durations as Go's <c>time</c> package reads and prints them.</summary>
internal static class GoDuration
{
    /// <summary>What a sum may reach on the way; a duration without a minus sign ends one before it.</summary>
    private const ulong Limit = 1UL << 63;

    private static readonly Dictionary<string, ulong> Units = new(StringComparer.Ordinal)
    {
        ["ns"] = 1, ["us"] = 1_000, ["µs"] = 1_000, ["μs"] = 1_000, ["ms"] = 1_000_000, ["s"] = 1_000_000_000, ["m"] = 60_000_000_000, ["h"] = 3_600_000_000_000,
    };

    /// <summary>Reads a duration such as <c>1m30s</c> or <c>1.5h</c> into nanoseconds, of which a fraction is cut off.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var isNegative = at == 1 && text[0] == '-';
        if (text.Length - at == 1 && text[at] == '0')
            return true;
        if (at == text.Length)
            return false;

        ulong sum = 0;
        while (at < text.Length)
        {
            var start = at;
            if (!TryReadWhole(text, ref at, out var whole))
                return false;
            var digits = at - start;
            var (fraction, scale) = (0UL, 1.0);
            if (at < text.Length && text[at] == '.')
            {
                start = ++at;
                (fraction, scale) = ReadFraction(text, ref at);
                digits += at - start;
            }

            start = at;
            while (at < text.Length && text[at] != '.' && !GoFloat.IsDigit(text[at]))
                at++;
            if (digits == 0 || !Units.TryGetValue(text.Substring(start, at - start), out var unit) || whole > Limit / unit)
                return false;
            var part = (whole * unit) + (ulong)(fraction * (unit / scale));
            sum += part;
            if (part > Limit || sum > Limit)
                return false;
        }

        nanoseconds = isNegative ? (long)(0 - sum) : (long)sum;
        return isNegative || sum < Limit;
    }

    /// <summary>Digits, perhaps none; false for a number past the limit.</summary>
    private static bool TryReadWhole(string text, ref int at, out ulong whole)
    {
        for (whole = 0; at < text.Length && GoFloat.IsDigit(text[at]); at++)
        {
            if (whole > Limit / 10)
                return false;
            whole = (whole * 10) + (ulong)(text[at] - '0');
        }

        return whole <= Limit;
    }

    /// <summary>The digits behind the point, and what they are parts of; those that 63 bits do not hold change nothing.</summary>
    private static (ulong Digits, double Scale) ReadFraction(string text, ref int at)
    {
        ulong value = 0;
        double scale = 1;
        for (; at < text.Length && GoFloat.IsDigit(text[at]); at++)
        {
            if (value > (Limit - 10) / 10)
                continue;
            value = (value * 10) + (ulong)(text[at] - '0');
            scale *= 10;
        }

        return (value, scale);
    }

    /// <summary>A duration as Go prints it: <c>1h0m0s</c>, <c>1m30s</c>, <c>500ms</c>.</summary>
    public static string Format(long nanoseconds)
    {
        if (nanoseconds == 0)
            return "0s";
        var sign = nanoseconds < 0 ? "-" : "";
        var left = nanoseconds < 0 ? (ulong)-nanoseconds : (ulong)nanoseconds;
        if (left < 1_000)
            return sign + left.ToString(CultureInfo.InvariantCulture) + "ns";
        if (left < 1_000_000)
            return sign + Decimal(left, 1_000) + "µs";
        if (left < 1_000_000_000)
            return sign + Decimal(left, 1_000_000) + "ms";

        var text = new StringBuilder(sign);
        var hours = left / 3_600_000_000_000;
        var minutes = left / 60_000_000_000 % 60;
        if (hours > 0)
            text.Append(hours.ToString(CultureInfo.InvariantCulture)).Append('h');
        if (hours > 0 || minutes > 0)
            text.Append(minutes.ToString(CultureInfo.InvariantCulture)).Append('m');
        return text.Append(Decimal(left % 60_000_000_000, 1_000_000_000)).Append('s').ToString();
    }

    private static string Decimal(ulong value, ulong unit)
    {
        var fraction = (value % unit).ToString(CultureInfo.InvariantCulture).PadLeft(unit.ToString(CultureInfo.InvariantCulture).Length - 1, '0').TrimEnd('0');
        return (value / unit).ToString(CultureInfo.InvariantCulture) + (fraction.Length > 0 ? "." + fraction : "");
    }
}
