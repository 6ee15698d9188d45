namespace Koda.Lint.Text;

/// <summary>Finds what a person may have meant.</summary>
public static class Spelling
{
    /// <summary>The Damerau-Levenshtein distance (adjacent swaps count one), or <paramref name="limit"/> + 1 when it is larger.</summary>
    /// <param name="left">A name.</param>
    /// <param name="right">Another.</param>
    /// <param name="limit">The largest distance of interest.</param>
    public static int Distance(string left, string right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
            return limit + 1;
        var before = new int[right.Length + 1];
        var last = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            var best = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(current[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    value = Math.Min(value, before[j - 2] + 1);
                current[j] = value;
                best = Math.Min(best, value);
            }

            if (best > limit)
                return limit + 1;
            (before, last, current) = (last, current, before);
        }

        return Math.Min(last[right.Length], limit + 1);
    }

    /// <summary>The known name nearest to a misspelt one, or null when none is near.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="known">The names that exist.</param>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var limit = name.Length < 5 ? 1 : 2;
        string? nearest = null;
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate, limit);
            if (distance > limit)
                continue;
            limit = distance - 1;
            nearest = candidate;
            if (limit < 0)
                break;
        }

        return nearest;
    }
}
