namespace Koda.Lint.Compose;

/// <summary>
/// Sizes as Docker reads them (go-units' <c>RAMInBytes</c>): a number, perhaps a blank, perhaps <c>b</c> or one of <c>k m g t p</c> with
/// <c>b</c> or <c>ib</c> behind it; 1 k is 1,024.
/// </summary>
internal static class ByteSize
{
    private const string Prefixes = "kmgtp";

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var last = text.LastIndexOfAny(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ' ']);
        if (last < 0)
            return false;
        var number = text.Substring(0, text[last] == ' ' ? last : last + 1);
        if (number.IndexOfAny(['e', 'E']) >= 0 || !GoFormat.TryParseFloat(number, out var size) || size < 0 || Factor(text.Substring(last + 1).ToLowerInvariant()) is not { } factor)
            return false;
        bytes = (long)(size * factor);
        return true;
    }

    private static double? Factor(string suffix)
    {
        if (suffix is "" or "b")
            return 1;
        var power = Prefixes.IndexOf(suffix[0]);
        return power >= 0 && suffix.Substring(1) is "" or "b" or "ib" ? Math.Pow(1024, power + 1) : null;
    }
}
