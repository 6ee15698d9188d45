namespace Koda.Lint.Reports;

/// <summary>
/// The order in which go-yaml prints the keys of a mapping: numbers inside keys count as numbers (<c>a9</c> before <c>a10</c>), and
/// other signs come before letters.
/// </summary>
internal sealed class NaturalKeyOrder : IComparer<string>
{
    private NaturalKeyOrder()
    {
    }

    public static NaturalKeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x!, y!);
        var at = 0;
        while (at < a.Length && at < b.Length && a[at] == b[at])
            at++;
        if (at == a.Length || at == b.Length)
            return a.Length.CompareTo(b.Length);

        var (isLetter, isOtherLetter) = (char.IsLetter(a[at]), char.IsLetter(b[at]));
        if (isLetter && isOtherLetter)
            return a[at].CompareTo(b[at]);
        if (isLetter || isOtherLetter)
            return isLetter == (at > 0 && char.IsDigit(a[at - 1])) ? -1 : 1;

        // Zeros that follow another digit are part of a number that began earlier, in both keys alike.
        var isInsideNumber = (a[at] == '0' || b[at] == '0') && HasDigitBefore(a, at);
        var (number, end) = Number(a, at, isInsideNumber);
        var (otherNumber, otherEnd) = Number(b, at, isInsideNumber);
        return number != otherNumber ? number.CompareTo(otherNumber)
            : end != otherEnd ? end.CompareTo(otherEnd)
            : a[at].CompareTo(b[at]);
    }

    private static bool HasDigitBefore(string key, int at)
    {
        for (var i = at - 1; i >= 0 && char.IsDigit(key[i]); i--)
        {
            if (key[i] != '0')
                return true;
        }

        return false;
    }

    private static (long Number, int End) Number(string key, int at, bool isInsideNumber)
    {
        long number = isInsideNumber ? 1 : 0;
        for (; at < key.Length && char.IsDigit(key[at]); at++)
            number = unchecked((number * 10) + key[at] - '0');
        return (number, at);
    }
}
