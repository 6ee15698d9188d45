using System.Text;

namespace Koda.Lint.Interpolation;

/// <summary>
/// Expands one template after the other. Operands nest through an explicit stack of levels, so depth costs no call stack; every level writes to
/// the same output, so it costs no copies either.
/// </summary>
internal sealed class TemplateExpander
{
    private const int Unknown = -2;

    private readonly VariableLookup _lookup;
    private readonly StringBuilder _value = new();
    private readonly List<VariableUse> _uses = [];
    private readonly List<ExpansionSegment> _segments = [];
    private readonly Stack<Level> _outer = new();
    private string _text = "";
    private List<TemplateError>? _errors;
    private int[]? _closingBraces;
    private bool _overflowed;

    public TemplateExpander(VariableLookup lookup) => _lookup = lookup;

    public Expansion Expand(string text)
    {
        _text = text;
        _value.Clear();
        _uses.Clear();
        _segments.Clear();
        _errors = null;
        _closingBraces = null;
        _overflowed = false;
        var level = new Level { End = _text.Length, Writes = true, Contributes = true, LastBrace = Unknown };
        var position = 0;
        while (true)
        {
            if (position < level.End)
            {
                var dollar = _text.IndexOf('$', position, level.End - position);
                Copy(level, position, dollar < 0 ? level.End : dollar);
                position = dollar < 0 ? level.End : ReadDollar(ref level, dollar);
            }
            else if (_outer.Count > 0)
            {
                CloseOperand(level);
                position = level.End + 1;
                level = _outer.Pop();
            }
            else
            {
                return new Expansion(_value.ToString(), _uses.ToArray(), (IReadOnlyList<TemplateError>?)_errors ?? [], _segments.ToArray());
            }
        }
    }

    private int ReadDollar(ref Level level, int dollar)
    {
        var next = dollar + 1 < level.End ? _text[dollar + 1] : '\0';
        if (next == '$')
        {
            Write(level, "$", dollar, dollar + 2);
            return dollar + 2;
        }

        if (next == '{')
            return ReadBraced(ref level, dollar);

        if (!IsNameStart(next))
        {
            Copy(level, dollar, dollar + 1);
            return dollar + 1;
        }

        var end = FindNameEnd(dollar + 1, level.End);
        Use(level, dollar, dollar + 1, end, end);
        return end;
    }

    private int ReadBraced(ref Level level, int dollar)
    {
        var nameStart = dollar + 2;
        if (nameStart >= level.End || !IsNameStart(_text[nameStart]))
            return Refuse(level, dollar, nameStart, "'${' is not followed by a variable's name");

        var nameEnd = FindNameEnd(nameStart, level.End);
        if (nameEnd < level.End && _text[nameEnd] == '}')
        {
            Use(level, dollar, nameStart, nameEnd, nameEnd + 1);
            return nameEnd + 1;
        }

        var orEmpty = nameEnd < level.End && _text[nameEnd] == ':';
        var operandStart = nameEnd + (orEmpty ? 2 : 1);
        if (operandStart > level.End || _text[operandStart - 1] is not ('-' or '+' or '?'))
        {
            return Refuse(level, dollar, nameEnd, nameEnd == level.End
                ? "'${' is never closed"
                : "the variable's name in '${…}' is followed by something that is neither '}' nor an operator");
        }

        var lastBrace = FindLastBraceOfLine(ref level, operandStart);
        if (lastBrace < operandStart)
            return Refuse(level, dollar, operandStart, "'${' is not closed on its line");

        // An operand with too few closing braces takes what its line has.
        var close = FindClosingBrace(dollar, operandStart);
        if (close < 0 || close > lastBrace)
            close = lastBrace;
        return OpenOperand(ref level, dollar, nameStart, nameEnd, orEmpty, operandStart, close);
    }

