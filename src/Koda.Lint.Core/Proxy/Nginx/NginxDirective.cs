using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>A directive of an nginx configuration, with its block when it has one. Included files stand in place of <c>include</c>.</summary>
/// <param name="Name">The directive's name.</param>
/// <param name="Arguments">Its parameters.</param>
/// <param name="Block">The directives between its braces; null for one that ends with <c>;</c>.</param>
/// <param name="Span">From its name up to its <c>;</c> or <c>{</c>, which is not marked.</param>
public sealed record NginxDirective(ConfigWord Name, IReadOnlyList<ConfigWord> Arguments, IReadOnlyList<NginxDirective>? Block, SourceSpan Span)
{
    /// <summary>Whether this is the directive of that name.</summary>
    /// <param name="name">A name of nginx's documentation.</param>
    public bool Is(string name) => Name.Value == name;

    /// <summary>A parameter's value, or null when there are not so many.</summary>
    /// <param name="index">0-based.</param>
    public string? Argument(int index) => index < Arguments.Count ? Arguments[index].Value : null;
}

/// <summary>An nginx configuration as written, with its included files.</summary>
/// <param name="File">The main file.</param>
/// <param name="Directives">What stands at the top level.</param>
/// <param name="Problems">What could not be read.</param>
public sealed record NginxFile(SourceFile File, IReadOnlyList<NginxDirective> Directives, IReadOnlyList<ReadProblem> Problems);
