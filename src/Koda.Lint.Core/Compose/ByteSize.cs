namespace Koda.Lint.Compose;

/// <summary>
/// Sizes as Compose reads them (go-units 0.4's <c>RAMInBytes</c>): digits, perhaps with a fraction, perhaps a blank, perhaps one of <c>k m g t p</c>, perhaps an
/// <c>i</c>, perhaps a <c>b</c>; 1 k is 1,024.
/// </summary>
internal static class ByteSize
{
    private const string Prefixes = "kKmMgGtTpP";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var number = 0;
        while (number < text.Length && (GoFloat.IsDigit(text[number]) || (text[number] == '.' && number > 0)))
            number++;
        if (number == 0 || text[number - 1] == '.' || !GoFloat.TryParse(text.Substring(0, number), out var size) || Factor(text, number) is not { } factor)
            return false;
        size *= factor;
        // What 64 bits cannot hold is the least number to Go on the processors that servers have.
        bytes = size < long.MaxValue ? (long)size : long.MinValue;
        return true;
    }

    /// <summary>What the number counts, which its unit says; null when it is none.</summary>
    private static double? Factor(string text, int start)
    {
        var i = start;
        if (i < text.Length && text[i] == ' ')
            i++;
        var power = i < text.Length ? (Prefixes.IndexOf(text[i]) + 2) / 2 : 0;
        if (power > 0)
            i++;
        if (i < text.Length && text[i] is 'i' or 'I')
            i++;
        if (i < text.Length && text[i] is 'b' or 'B')
            i++;
        return i == text.Length ? Math.Pow(1024, power) : null;
    }
}