    private int OpenOperand(ref Level level, int dollar, int nameStart, int nameEnd, bool orEmpty, int operandStart, int close)
    {
        var name = _text.Substring(nameStart, nameEnd - nameStart);
        var definition = _lookup(name);
        var isThere = definition is not null && !(orEmpty && definition.Value.Length == 0);
        var use = new VariableUse(name, dollar, definition, level.Contributes)
        {
            End = close + 1,
            OperandStart = operandStart,
            OperandEnd = close,
        };
        bool taken, written;
        switch (_text[operandStart - 1])
        {
            case '-':
                use.State = isThere ? VariableState.Defined : VariableState.Defaulted;
                taken = written = !isThere;
                break;
            case '+':
                use.State = VariableState.Alternate;
                taken = written = isThere;
                break;
            default:
                // Whoever deploys will supply it, so that it is not missing; whether it is empty nobody knows yet.
                isThere |= definition?.Origin == VariableOrigin.SuppliedAtDeploy;
                use.State = isThere ? VariableState.Defined : VariableState.RequiredMissing;
                taken = false;
                written = !isThere;
                break;
        }

        _uses.Add(use);
        _outer.Push(level);
        level = new Level
        {
            End = close,
            Use = use,
            IsTaken = taken,
            Contributes = level.Contributes && taken,
            Writes = written && (level.Writes || use.State == VariableState.RequiredMissing),
            LineEnd = close,
            LastBrace = Unknown,
            ValueMark = _value.Length,
            SegmentMark = _segments.Count,
        };
        return operandStart;
    }

    /// <summary>Puts in the operand's place what the use stands for, unless that is the operand.</summary>
    private void CloseOperand(in Level operand)
    {
        var use = operand.Use!;
        if (operand.IsTaken)
            return;

        if (use.State == VariableState.RequiredMissing)
        {
            if (_value.Length > operand.ValueMark)
                use.RequiredMessage = _value.ToString(operand.ValueMark, _value.Length - operand.ValueMark);
            _value.Length = operand.ValueMark;
            _segments.RemoveRange(operand.SegmentMark, _segments.Count - operand.SegmentMark);
        }
        else if (use.Definition is { } definition)
        {
            Write(_outer.Peek(), definition.Value, use.Start, use.End, use);
        }
    }

    private void Use(in Level level, int dollar, int nameStart, int nameEnd, int end)
    {
        var name = _text.Substring(nameStart, nameEnd - nameStart);
        var definition = _lookup(name);
        var use = new VariableUse(name, dollar, definition, level.Contributes)
        {
            End = end,
            OperandStart = end,
            OperandEnd = end,
            State = definition is null ? VariableState.Unset : VariableState.Defined,
        };
        _uses.Add(use);
        if (definition is not null)
            Write(level, definition.Value, dollar, end, use);
    }

    /// <summary>Compose, too, goes on behind the opening brace, and may find more to refuse.</summary>
    private int Refuse(in Level level, int dollar, int knownEnd, string reason)
    {
        var end = knownEnd;
        while (end < level.End && _text[end] is not ('}' or '$' or '\n'))
            end++;
        (_errors ??= []).Add(new TemplateError(dollar, end < level.End && _text[end] == '}' ? end + 1 : knownEnd, reason));
        return dollar + 2;
    }

    private void Copy(in Level level, int start, int end)
    {
        if (!level.Writes || start == end || !HasRoom(end - start, start, end))
            return;

        if (_segments.Count > 0 && _segments[_segments.Count - 1] is { IsVerbatim: true } last
            && last.TemplateEnd == start && ReferenceEquals(last.Use, level.Use))
        {
            _segments[_segments.Count - 1] = last with { Length = last.Length + end - start, TemplateEnd = end };
        }
        else
        {
            _segments.Add(new ExpansionSegment(_value.Length, end - start, start, end, level.Use) { IsVerbatim = true });
        }

        _value.Append(_text, start, end - start);
    }

