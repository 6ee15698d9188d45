using System.Text;

namespace Koda.Lint.Text;

/// <summary>Collects the characters of a <see cref="MappedText"/> while a reader unquotes and substitutes.</summary>
public sealed class MappedTextBuilder
{
    private readonly StringBuilder _value = new();
    private readonly List<MappedText.Run> _runs = [];

    /// <summary>Adds characters of a file as they stand.</summary>
    /// <param name="file">The file.</param>
    /// <param name="start">0-based offset of the first.</param>
    /// <param name="length">How many.</param>
    public void AppendVerbatim(SourceFile file, int start, int length)
    {
        if (length == 0)
            return;
        if (_runs.Count > 0 && _runs[_runs.Count - 1] is { IsVerbatim: true } last
            && ReferenceEquals(last.Source.File, file) && last.Source.End == start && last.ValueStart + last.Source.Length == _value.Length)
        {
            _runs[_runs.Count - 1] = new MappedText.Run(last.ValueStart, new SourceSpan(file, last.Source.Start, start + length), isVerbatim: true);
        }
        else
        {
            _runs.Add(new MappedText.Run(_value.Length, new SourceSpan(file, start, start + length), isVerbatim: true));
        }

        _value.Append(file.Text, start, length);
    }

    /// <summary>Adds a value for characters that say something else: an escape, a placeholder.</summary>
    /// <param name="value">The value.</param>
    /// <param name="source">What it was made from.</param>
    public void Append(string value, SourceSpan source)
    {
        if (value.Length == 0)
            return;
        _runs.Add(new MappedText.Run(_value.Length, source, isVerbatim: false));
        _value.Append(value);
    }

    /// <summary>Adds a scalar's value, each character of it with the characters that gave it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="source">The scalar.</param>
    public void Append(string value, IScalarSource source)
    {
        var span = source.SpanOf(0, value.Length);
        if (span.Text == value)
        {
            AppendVerbatim(span.File, span.Start, span.Length);
            return;
        }

        for (var i = 0; i < value.Length; i++)
            Append(value.Substring(i, 1), source.SpanOf(i, 1));
    }

    /// <summary>Adds a part of another value with its origins.</summary>
    /// <param name="text">The other value.</param>
    /// <param name="start">0-based index of the first character to take.</param>
    /// <param name="length">How many to take.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has no such part.</exception>
    public void Append(MappedText text, int start, int length)
    {
        if (start < 0 || length < 0 || start + length > text.Value.Length)
            throw new ArgumentOutOfRangeException(nameof(start));
        text.CopyTo(this, start, length);
    }

    /// <summary>Forgets everything, to collect another value.</summary>
    public void Clear()
    {
        _value.Clear();
        _runs.Clear();
    }

    /// <summary>The value collected so far.</summary>
    /// <param name="span">Where the whole value was written, without its quotes.</param>
    public MappedText ToText(SourceSpan span) => new(_value.ToString(), span, [.. _runs]);
}
