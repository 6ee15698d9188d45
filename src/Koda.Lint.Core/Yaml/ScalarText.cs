using Koda.Lint.Text;

namespace Koda.Lint.Yaml;

/// <summary>
/// Finds the source characters of a part of a scalar's value, so that a finding can point inside a quoted string or a
/// block. Walks source and value in step, by the folding rules of YAML 1.2.2, chapters 6.5, 7.3 and 8.1. Only findings ask
/// for it, so it may take a short scalar's length each time; of a long one, in which much may be found, the walk is kept.
/// </summary>
internal static class ScalarText
{
    private const int LongFrom = 1024;

    /// <summary>The source of <paramref name="length"/> value characters; the whole scalar when the two cannot be matched.</summary>
    public static SourceSpan Locate(YamlScalar scalar, int start, int length)
    {
        if (start < 0 || length < 0 || start + length > scalar.Value.Length || scalar.Value.Length == 0)
            return scalar.Span;

        var walk = scalar.KeptWalk ?? new Walk(scalar);
        if (scalar.Value.Length >= LongFrom)
            scalar.KeptWalk = walk;
        if (!walk.Succeeded)
            return scalar.Span;
        if (length == 0)
        {
            var point = start < scalar.Value.Length ? walk.Starts[start] : walk.Ends[start - 1];
            return new SourceSpan(scalar.File, point, point);
        }

        return new SourceSpan(scalar.File, walk.Starts[start], walk.Ends[start + length - 1]);
    }

    /// <summary>The source of each character of a scalar's value.</summary>
    internal sealed class Walk
    {
        private readonly string _text;
        private readonly string _value;
        private readonly YamlScalarStyle _style;
        private readonly int _end;
        private readonly int _indent;
        private int _at;
        private int _done;
        private int _blanksEnd;

        public Walk(YamlScalar scalar)
        {
            _text = scalar.File.Text;
            _value = scalar.Value;
            _style = scalar.Style;
            Starts = new int[_value.Length];
            Ends = new int[_value.Length];
            (_at, _end) = Content(scalar);
            _indent = IsBlock ? BlockIndent(scalar) : 0;
            Succeeded = Run();
        }

        /// <summary>Whether source and value could be matched.</summary>
        public bool Succeeded { get; }

        public int[] Starts { get; }

        public int[] Ends { get; }

        private bool IsBlock => _style is YamlScalarStyle.Literal or YamlScalarStyle.Folded;

        private bool Run()
        {
            var lineStart = IsBlock;
            while (_done < _value.Length)
            {
                if (lineStart)
                    SkipIndent();
                lineStart = false;
                if (_at >= _end)
                    return TakeRest();

                if (BreakRun(out var runEnd))
                {
                    TakeBreaks(runEnd);
                    lineStart = IsBlock;
                }
                else if (_style == YamlScalarStyle.DoubleQuoted && _text[_at] == '\\')
                {
                    TakeEscape();
                }
                else
                {
                    var width = _style == YamlScalarStyle.SingleQuoted && _text[_at] == '\'' ? 2 : 1;
                    if (_text[_at] != _value[_done])
                        return false;
                    Take(1, width);
                }
            }

            return true;
        }

        private void Take(int produced, int width)
        {
            for (var i = 0; i < produced && _done < _value.Length; i++, _done++)
            {
                Starts[_done] = _at;
                Ends[_done] = Math.Min(_at + width, _end);
            }

            _at += width;
        }

        /// <summary>A block's kept trailing line breaks may lie behind its last character.</summary>
        private bool TakeRest()
        {
            _at = _end;
            while (_done < _value.Length && _value[_done] == '\n')
                Take(1, 0);
            return _done == _value.Length;
        }

        /// <summary>Blanks around one or more line breaks: what folds. A literal block folds nothing.</summary>
        private bool BreakRun(out int runEnd)
        {
            runEnd = _at;
            var i = _at;
            if (!IsBlock)
                i = _blanksEnd = i < _blanksEnd ? _blanksEnd : SkipBlanks(i);
            if (i >= _end || !IsBreak(_text[i]))
                return false;
            if (_style == YamlScalarStyle.Literal)
            {
                runEnd = PastBreak(i);
                return true;
            }

            while (i < _end && IsBreak(_text[i]))
            {
                runEnd = i = PastBreak(i);
                var next = IsBlock ? PastIndent(i) : SkipBlanks(i);
                if (next < _end && IsBreak(_text[next]))
                    i = next;
                else if (!IsBlock)
                    runEnd = next;
            }

            return true;
        }

        /// <summary>A run of breaks gives one space, or line feeds; whichever the value has, the run is their source.</summary>
        private void TakeBreaks(int runEnd)
        {
            var produced = 0;
            if (_value[_done] == ' ' && _style != YamlScalarStyle.Literal)
                produced = 1;
            else
            {
                while (_done + produced < _value.Length && _value[_done + produced] == '\n')
                {
                    produced++;
                    if (_style == YamlScalarStyle.Literal)
                        break;
                }
            }

            Take(produced, runEnd - _at);
        }

        private void TakeEscape()
        {
            var next = _at + 1 < _end ? _text[_at + 1] : '\0';
            if (IsBreak(next))
            {
                _at = SkipBlanks(PastBreak(_at + 1));
                return;
            }

            var digits = next switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
            var pair = digits == 8 && char.IsHighSurrogate(_value[_done]);
            Take(pair ? 2 : 1, 2 + digits);
        }

        private void SkipIndent() => _at = PastIndent(_at);

        private int PastIndent(int i)
        {
            for (var n = 0; n < _indent && i < _end && _text[i] == ' '; n++)
                i++;
            return i;
        }

        private int SkipBlanks(int i)
        {
            while (i < _end && _text[i] is ' ' or '\t')
                i++;
            return i;
        }

        private int PastBreak(int i) => _text[i] == '\r' && i + 1 < _text.Length && _text[i + 1] == '\n' ? i + 2 : i + 1;

        private static bool IsBreak(char c) => c is '\n' or '\r';

        /// <summary>The scalar's characters without its quotes or block header.</summary>
        private static (int Start, int End) Content(YamlScalar scalar)
        {
            var text = scalar.File.Text;
            switch (scalar.Style)
            {
                case YamlScalarStyle.SingleQuoted or YamlScalarStyle.DoubleQuoted when scalar.End - scalar.Start >= 2:
                    return (scalar.Start + 1, scalar.End - 1);
                case YamlScalarStyle.Literal or YamlScalarStyle.Folded:
                    var line = text.IndexOf('\n', scalar.Start, Math.Max(0, scalar.End - scalar.Start));
                    return (line < 0 ? scalar.End : line + 1, scalar.End);
                default:
                    return (scalar.Start, scalar.End);
            }
        }

        /// <summary>The indentation of a block's content: that of its first line that has any text, less the value's own.</summary>
        private int BlockIndent(YamlScalar scalar)
        {
            var own = 0;
            var first = 0;
            while (first < _value.Length && _value[first] == '\n')
                first++;
            while (first + own < _value.Length && _value[first + own] == ' ')
                own++;

            for (var i = _at; i < _end;)
            {
                var spaces = 0;
                while (i + spaces < _end && _text[i + spaces] == ' ')
                    spaces++;
                if (i + spaces < _end && !IsBreak(_text[i + spaces]))
                    return Math.Max(0, spaces - own);
                var next = _text.IndexOf('\n', i, _end - i);
                if (next < 0)
                    break;
                i = next + 1;
            }

            return scalar.End - scalar.Start;
        }
    }
}