    private void Write(in Level level, string value, int templateStart, int templateEnd, VariableUse? use = null)
    {
        if (!level.Writes || value.Length == 0 || !HasRoom(value.Length, templateStart, templateEnd))
            return;

        _segments.Add(new ExpansionSegment(_value.Length, value.Length, templateStart, templateEnd, use ?? level.Use) { IsVerbatim = false });
        _value.Append(value);
    }

    private bool HasRoom(int length, int templateStart, int templateEnd)
    {
        if (length <= Template.MaxValueLength - _value.Length)
            return true;

        if (!_overflowed)
        {
            _overflowed = true;
            (_errors ??= []).Add(new TemplateError(
                templateStart, templateEnd, "the value grows past " + Template.MaxValueLength / (1024 * 1024) + " MiB here", IsLimit: true));
        }

        return false;
    }

    /// <summary>The last closing brace between an operand's start and the end of its line or level; -1 when there is none.</summary>
    private int FindLastBraceOfLine(ref Level level, int from)
    {
        if (level.LastBrace == Unknown || from > level.LineEnd)
        {
            if (level.Use is null)
            {
                var lineEnd = _text.IndexOf('\n', from, level.End - from);
                level.LineEnd = lineEnd < 0 ? level.End : lineEnd;
            }

            level.LastBrace = level.LineEnd > from ? _text.LastIndexOf('}', level.LineEnd - 1, level.LineEnd - from) : -1;
        }

        return level.LastBrace;
    }

    private int FindClosingBrace(int dollar, int from)
    {
        if (_closingBraces is null)
        {
            var i = from;
            while (i < _text.Length && _text[i] is not ('{' or '}'))
                i++;
            if (i < _text.Length && _text[i] == '}')
                return i;
            _closingBraces = MatchBraces(_text);
        }

        return _closingBraces[dollar];
    }

    /// <summary>
    /// For every <c>$</c> before a brace, the offset of the brace that closes it, or -1. compose-go counts every <c>{</c>, also
    /// one without <c>$</c>, and never looks at the character behind it: in <c>{{</c> the second is not counted. Where a
    /// count starts makes no difference, for the brace of <c>${</c> never stands behind another brace.
    /// </summary>
    private static int[] MatchBraces(string text)
    {
        var closing = new int[text.Length];
        var open = new Stack<int>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '}' && open.Count > 0)
            {
                closing[open.Pop()] = i;
            }
            else if (text[i] == '{')
            {
                var owner = Math.Max(0, i - 1);
                closing[owner] = -1;
                open.Push(owner);
                i++;
            }
        }

        return closing;
    }

    /// <summary>Letters fold as in Go's case-insensitive expressions: the long s and the Kelvin sign are a letter s and a letter k.</summary>
    private static bool IsNameStart(char c) => c is '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or '\u017F' or '\u212A';

    private int FindNameEnd(int start, int end)
    {
        while (start < end && (IsNameStart(_text[start]) || _text[start] is >= '0' and <= '9'))
            start++;
        return start;
    }

    /// <summary>A stretch of the template that is read by itself: the whole, or an operand.</summary>
    private struct Level
    {
        /// <summary>Offset of the operand's closing brace; at the top, the template's length.</summary>
        public int End;

        /// <summary>The use that has the operand; null at the top.</summary>
        public VariableUse? Use;

        /// <summary>Whether the use stands for the operand.</summary>
        public bool IsTaken;

        /// <summary>Whether anything here reaches the value.</summary>
        public bool Contributes;

        /// <summary>Whether to write at all; a message is written too, and taken back.</summary>
        public bool Writes;

        /// <summary>End of the line that <see cref="LastBrace"/> was sought on.</summary>
        public int LineEnd;

        /// <summary>The last closing brace of the line, -1 for none, or <see cref="Unknown"/>.</summary>
        public int LastBrace;

        /// <summary>Length of the output when the operand was opened.</summary>
        public int ValueMark;

        /// <summary>How many segments there were when the operand was opened.</summary>
        public int SegmentMark;
    }
}
