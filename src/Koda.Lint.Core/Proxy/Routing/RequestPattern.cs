using System.Text;
using System.Text.RegularExpressions;

namespace Koda.Lint.Proxy.Routing;

/// <summary>
/// A regular expression of a proxy (PCRE in nginx, RE2 in Caddy) matched with .NET's engine. What that engine cannot
/// read, or cannot settle in a tenth of a second, cannot be known.
/// </summary>
internal sealed class RequestPattern
{
    private const int MaxLength = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, int> _groupNumbers = [];
    private readonly PatternBudget _budget;
    private readonly Regex? _regex;

    public RequestPattern(string pattern, bool ignoresCase, PatternBudget budget)
    {
        Pattern = pattern;
        _budget = budget;
        if (pattern.Length > MaxLength)
            return;
        try
        {
            _regex = new Regex(Translate(pattern), RegexOptions.CultureInvariant | (ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None), Patience);
        }
        catch (ArgumentException)
        {
            // The dialects differ at their edges; the caller reports what cannot be judged.
        }
    }

    public string Pattern { get; }

    /// <summary>Whether the expression can be evaluated at all.</summary>
    public bool IsUnderstood => _regex is not null;

    /// <summary>The named groups with their numbers.</summary>
    public IReadOnlyDictionary<string, int> GroupNumbers => _groupNumbers;

    /// <summary>The match, a failed match, or null when it cannot be known.</summary>
    public Match? Match(string input)
    {
        if (_regex is null || _budget.IsSpent)
            return null;
        try
        {
            return _regex.Match(input);
        }
        catch (RegexMatchTimeoutException)
        {
            _budget.Spend();
            return null;
        }
    }

    /// <summary>Replaces every match, <c>$1</c> and all; null when it cannot be known.</summary>
    public string? Replace(string input, string replacement)
    {
        if (_regex is null || _budget.IsSpent)
            return null;
        try
        {
            return _regex.Replace(input, replacement);
        }
        catch (RegexMatchTimeoutException)
        {
            _budget.Spend();
            return null;
        }
    }

    /// <summary>
    /// Both dialects number all groups in order, named ones too, where .NET puts the named ones last: names are dropped
    /// and remembered. They also have <c>[[:digit:]]</c>, and a <c>$</c> that is the very end.
    /// </summary>
    private string Translate(string pattern)
    {
        var output = new StringBuilder(pattern.Length + 8);
        var groups = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    output.Append('\\').Append(pattern[++i]);
                    break;
                case '[':
                    i = TranslateClass(pattern, i, output);
                    break;
                case '(':
                    output.Append('(');
                    if (ReadGroupName(pattern, i + 1) is var (name, end))
                    {
                        _groupNumbers[name] = ++groups;
                        i = end;
                    }
                    else if (i + 1 == pattern.Length || pattern[i + 1] != '?')
                    {
                        groups++;
                    }

                    break;
                case '$':
                    output.Append("\\z");
                    break;
                default:
                    output.Append(pattern[i]);
                    break;
            }
        }

        return output.ToString();
    }

    private static (string Name, int End)? ReadGroupName(string pattern, int at)
    {
        if (at + 2 >= pattern.Length || pattern[at] != '?')
            return null;
        var start = pattern[at + 1] == 'P' && pattern[at + 2] == '<' ? at + 3
            : pattern[at + 1] is '\'' || (pattern[at + 1] == '<' && pattern[at + 2] is not ('=' or '!')) ? at + 2
            : -1;
        var end = start < 0 ? -1 : pattern.IndexOf(pattern[at + 1] == '\'' ? '\'' : '>', start);
        return end < 0 ? null : (pattern.Substring(start, end - start), end);
    }

    private static int TranslateClass(string pattern, int at, StringBuilder output)
    {
        output.Append('[');
        at++;
        if (at < pattern.Length && pattern[at] == '^')
            output.Append(pattern[at++]);
        for (var isFirst = true; at < pattern.Length && (pattern[at] != ']' || isFirst); at++, isFirst = false)
        {
            if (pattern[at] == '[' && TryReadPosixClass(pattern, at) is var (characters, end))
            {
                output.Append(characters);
                at = end;
            }
            else if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                output.Append('\\').Append(pattern[++at]);
            }
            else
            {
                // .NET would read `-[` in a class as a subtraction, and a leading `]` as its end.
                if (pattern[at] is '[' or ']')
                    output.Append('\\');
                output.Append(pattern[at]);
            }
        }

        if (at < pattern.Length)
            output.Append(']');
        return at;
    }

    private static (string Characters, int End)? TryReadPosixClass(string pattern, int at)
    {
        var end = at + 1 < pattern.Length && pattern[at + 1] == ':' ? pattern.IndexOf(":]", at + 2, StringComparison.Ordinal) : -1;
        if (end < 0)
            return null;
        var characters = pattern.Substring(at + 2, end - at - 2) switch
        {
            "alpha" => "a-zA-Z",
            "digit" => "0-9",
            "alnum" => "a-zA-Z0-9",
            "upper" => "A-Z",
            "lower" => "a-z",
            "space" => "\\s",
            "word" => "\\w",
            "xdigit" => "0-9A-Fa-f",
            "punct" => "!-/:-@\\[-`{-~",
            _ => null,
        };
        return characters is null ? null : (characters, end + 1);
    }
}

/// <summary>How often the expressions of one configuration may run out of time before all of them are given up.</summary>
internal sealed class PatternBudget
{
    private int _timeOutsLeft = 20;

    public bool IsSpent => _timeOutsLeft <= 0;

    public void Spend() => _timeOutsLeft--;
}
