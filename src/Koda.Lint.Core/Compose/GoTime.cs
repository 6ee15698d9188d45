using System.Globalization;
using System.Text;

namespace Koda.Lint.Compose;

/// <summary>Go's durations and times, as far as Compose files hold them.</summary>
internal static class GoTime
{
    private static readonly (string Unit, double Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1e3), ("µs", 1e3), ("μs", 1e3), ("ms", 1e6), ("s", 1e9), ("m", 60e9), ("h", 3600e9), ("d", 86400e9), ("w", 604800e9),
    ];

    /// <summary>
    /// A YAML timestamp as Go prints the time it reads: Compose turns an unquoted date into this text. Null for anything else.
    /// </summary>
    public static string? TryFormatTimestamp(string text)
    {
        if (text.Length < 8 || text[4] != '-' || !text.Take(4).All(char.IsDigit))
            return null;

        string[] dates = ["yyyy-M-d"];
        string[] times = ["yyyy-M-dTH:m:s.FFFFFFF", "yyyy-M-dtH:m:s.FFFFFFF", "yyyy-M-d H:m:s.FFFFFFF"];
        var (local, zone) = SplitZone(text);
        if (!DateTime.TryParseExact(local, zone is null ? [.. dates, times[2]] : times.Take(2).ToArray(), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            return null;
        var offset = zone is null or "Z" or "+00:00" or "-00:00" ? "+0000 UTC" : zone.Replace(":", "") + " " + zone.Replace(":", "");
        return time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + " " + offset;
    }

    private static (string Local, string? Zone) SplitZone(string text)
    {
        if (text.EndsWith("Z", StringComparison.Ordinal))
            return (text.Substring(0, text.Length - 1), "Z");
        var at = text.Length - 6;
        return at > 10 && text[at] is '+' or '-' && text[at + 3] == ':' ? (text.Substring(0, at), text.Substring(at)) : (text, null);
    }

    /// <summary>Reads a duration such as <c>1m30s</c>, <c>1.5h</c> or <c>2d</c> into nanoseconds.</summary>
    public static bool TryParseDuration(string text, out long nanoseconds)
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
    public static string FormatDuration(long nanoseconds)
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
