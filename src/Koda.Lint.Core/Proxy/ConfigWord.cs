using Koda.Lint.Text;

namespace Koda.Lint.Proxy;

/// <summary>One word of a proxy's configuration: its value after unquoting, and where it stands.</summary>
/// <param name="Text">The value; its span is without quotes.</param>
/// <param name="Span">The word as written, quotes included.</param>
/// <param name="IsQuoted">Whether it was quoted, so that <c>{</c>, <c>}</c> and <c>@</c> in it mean nothing.</param>
public sealed record ConfigWord(MappedText Text, SourceSpan Span, bool IsQuoted)
{
    /// <summary>The value.</summary>
    public string Value => Text.Value;

    /// <summary>The value.</summary>
    public override string ToString() => Value;
}
