using System.Globalization;

namespace Koda.Lint.Build;

/// <summary>FNV-1a, 64 bits, over UTF-16: names files and tells lists apart; nobody gains by a collision.</summary>
internal static class StableHash
{
    /// <summary>Where a hash begins.</summary>
    public const ulong Start = 0xcbf29ce484222325;

    private const ulong Prime = 0x100000001b3;

    /// <summary>A text's hash as 16 hexadecimal digits.</summary>
    public static string Of(string text) => Add(Start, text).ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The hash of bytes, likewise.</summary>
    public static string Of(byte[] bytes)
    {
        var hash = Start;
        foreach (var b in bytes)
            hash = (hash ^ b) * Prime;
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Goes on with a hash.</summary>
    public static ulong Add(ulong hash, string text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * Prime;
        return hash;
    }
}
