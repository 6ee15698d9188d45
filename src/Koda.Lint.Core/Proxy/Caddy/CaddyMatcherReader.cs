using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>Reads named matchers (<c>@name { … }</c>) and the matcher words of directives.</summary>
internal sealed class CaddyMatcherReader(PatternBudget budget, List<ReadProblem> problems)
{
    private const int MaxDepth = 16;

    /// <summary>The matcher in a directive's first argument; <c>IsMatcher</c> is false when it is no matcher.</summary>
    public (bool IsMatcher, CaddyMatcher? Matcher) ReadWord(ConfigWord word, IReadOnlyDictionary<string, CaddyMatcher> named)
    {
        if (word.Value == "*")
            return (true, null);
        if (word.Value.StartsWith('/'))
            return (true, new CaddyMatcher([new CaddyPathTest([word.Value])], word.Span));
        if (!word.Value.StartsWith('@'))
            return (false, null);
        if (named.TryGetValue(word.Value, out var matcher))
            return (true, matcher with { Span = word.Span });
        Malformed("the matcher `" + word.Value + "` is not defined here", word.Span);
        return (true, new CaddyMatcher([new CaddyOpenTest("undefined", word.Value)], word.Span));
    }

    /// <summary>Reads the definition of a named matcher.</summary>
    public CaddyMatcher ReadDefinition(CaddyDirective definition)
    {
        var name = definition.Name.Value.Substring(1);
        if (definition.Arguments.Count > 0)
        {
            // `@name `expression`` is short for `@name expression …`.
            var first = definition.Arguments[0];
            var line = first.IsQuoted
                ? new CaddyDirective(first, definition.Arguments, definition.Block, definition.Span)
                : new CaddyDirective(first, [.. definition.Arguments.Skip(1)], definition.Block, definition.Span);
            return new CaddyMatcher(first.IsQuoted ? [new CaddyOpenTest("expression", first.Value)] : ReadTests([line], name, 0), definition.Span);
        }

        if (definition.Block is null)
            Malformed("a matcher needs its tests", definition.Span);
        return new CaddyMatcher(ReadTests(definition.Block ?? [], name, 0), definition.Span);
    }

    /// <summary>Tests of one kind are one test, whose values are alternatives.</summary>
    private List<CaddyTest> ReadTests(IReadOnlyList<CaddyDirective> lines, string name, int depth) =>
        [.. lines.GroupBy(l => l.Name.Value).Select(g => ReadTest(g.Key, [.. g], name, depth))];

    private CaddyTest ReadTest(string kind, CaddyDirective[] lines, string name, int depth)
    {
        var values = lines.SelectMany(l => l.Arguments).Select(a => a.Value).ToArray();
        switch (kind)
        {
            case "path" when values.Length > 0:
                return new CaddyPathTest(values);
            case "path_regexp" when lines.Length == 1 && values.Length is 1 or 2:
                return new CaddyPathPatternTest(values.Length == 2 ? values[0] : name, Pattern(lines[0].Arguments[values.Length - 1]));
            case "host" when values.Length > 0:
                return new CaddyHostTest(values);
            case "method" when values.Length > 0:
                return new CaddyMethodTest(values);
            case "protocol" when values.Length == 1:
                return new CaddyProtocolTest(values[0]);
            case "query" when values.Length > 0:
                return new CaddyQueryTest([.. values.Select(v => v.IndexOf('=') is >= 0 and var equals ? (v.Substring(0, equals), v.Substring(equals + 1)) : (v, ""))]);
            case "header" when Array.TrueForAll(lines, l => l.Arguments.Count is 1 or 2):
                return new CaddyHeaderTest([.. lines.Select(l => l.Arguments.Count == 2
                    ? (l.Arguments[0].Value, l.Arguments[1].Value)
                    : l.Arguments[0].Value.StartsWith('!') ? (l.Arguments[0].Value.Substring(1), (string?)null) : (l.Arguments[0].Value, "*"))]);
            case "header_regexp" when lines.Length == 1 && values.Length is 2 or 3:
                return new CaddyHeaderPatternTest(values.Length == 3 ? values[0] : name, values[values.Length - 2], Pattern(lines[0].Arguments[values.Length - 1]));
            case "not" when depth < MaxDepth:
                return new CaddyNotTest([.. lines.Select(l => new CaddyMatcher(
                    l.Arguments.Count > 0
                        ? ReadTests([new CaddyDirective(l.Arguments[0], [.. l.Arguments.Skip(1)], l.Block, l.Span)], name, depth + 1)
                        : ReadTests(l.Block ?? [], name, depth + 1),
                    l.Span))]);
            case "file":
                return new CaddyFileTest(string.Join(" ", values));
            case "expression" or "remote_ip" or "client_ip" or "vars" or "vars_regexp" or "tls":
                return new CaddyOpenTest(kind, string.Join(" ", values));
            case "path" or "path_regexp" or "host" or "method" or "protocol" or "query" or "header" or "header_regexp":
                Malformed("the matcher `" + kind + "` does not have the arguments that it needs", lines[0].Span);
                return new CaddyOpenTest(kind, string.Join(" ", values));
            default:
                problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "the matcher `" + kind + "` is not one of Caddy's own", lines[0].Span));
                return new CaddyOpenTest(kind, string.Join(" ", values));
        }
    }

    private RequestPattern Pattern(ConfigWord word)
    {
        var pattern = new RequestPattern(word.Value, ignoresCase: false, budget);
        if (!pattern.IsUnderstood)
            problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "this regular expression cannot be evaluated", word.Span));
        return pattern;
    }

    private void Malformed(string message, SourceSpan span) => problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, span));
}
