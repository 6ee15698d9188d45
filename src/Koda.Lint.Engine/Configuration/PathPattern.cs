using System.Globalization;

namespace Koda.Lint.Configuration;

/// <summary>
/// A section's pattern as EditorConfig has it (https://spec.editorconfig.org, "Glob Expressions"): <c>*</c>, <c>**</c>, <c>?</c>, <c>[name]</c>,
/// <c>[!name]</c>, <c>{a,b}</c>, <c>{1..9}</c>. All ways through it are walked at once, so that no pattern takes long.
/// </summary>
internal sealed class PathPattern
{
    private const int MaxNumbers = 1000;

    private readonly string _pattern;
    private readonly List<Step> _steps = [];
    private int _at;

    private PathPattern(string pattern) => _pattern = pattern;

    /// <summary>Reads a pattern. One without a slash is about names in any folder; others are seen from the file's folder.</summary>
    /// <param name="pattern">What stands between the section's brackets.</param>
    public static PathPattern Read(string pattern)
    {
        var slash = pattern.IndexOf('/');
        var full = slash < 0 ? "**/" + pattern : slash == 0 ? pattern.Substring(1) : pattern;
        var reader = new PathPattern(full);
        if (slash < 0)
        {
            // `**/name` is also a name in the folder itself.
            reader._at = 3;
            var split = reader.Add(Step.Split);
            reader.Add(Step.AnyDeep);
            reader.Add(Step.Literal('/'));
            reader._steps[split] = reader._steps[split] with { Other = reader._steps.Count };
        }

        reader.ReadSequence(inBraces: false);
        reader.Add(Step.End);
        return reader;
    }

    /// <summary>Whether the pattern covers a path.</summary>
    /// <param name="path">The path as seen from the file's folder, with <c>/</c>.</param>
    public bool Matches(string path)
    {
        var current = new SortedSet<int>();
        Enter(0, current);
        foreach (var c in path)
        {
            var next = new SortedSet<int>();
            foreach (var at in current)
            {
                var step = _steps[at];
                if (step.Kind == StepKind.Any ? c != '/' : step.Kind == StepKind.AnyDeep)
                    Enter(at, next);
                else if (step.Kind == StepKind.One && step.Takes!(c))
                    Enter(at + 1, next);
            }

            current = next;
        }

        return current.Contains(_steps.Count - 1);
    }

    private void Enter(int at, SortedSet<int> steps)
    {
        if (!steps.Add(at))
            return;
        var step = _steps[at];
        if (step.Kind is StepKind.Any or StepKind.AnyDeep)
            Enter(at + 1, steps);
        else if (step.Kind == StepKind.Jump)
            Enter(step.Other, steps);
        else if (step.Kind == StepKind.Split)
        {
            Enter(at + 1, steps);
            Enter(step.Other, steps);
        }
    }

    private void ReadSequence(bool inBraces)
    {
        while (_at < _pattern.Length)
        {
            var c = _pattern[_at];
            if (inBraces && c is ',' or '}')
                return;
            _at++;
            switch (c)
            {
                case '*' when _at < _pattern.Length && _pattern[_at] == '*':
                    _at++;
                    Add(Step.AnyDeep);
                    break;
                case '*':
                    Add(Step.Any);
                    break;
                case '?':
                    Add(Step.One(other => other != '/'));
                    break;
                case '[' when ReadSet() is { } set:
                    Add(Step.One(set));
                    break;
                case '{' when EndOfBraces(_at) is { } end:
                    ReadBraces(end);
                    break;
                case '\\' when _at < _pattern.Length:
                    Add(Step.Literal(_pattern[_at++]));
                    break;
                default:
                    Add(Step.Literal(c));
                    break;
            }
        }
    }

    /// <summary>The characters up to the closing bracket; null when it is none, or stands behind a slash.</summary>
    private Func<char, bool>? ReadSet()
    {
        var close = _pattern.IndexOf(']', Math.Min(_at + 1, _pattern.Length));
        if (close < 0 || _pattern.IndexOf('/', _at, close - _at) >= 0)
            return null;
        var text = _pattern.Substring(_at, close - _at);
        _at = close + 1;
        var isNegated = text[0] == '!';
        if (isNegated)
            text = text.Substring(1);
        return c => c != '/' && IsIn(text, c) != isNegated;
    }

    private static bool IsIn(string set, char c)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (c >= set[i] && c <= set[i + 2])
                    return true;
                i += 2;
            }
            else if (set[i] == c)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The brace that closes alternatives or a range; null when the braces are plain characters.</summary>
    private int? EndOfBraces(int start)
    {
        var depth = 0;
        var separates = false;
        for (var i = start; i < _pattern.Length; i++)
        {
            if (_pattern[i] == '\\')
                i++;
            else if (_pattern[i] == '{')
                depth++;
            else if (_pattern[i] == ',' && depth == 0)
                separates = true;
            else if (_pattern[i] == '}' && depth-- == 0)
                return separates || RangeOf(start, i) is not null ? i : null;
        }

        return null;
    }

    private (int From, int To)? RangeOf(int start, int end)
    {
        var text = _pattern.Substring(start, end - start);
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots > 0
            && int.TryParse(text.Substring(0, dots), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(text.Substring(dots + 2), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var to)
            && to >= from && to - (long)from <= MaxNumbers)
        {
            return (from, to);
        }

        return null;
    }

    private void ReadBraces(int end)
    {
        var jumps = new List<int>();
        if (RangeOf(_at, end) is var (from, to))
        {
            for (var number = from; number <= to; number++)
            {
                var text = number.ToString(CultureInfo.InvariantCulture);
                AddAlternative(jumps, isLast: number == to, () => _steps.AddRange(text.Select(Step.Literal)));
            }

            _at = end;
        }
        else
        {
            do
            {
                AddAlternative(jumps, isLast: false, () => ReadSequence(inBraces: true));
            }
            while (_pattern[_at] == ',' && _at++ < end);
            AddDeadEnd();
        }

        _at = end + 1;
        foreach (var jump in jumps)
            _steps[jump] = _steps[jump] with { Other = _steps.Count };
    }

    private void AddAlternative(List<int> jumps, bool isLast, Action read)
    {
        var split = isLast ? -1 : Add(Step.Split);
        read();
        jumps.Add(Add(Step.Jump));
        if (split >= 0)
            _steps[split] = _steps[split] with { Other = _steps.Count };
    }

    /// <summary>What the last alternative's split leads to: nothing takes a character there.</summary>
    private void AddDeadEnd() => Add(Step.One(_ => false));

    private int Add(Step step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }

    private enum StepKind
    {
        One,
        Any,
        AnyDeep,
        Split,
        Jump,
        End,
    }

    private sealed record Step(StepKind Kind, Func<char, bool>? Takes = null, int Other = 0)
    {
        public static Step Any { get; } = new(StepKind.Any);

        public static Step AnyDeep { get; } = new(StepKind.AnyDeep);

        public static Step Split { get; } = new(StepKind.Split);

        public static Step Jump { get; } = new(StepKind.Jump);

        public static Step End { get; } = new(StepKind.End);

        public static Step One(Func<char, bool> takes) => new(StepKind.One, takes);

        public static Step Literal(char c) => new(StepKind.One, other => other == c);
    }
}
