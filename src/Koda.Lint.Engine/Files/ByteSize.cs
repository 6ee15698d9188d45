using System.Globalization;

namespace Koda.Lint.Files;

/// <summary>Sizes of files as people write them: <c>64 MiB</c>.</summary>
public static class ByteSize
{
    /// <summary>The largest limit that makes sense, in bytes: a string of .NET holds no more characters.</summary>
    public const long Largest = 1 << 30;

    private static readonly string[] Units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A size in the largest unit of which it has one, rounded down to a tenth.</summary>
    /// <param name="bytes">A count of bytes, not negative.</param>
    public static string ToText(long bytes)
    {
        var unit = 0;
        var tenths = Math.Min(bytes, long.MaxValue / 10) * 10;
        while (tenths >= 10240 && unit < Units.Length - 1)
        {
            tenths /= 1024;
            unit++;
        }

        var tenth = tenths % 10;
        var whole = (tenths / 10).ToString(CultureInfo.InvariantCulture);
        return whole + (tenth == 0 ? "" : "." + tenth.ToString(CultureInfo.InvariantCulture)) + " " + Units[unit];
    }

    /// <summary>
    /// Reads a size: digits, then <c>k</c>, <c>m</c>, <c>g</c> (with or without <c>b</c> or <c>ib</c>, in any case) for powers of 1024, or nothing for bytes.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The count of bytes, at least 1.</param>
    /// <returns>False for anything else, zero, or more than <see cref="Largest"/>.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var digits = 0;
        while (digits < text.Length && text[digits] is >= '0' and <= '9')
            digits++;
        var shift = text.Substring(digits).Trim().ToUpperInvariant() switch
        {
            "" or "B" => 0,
            "K" or "KB" or "KIB" => 10,
            "M" or "MB" or "MIB" => 20,
            "G" or "GB" or "GIB" => 30,
            _ => -1,
        };
        if (digits is 0 or > 10 || shift < 0)
            return false;
        bytes = long.Parse(text.Substring(0, digits), CultureInfo.InvariantCulture) << shift;
        return bytes is > 0 and <= Largest;
    }
}
