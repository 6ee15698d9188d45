namespace Koda.Lint.Text;

/// <summary>
/// A value that was read from a file (unquoted, unescaped, substituted) and still knows, for every character, which
/// characters of which file put it there. A rule that dislikes one word of a header can so point at that word.
/// </summary>
public sealed class MappedText
{
    private readonly Run[] _runs;

    internal MappedText(string value, SourceSpan span, Run[] runs)
    {
        Value = value;
        Span = span;
        _runs = runs;
    }

    /// <summary>The value itself.</summary>
    public string Value { get; }

    /// <summary>The characters that the whole value comes from, without the quotes around them.</summary>
    public SourceSpan Span { get; }

    /// <summary>Takes characters of a file as they stand.</summary>
    /// <param name="span">The characters.</param>
    public static MappedText Of(SourceSpan span) =>
        new(span.Text, span, span.Length == 0 ? [] : [new Run(0, span, isVerbatim: true)]);

    /// <summary>Gives a value to characters that say something else.</summary>
    /// <param name="value">The value.</param>
    /// <param name="span">What it was made from.</param>
    public static MappedText Of(string value, SourceSpan span) =>
        new(value, span, value.Length == 0 ? [] : [new Run(0, span, isVerbatim: false)]);

    /// <summary>Where a part of the value was written. A part that spans two files is placed in the first.</summary>
    /// <param name="start">0-based index into <see cref="Value"/>; what is outside is clamped.</param>
    /// <param name="length">How many characters of the value.</param>
    public SourceSpan SpanOf(int start, int length)
    {
        if (_runs.Length == 0)
            return Span;
        start = Math.Max(0, Math.Min(start, Value.Length));
        var end = Math.Max(start, Math.Min((long)start + length, Value.Length));
        if (start == Value.Length)
            return new SourceSpan(Span.File, Span.End, Span.End);

        var first = RunAt(start);
        var from = first.StartOf(start);
        if (end == start)
            return new SourceSpan(first.Source.File, from, from);
        var last = RunAt((int)end - 1);
        var to = last.EndOf((int)end - 1);
        return ReferenceEquals(first.Source.File, last.Source.File) && to >= from
            ? new SourceSpan(first.Source.File, from, to)
            : new SourceSpan(first.Source.File, from, first.Source.End);
    }

    /// <summary>A part of the value, still mapped.</summary>
    /// <param name="start">0-based index of the first character.</param>
    /// <param name="length">How many characters.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has no such part.</exception>
    public MappedText Slice(int start, int length)
    {
        var builder = new MappedTextBuilder();
        builder.Append(this, start, length);
        return builder.ToText(SpanOf(start, length));
    }

    /// <summary>The value.</summary>
    public override string ToString() => Value;

    internal void CopyTo(MappedTextBuilder builder, int start, int length)
    {
        var end = start + length;
        for (var i = length == 0 ? _runs.Length : IndexOfRun(start); i < _runs.Length && _runs[i].ValueStart < end; i++)
        {
            var from = Math.Max(start, _runs[i].ValueStart);
            var to = Math.Min(end, i + 1 < _runs.Length ? _runs[i + 1].ValueStart : Value.Length);
            if (_runs[i].IsVerbatim)
                builder.AppendVerbatim(_runs[i].Source.File, _runs[i].StartOf(from), to - from);
            else
                builder.Append(Value.Substring(from, to - from), _runs[i].Source);
        }
    }

    private Run RunAt(int index) => _runs[IndexOfRun(index)];

    private int IndexOfRun(int index)
    {
        var low = 0;
        var high = _runs.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_runs[middle].ValueStart <= index)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    /// <summary>Neighbouring characters of a value with one origin.</summary>
    internal readonly struct Run(int valueStart, SourceSpan source, bool isVerbatim)
    {
        public int ValueStart { get; } = valueStart;

        public SourceSpan Source { get; } = source;

        /// <summary>Whether the characters stand in the file as they stand in the value, one for one.</summary>
        public bool IsVerbatim { get; } = isVerbatim;

        public int StartOf(int index) => IsVerbatim ? Source.Start + (index - ValueStart) : Source.Start;

        public int EndOf(int index) => IsVerbatim ? Source.Start + (index - ValueStart) + 1 : Source.End;
    }
}
