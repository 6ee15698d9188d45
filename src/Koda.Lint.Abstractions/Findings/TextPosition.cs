namespace Koda.Lint;

/// <summary>A place in a text as editors and MSBuild count it: 1-based line, 1-based column in UTF-16 code units.</summary>
/// <param name="Line">1-based line. Lines end at LF, CR LF or a lone CR.</param>
/// <param name="Column">1-based column in UTF-16 code units; a tab is one.</param>
public readonly record struct TextPosition(int Line, int Column) : IComparable<TextPosition>
{
    /// <inheritdoc />
    public int CompareTo(TextPosition other) =>
        Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);

    /// <summary>Whether <paramref name="left"/> stands before <paramref name="right"/>.</summary>
    public static bool operator <(TextPosition left, TextPosition right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> stands after <paramref name="right"/>.</summary>
    public static bool operator >(TextPosition left, TextPosition right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> stands before <paramref name="right"/>, or is it.</summary>
    public static bool operator <=(TextPosition left, TextPosition right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> stands after <paramref name="right"/>, or is it.</summary>
    public static bool operator >=(TextPosition left, TextPosition right) => left.CompareTo(right) >= 0;

    /// <summary><c>line:column</c>.</summary>
    public override string ToString() =>
        Line.ToString(System.Globalization.CultureInfo.InvariantCulture) + ":" + Column.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
