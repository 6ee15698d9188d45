using System.Globalization;
using System.Text;

namespace Koda.Lint.Compose;

/// <summary>Durations as Go reads and prints them, with Compose's days and weeks.</summary>
internal static class GoDuration
{
    private static readonly (string Unit, double Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9), ("d", 86400e9), ("w", 604800e9),
    ];

    /// <summary>Reads a duration such as <c>1m30s</c>, <c>1.5h</c> or <c>2d</c> into nanoseconds.</summary>
    public static bool TryParse(string text, out long nanoseconds)
    {
        nanoseconds = 0;
        var at = text.Length > 0 && text[0] is '+' or '-' ? 1 : 0;
        var negative = at == 1 && text[0] == '-';
        if (text.Substring(at) == "0")
            return true;
        if (at == text.Length)
            return false;

        double sum = 0;
        while (at < text.Length)
        {
            var start = at;
            while (at < text.Length && text[at] is (>= '0' and <= '9') or '.')
                at++;
            if (!double.TryParse(text.Substring(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return false;
            var unitStart = at;
            while (at < text.Length && text[at] is not ((>= '0' and <= '9') or '.'))
                at++;
            var unit = text.Substring(unitStart, at - unitStart);
            var factor = Units.FirstOrDefault(u => u.Unit == unit).Nanoseconds;
            if (factor == 0)
                return false;
            sum += number * factor;
        }

        if (sum > long.MaxValue)
            return false;
        nanoseconds = (long)Math.Round(negative ? -sum : sum);
        return true;
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
