namespace Koda.Lint.Proxy;

/// <summary>
/// A shell pattern as Go's <c>path.Match</c> and C's <c>glob</c> read it: <c>*</c> and <c>?</c> stop at the separator,
/// <c>[a-z]</c> is a class, <c>\</c> escapes. Matching takes time in the product of both lengths, never more.
/// </summary>
internal sealed class Glob
{
    private readonly List<Unit> _units = [];

    public Glob(string pattern, char separator)
    {
        for (var i = 0; i < pattern.Length;)
        {
            switch (pattern[i])
            {
                case '*':
                    if (_units.Count == 0 || _units[_units.Count - 1].Kind != UnitKind.Run)
                        _units.Add(new Unit(UnitKind.Run, separator, null));
                    i++;
                    break;
                case '?':
                    _units.Add(new Unit(UnitKind.Any, separator, null));
                    i++;
                    break;
                case '[' when TryReadClass(pattern, i + 1) is var (cls, end):
                    _units.Add(new Unit(UnitKind.Class, separator, cls));
                    i = end;
                    break;
                case '[':
                    IsMalformed = true;
                    return;
                case '\\' when i + 1 < pattern.Length:
                    _units.Add(new Unit(UnitKind.Literal, pattern[i + 1], null));
                    i += 2;
                    break;
                case '\\':
                    IsMalformed = true;
                    return;
                default:
                    _units.Add(new Unit(UnitKind.Literal, pattern[i], null));
                    i++;
                    break;
            }
        }
    }

    private enum UnitKind
    {
        Literal,
        Any,
        Run,
        Class,
    }

    /// <summary>Whether the pattern is broken; it matches nothing then.</summary>
    public bool IsMalformed { get; }

    public static bool IsPattern(string text) => text.IndexOfAny(['*', '?', '[']) >= 0;

    public bool IsMatch(string text)
    {
        if (IsMalformed)
            return false;
        var (unit, at) = (0, 0);
        var (retryUnit, retryAt) = (-1, 0);
        while (at < text.Length)
        {
            if (unit < _units.Count && _units[unit].Kind == UnitKind.Run)
            {
                (retryUnit, retryAt) = (unit, at);
                unit++;
            }
            else if (unit < _units.Count && _units[unit].Takes(text[at]))
            {
                unit++;
                at++;
            }
            else if (retryUnit >= 0 && text[retryAt] != _units[retryUnit].Character)
            {
                unit = retryUnit + 1;
                at = ++retryAt;
            }
            else
            {
                return false;
            }
        }

        while (unit < _units.Count && _units[unit].Kind == UnitKind.Run)
            unit++;
        return unit == _units.Count;
    }

    private static (CharacterClass Class, int End)? TryReadClass(string pattern, int at)
    {
        var isNegated = at < pattern.Length && pattern[at] is '^' or '!';
        if (isNegated)
            at++;
        var ranges = new List<(char From, char To)>();
        while (at < pattern.Length && (pattern[at] != ']' || ranges.Count == 0))
        {
            if (ReadClassCharacter(pattern, ref at) is not { } from)
                return null;
            var to = from;
            if (at + 1 < pattern.Length && pattern[at] == '-' && pattern[at + 1] != ']')
            {
                at++;
                if (ReadClassCharacter(pattern, ref at) is not { } end)
                    return null;
                to = end;
            }

            ranges.Add((from, to));
        }

        return at < pattern.Length ? (new CharacterClass(isNegated, ranges), at + 1) : null;
    }

    private static char? ReadClassCharacter(string pattern, ref int at)
    {
        if (pattern[at] == '\\')
            at++;
        return at < pattern.Length ? pattern[at++] : null;
    }

    private sealed record CharacterClass(bool IsNegated, List<(char From, char To)> Ranges)
    {
        public bool Has(char c) => Ranges.Exists(r => c >= r.From && c <= r.To) != IsNegated;
    }

    /// <summary>One unit of a pattern; <paramref name="Character"/> is the literal, or the separator that a wildcard stops at.</summary>
    private sealed record Unit(UnitKind Kind, char Character, CharacterClass? Class)
    {
        public bool Takes(char c) => Kind switch
        {
            UnitKind.Literal => c == Character,
            UnitKind.Any => c != Character,
            UnitKind.Class => c != Character && Class!.Has(c),
            _ => false,
        };
    }
}
