namespace Koda.Lint.Interpolation;

/// <summary>What a template expands to, and why.</summary>
public sealed class Expansion
{
    private readonly IReadOnlyList<ExpansionSegment>? _segments;

    internal Expansion(string value)
    {
        Value = value;
        Uses = [];
        Errors = [];
    }

    internal Expansion(
        string value, IReadOnlyList<VariableUse> uses, IReadOnlyList<TemplateError> errors, IReadOnlyList<ExpansionSegment> segments)
    {
        Value = value;
        Uses = uses;
        Errors = errors;
        _segments = segments;
    }

    /// <summary>The text; of no meaning when <see cref="HasErrors"/>.</summary>
    public string Value { get; }

    /// <summary>Every use of a variable in the order of the template, those inside an operand after the use that has it.</summary>
    public IReadOnlyList<VariableUse> Uses { get; }

    /// <summary>Every part of the template that Compose does not accept.</summary>
    public IReadOnlyList<TemplateError> Errors { get; }

    /// <summary>Whether Compose refuses the template: it is malformed, or a required variable has no value.</summary>
    public bool HasErrors
    {
        get
        {
            if (Errors.Count > 0)
                return true;
            foreach (var use in Uses)
            {
                if (use.State == VariableState.RequiredMissing)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Which characters of the template gave which of <see cref="Value"/>: in order, adjoining, none empty.</summary>
    public IReadOnlyList<ExpansionSegment> Segments =>
        _segments ?? (Value.Length == 0 ? [] : [new ExpansionSegment(0, Value.Length, 0, Value.Length, null)]);

    /// <summary>
    /// The characters of the template behind a part of the value. What was copied is followed character by character;
    /// a variable's value leads to the whole use.
    /// </summary>
    /// <param name="start">Offset in <see cref="Value"/>; clamped.</param>
    /// <param name="end">Offset one past the last character; clamped to <paramref name="start"/> at least.</param>
    /// <returns>Offsets in the template, the end exclusive.</returns>
    public (int Start, int End) ToTemplate(int start, int end)
    {
        start = Math.Max(0, Math.Min(start, Value.Length));
        end = Math.Max(start, Math.Min(end, Value.Length));
        if (_segments is null)
            return (start, end);
        if (_segments.Count == 0)
            return Uses.Count == 0 ? (0, 0) : (Uses[0].Start, Uses[0].End);

        var first = _segments[FindSegment(start)];
        var templateStart = first.IsVerbatim ? first.TemplateStart + start - first.Start : first.TemplateStart;
        if (end == start)
            return (templateStart, first.IsVerbatim ? templateStart : first.TemplateEnd);

        var last = _segments[FindSegment(end - 1)];
        return (templateStart, last.IsVerbatim ? last.TemplateStart + end - last.Start : last.TemplateEnd);
    }

    private int FindSegment(int offset)
    {
        var low = 0;
        var high = _segments!.Count - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].Start <= offset)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}

/// <summary>A run of a value and the run of the template that it came from.</summary>
/// <param name="Start">Offset in the value.</param>
/// <param name="Length">Length in the value.</param>
/// <param name="TemplateStart">Offset in the template.</param>
/// <param name="TemplateEnd">Offset one past the last character in the template.</param>
/// <param name="Use">
/// The variable whose value this is or, for text of an operand, the innermost use that has the operand; null for text outside every use.
/// </param>
public readonly record struct ExpansionSegment(int Start, int Length, int TemplateStart, int TemplateEnd, VariableUse? Use)
{
    /// <summary>Whether the characters were copied one by one; if not, the run is a variable's value, or <c>$$</c>.</summary>
    public bool IsVerbatim { get; init; } = Use is null && TemplateEnd - TemplateStart == Length;
}

/// <summary>A part of a template that Compose does not accept.</summary>
/// <param name="Start">Offset of the first character in the template.</param>
/// <param name="End">Offset one past the last.</param>
/// <param name="Reason">What is wrong with it, without a word of the template, which may be a secret.</param>
/// <param name="IsLimit">Whether Compose would accept it and a limit of this reader is what was hit.</param>
public sealed record TemplateError(int Start, int End, string Reason, bool IsLimit = false);
