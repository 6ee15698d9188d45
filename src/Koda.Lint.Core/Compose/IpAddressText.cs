using System.Globalization;

namespace Koda.Lint.Compose;

/// <summary>
/// IP addresses as Go's <c>net.ParseIP</c> takes them: four decimal numbers without leading zeros, or IPv6. The framework's
/// parser also takes <c>127.1</c> and <c>0x7f.1</c>, which Docker does not.
/// </summary>
public static class IpAddressText
{
    /// <summary>Parses an address into its 16 bytes; an IPv4 address as the IPv4-mapped one.</summary>
    /// <param name="text">The address, without brackets.</param>
    /// <returns>16 bytes, or null when the text is no address.</returns>
    public static byte[]? Parse(string text)
    {
        if (text.Length is 0 or > 45)
            return null;
        if (text.IndexOf(':') >= 0)
            return ParseV6(text);
        var bytes = new byte[16];
        bytes[10] = bytes[11] = 0xff;
        return ParseV4(text, bytes, 12) ? bytes : null;
    }

    /// <summary>Whether only this machine reaches the address: 127.0.0.0/8, <c>::1</c>, an IPv4-mapped loopback, or <c>localhost</c>.</summary>
    /// <param name="text">An address or host name, with or without brackets.</param>
    public static bool IsLoopback(string text)
    {
        if (text.Length > 2 && text[0] == '[' && text[text.Length - 1] == ']')
            text = text.Substring(1, text.Length - 2);
        if (string.Equals(text, "localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        if (Parse(text) is not { } bytes)
            return false;
        if (IsV4(bytes))
            return bytes[12] == 127;
        for (var i = 0; i < 15; i++)
        {
            if (bytes[i] != 0)
                return false;
        }

        return bytes[15] == 1;
    }

    private static bool IsV4(byte[] bytes)
    {
        for (var i = 0; i < 10; i++)
        {
            if (bytes[i] != 0)
                return false;
        }

        return bytes[10] == 0xff && bytes[11] == 0xff;
    }

    private static bool ParseV4(string text, byte[] bytes, int at)
    {
        var parts = text.Split('.');
        if (parts.Length != 4)
            return false;
        foreach (var part in parts)
        {
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0') || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out bytes[at++]))
                return false;
        }

        return true;
    }

    private static byte[]? ParseV6(string text)
    {
        var halves = text.Split(["::"], StringSplitOptions.None);
        if (halves.Length > 2)
            return null;
        var head = Groups(halves[0]);
        var tail = halves.Length == 2 ? Groups(halves[1]) : [];
        if (head is null || tail is null)
            return null;
        var length = head.Count + tail.Count;
        if (halves.Length == 2 ? length > 14 : length != 16)
            return null;
        var bytes = new byte[16];
        head.CopyTo(bytes);
        tail.CopyTo(bytes, 16 - tail.Count);
        return bytes;
    }

    private static List<byte>? Groups(string text)
    {
        var bytes = new List<byte>(16);
        if (text.Length == 0)
            return bytes;
        var groups = text.Split(':');
        for (var i = 0; i < groups.Length; i++)
        {
            if (i == groups.Length - 1 && groups[i].IndexOf('.') >= 0)
            {
                var v4 = new byte[4];
                if (!ParseV4(groups[i], v4, 0))
                    return null;
                bytes.AddRange(v4);
                continue;
            }

            if (groups[i].Length is 0 or > 4 || !ushort.TryParse(groups[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var group))
                return null;
            bytes.Add((byte)(group >> 8));
            bytes.Add((byte)group);
        }

        return bytes;
    }
}
