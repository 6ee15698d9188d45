namespace Koda.Lint.Text;

/// <summary>Where a scalar's characters stand in a file, however they were written there.</summary>
public interface IScalarSource
{
    /// <summary>All characters of the scalar, quotes included.</summary>
    SourceSpan Span { get; }

    /// <summary>The source characters that gave a part of the value; an escape counts as a whole.</summary>
    /// <param name="start">0-based offset in the value.</param>
    /// <param name="length">How many UTF-16 units of the value.</param>
    SourceSpan SpanOf(int start, int length);
}
