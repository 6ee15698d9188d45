using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>A condition on a request: all of its tests must hold (https://caddyserver.com/docs/caddyfile/matchers).</summary>
internal sealed record CaddyMatcher(IReadOnlyList<CaddyTest> Tests, SourceSpan Span)
{
    /// <summary>The matcher in words, the same for matchers that mean the same.</summary>
    public string Key { get; } = string.Join("\n", Tests.Select(t => t.Key).OrderBy(k => k, StringComparer.Ordinal));

    /// <summary>The path when the matcher tests exactly one: Caddy sorts by it.</summary>
    public string? SinglePath { get; } = Tests.Select(t => t as CaddyPathTest).FirstOrDefault(t => t is not null) is { Patterns: [var path] } ? path : null;
}

/// <summary>One test of a matcher; <see cref="Key"/> tells equal tests.</summary>
internal abstract record CaddyTest(string Key);

internal sealed record CaddyPathTest(IReadOnlyList<string> Patterns) : CaddyTest("path " + string.Join(" ", Patterns));

internal sealed record CaddyPathPatternTest(string Name, RequestPattern Pattern) : CaddyTest("path_regexp " + Name + " " + Pattern.Pattern);

internal sealed record CaddyHostTest(IReadOnlyList<string> Hosts) : CaddyTest("host " + string.Join(" ", Hosts));

internal sealed record CaddyMethodTest(IReadOnlyList<string> Methods) : CaddyTest("method " + string.Join(" ", Methods));

internal sealed record CaddyProtocolTest(string Protocol) : CaddyTest("protocol " + Protocol);

internal sealed record CaddyQueryTest(IReadOnlyList<(string Name, string Value)> Pairs) : CaddyTest("query " + string.Join("&", Pairs.Select(p => p.Name + "=" + p.Value)));

/// <summary>Header fields, each with the values of which one must be there; a null value asks that the field is absent.</summary>
internal sealed record CaddyHeaderTest(IReadOnlyList<(string Name, string? Value)> Fields) : CaddyTest("header " + string.Join("\n", Fields.Select(f => f.Name + ":" + f.Value)));

internal sealed record CaddyHeaderPatternTest(string Name, string Field, RequestPattern Pattern) : CaddyTest("header_regexp " + Name + " " + Field + " " + Pattern.Pattern);

/// <summary>Holds when none of the matchers does.</summary>
internal sealed record CaddyNotTest(IReadOnlyList<CaddyMatcher> Matchers) : CaddyTest("not (" + string.Join(") (", Matchers.Select(m => m.Key)) + ")");

/// <summary>A file on the proxy's disk. None is taken to be there, so it never holds.</summary>
internal sealed record CaddyFileTest(string Text) : CaddyTest("file " + Text);

/// <summary>What the configuration alone cannot answer: the client's address, an expression, a plugin.</summary>
internal sealed record CaddyOpenTest(string Name, string Text) : CaddyTest(Name + " " + Text);
