using Koda.Lint.Text;

namespace Koda.Lint.Markup;

/// <summary>A Content-Security-Policy that a page brings along in a <c>meta</c> element.</summary>
/// <param name="Value">The policy with character references decoded; its span is inside the quotes.</param>
/// <param name="Span">The whole element.</param>
/// <param name="IsComputed">Whether a part of the policy is a Razor expression, so that only the rest is known.</param>
public sealed record MetaPolicy(MappedText Value, SourceSpan Span, bool IsComputed);
