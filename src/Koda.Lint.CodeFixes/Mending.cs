using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.CodeFixes;

/// <summary>
/// A change that mends a fault. It is a change of characters rather than of syntax: what it does not name stays as it was written, comments and
/// layout included.
/// </summary>
/// <param name="Title">What a menu shows.</param>
/// <param name="Changes">The characters to change; none overlap.</param>
internal sealed record Mending(string Title, IReadOnlyList<TextChange> Changes)
{
    public Mending(string title, TextSpan span, string text)
        : this(title, [new TextChange(span, text)])
    {
    }
}
