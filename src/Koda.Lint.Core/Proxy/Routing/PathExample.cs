using System.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>Finds one path that a regular expression takes, so that the route behind it can be asked for.</summary>
internal static class PathExample
{
    private static readonly string[] Fillers = ["a", "1", "probe"];

    /// <summary>A path that the expression matches; null when none is found by reading it simply.</summary>
    /// <param name="pattern">The expression.</param>
    public static string? Of(RequestPattern pattern)
    {
        if (!pattern.IsUnderstood)
            return null;
        foreach (var filler in Fillers)
        {
            var at = 0;
            var text = ReadSequence(pattern.Pattern, ref at, filler, 0);
            var path = text.StartsWith('/') ? text : "/" + text;
            if (pattern.Match(path) is { Success: true })
                return path;
        }

        return null;
    }

    /// <summary>Takes the first alternative of each group, and each repeated part once.</summary>
    private static string ReadSequence(string pattern, ref int at, string filler, int depth)
    {
        var output = new StringBuilder();
        var isDead = false;
        while (at < pattern.Length && pattern[at] != ')')
        {
            if (pattern[at] == '|')
            {
                isDead = true;
                at++;
                continue;
            }

            var atom = ReadAtom(pattern, ref at, filler, depth);
            if (at < pattern.Length && pattern[at] is '*' or '+' or '?')
                at++;
            else if (at < pattern.Length && pattern[at] == '{' && pattern.IndexOf('}', at) is > 0 and var close)
                at = close + 1;
            if (!isDead)
                output.Append(atom);
        }

        return output.ToString();
    }

    private static string ReadAtom(string pattern, ref int at, string filler, int depth)
    {
        var c = pattern[at++];
        switch (c)
        {
            case '^' or '$':
                return "";
            case '.':
                return filler;
            case '\\' when at < pattern.Length:
                var escaped = pattern[at++];
                return escaped switch { 'd' => "1", 'w' => "a", 's' => " ", 'b' or 'B' or 'A' or 'z' or 'Z' => "", _ => escaped.ToString() };
            case '[':
                return ReadClass(pattern, ref at, filler);
            case '(' when depth < 32:
                var isLookaround = SkipGroupHead(pattern, ref at);
                var inner = ReadSequence(pattern, ref at, filler, depth + 1);
                if (at < pattern.Length)
                    at++;
                return isLookaround ? "" : inner;
            default:
                return c.ToString();
        }
    }

    private static bool SkipGroupHead(string pattern, ref int at)
    {
        if (at >= pattern.Length || pattern[at] != '?')
            return false;
        var isLookaround = at + 1 < pattern.Length && pattern[at + 1] is '!' or '=';
        var isNamed = at + 1 < pattern.Length && pattern[at + 1] is '<' or 'P' or '\'';
        var end = pattern.IndexOfAny(isNamed ? ['>', '\''] : [':', '=', '!', ')'], at);
        at = end < 0 ? pattern.Length : pattern[end] == ')' ? end : end + 1;
        return isLookaround;
    }

    private static string ReadClass(string pattern, ref int at, string filler)
    {
        var isNegated = at < pattern.Length && pattern[at] == '^';
        var first = isNegated ? at + 1 : at;
        var end = first < pattern.Length ? pattern.IndexOf(']', first + 1) : -1;
        at = end < 0 ? pattern.Length : end + 1;
        return isNegated || end < 0 ? filler : pattern[first] == '\\' ? "1" : pattern[first].ToString();
    }
}
