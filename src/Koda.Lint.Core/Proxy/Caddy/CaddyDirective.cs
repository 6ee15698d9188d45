using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>A line of a Caddyfile, with the block that it opens. Imported lines stand in place of <c>import</c>.</summary>
/// <param name="Name">The first word.</param>
/// <param name="Arguments">The other words of the line.</param>
/// <param name="Block">The lines between the braces; null when the line opens none.</param>
/// <param name="Span">From the first to the last word of the line.</param>
public sealed record CaddyDirective(ConfigWord Name, IReadOnlyList<ConfigWord> Arguments, IReadOnlyList<CaddyDirective>? Block, SourceSpan Span)
{
    /// <summary>Whether this is the directive of that name.</summary>
    /// <param name="name">A name of Caddy's documentation.</param>
    public bool Is(string name) => Name.Value == name;

    /// <summary>An argument's value, or null when there are not so many.</summary>
    /// <param name="index">0-based.</param>
    public string? Argument(int index) => index < Arguments.Count ? Arguments[index].Value : null;
}

/// <summary>A block at the top level of a Caddyfile.</summary>
/// <param name="Keys">The site's addresses; empty for the global options.</param>
/// <param name="Directives">The lines inside.</param>
/// <param name="Span">The addresses, or the brace that opens the global options.</param>
public sealed record CaddyBlock(IReadOnlyList<ConfigWord> Keys, IReadOnlyList<CaddyDirective> Directives, SourceSpan Span);

/// <summary>An environment variable that a Caddyfile uses and that has neither a value nor a default.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Span">The characters <c>{$NAME}</c>.</param>
public sealed record CaddyVariable(string Name, SourceSpan Span);

/// <summary>A Caddyfile as written, with its imports.</summary>
/// <param name="File">The main file.</param>
/// <param name="GlobalOptions">The global options; empty when there are none.</param>
/// <param name="Sites">The site blocks.</param>
/// <param name="NamedRoutes">The blocks <c>&amp;(name)</c>, by name.</param>
/// <param name="Variables">Environment variables that nothing defines. Their words keep the text <c>{$NAME}</c>.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record Caddyfile(
    SourceFile File,
    IReadOnlyList<CaddyDirective> GlobalOptions,
    IReadOnlyList<CaddyBlock> Sites,
    IReadOnlyDictionary<string, CaddyBlock> NamedRoutes,
    IReadOnlyList<CaddyVariable> Variables,
    IReadOnlyList<ReadProblem> Problems);
