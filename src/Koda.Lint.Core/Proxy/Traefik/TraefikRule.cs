using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>A router's rule: <c>Host(`a.example.com`) &amp;&amp; PathPrefix(`/api`)</c>, as versions 2 and 3 of Traefik read it.</summary>
internal sealed class TraefikRule
{
    private readonly Node _root;

    private TraefikRule(Node root, IReadOnlyList<string> hosts, IReadOnlyList<string> paths)
    {
        _root = root;
        Hosts = hosts;
        Paths = paths;
    }

    /// <summary>The hosts that it names; empty for any.</summary>
    public IReadOnlyList<string> Hosts { get; }

    /// <summary>One path for each pattern in it.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Whether it takes a request.</summary>
    public bool Matches(ProxyRequest request, Forks forks) => _root.Matches(request, forks);

    /// <summary>Reads a rule; null, with the reason and its place, when Traefik would refuse it.</summary>
    public static TraefikRule? Read(MappedText text, PatternBudget budget, out ReadProblem? problem)
    {
        var parser = new Parser(text, budget);
        var root = parser.ReadAll();
        problem = parser.Problem;
        return root is null ? null : new TraefikRule(root, parser.Hosts, parser.Paths);
    }

    private abstract class Node
    {
        public abstract bool Matches(ProxyRequest request, Forks forks);
    }

    private sealed class Either(Node left, Node right) : Node
    {
        public override bool Matches(ProxyRequest request, Forks forks) => left.Matches(request, forks) || right.Matches(request, forks);
    }

    private sealed class Both(Node left, Node right) : Node
    {
        public override bool Matches(ProxyRequest request, Forks forks) => left.Matches(request, forks) && right.Matches(request, forks);
    }

    private sealed class Not(Node inner) : Node
    {
        public override bool Matches(ProxyRequest request, Forks forks) => !inner.Matches(request, forks);
    }

    private sealed class Test(Func<ProxyRequest, bool?> test, SourceSpan span) : Node
    {
        public override bool Matches(ProxyRequest request, Forks forks) => test(request) ?? forks.Ask(span, "it depends on the request's headers or its sender");
    }

    private sealed class Parser(MappedText text, PatternBudget budget)
    {
        private const int MaxDepth = 64;

        private readonly string _value = text.Value;
        private int _at;
        private int _negations;

        public List<string> Hosts { get; } = [];

        public List<string> Paths { get; } = [];

        public ReadProblem? Problem { get; private set; }

        public Node? ReadAll()
        {
            var node = ReadEither(0);
            Skip();
            if (node is not null && _at < _value.Length)
                return Fail("nothing can follow here");
            return node;
        }

        private Node? ReadEither(int depth)
        {
            var left = ReadBoth(depth);
            while (left is not null && Take("||"))
                left = ReadBoth(depth) is { } right ? new Either(left, right) : null;
            return left;
        }

        private Node? ReadBoth(int depth)
        {
            var left = ReadOne(depth);
            while (left is not null && Take("&&"))
                left = ReadOne(depth) is { } right ? new Both(left, right) : null;
            return left;
        }

        private Node? ReadOne(int depth)
        {
            if (depth > MaxDepth)
                return Fail("the rule is nested too deeply");
            if (Take("!"))
            {
                _negations++;
                var inner = ReadOne(depth + 1);
                _negations--;
                return inner is null ? null : new Not(inner);
            }

            if (Take("("))
            {
                var inner = ReadEither(depth + 1);
                return inner is null || Take(")") ? inner : Fail("a `)` is missing");
            }

            Skip();
            var start = _at;
            while (_at < _value.Length && char.IsLetter(_value[_at]))
                _at++;
            var name = _value.Substring(start, _at - start);
            if (name.Length == 0 || !Take("("))
                return Fail("a matcher such as Host(`…`) is missing");
            var arguments = ReadArguments();
            return arguments is null ? null : Matcher(name, arguments, text.SpanOf(start, _at - start));
        }

        private List<string>? ReadArguments()
        {
            var arguments = new List<string>();
            while (true)
            {
                Skip();
                var quote = _at < _value.Length ? _value[_at] : '\0';
                var end = quote is '`' or '"' or '\'' ? _value.IndexOf(quote, _at + 1) : -1;
                if (end < 0)
                {
                    Fail("a value in backquotes is missing");
                    return null;
                }

                arguments.Add(_value.Substring(_at + 1, end - _at - 1));
                _at = end + 1;
                if (Take(")"))
                    return arguments;
                if (!Take(","))
                {
                    Fail("a `)` is missing");
                    return null;
                }
            }
        }

        private Test? Matcher(string name, List<string> arguments, SourceSpan span)
        {
            switch (name.ToLowerInvariant())
            {
                case "host" or "hostheader":
                    if (_negations == 0)
                        Hosts.AddRange(arguments.Select(host => host.ToLowerInvariant()));
                    return new Test(request => arguments.Exists(host => host.Equals(request.Host, StringComparison.OrdinalIgnoreCase)), span);
                case "hostregexp":
                    var hosts = arguments.ConvertAll(pattern => (RequestPattern?)Pattern(pattern));
                    return new Test(request => Any(hosts, request.Host.ToLowerInvariant()), span);
                case "path":
                    foreach (var path in arguments)
                        Mention(path);
                    var paths = arguments.ConvertAll(path => path.IndexOf('{') >= 0 ? Pattern(path) : null);
                    return new Test(request => arguments.Contains(request.Path) ? true : Any(paths, request.Path), span);
                case "pathprefix":
                    foreach (var prefix in arguments)
                    {
                        Mention(prefix);
                        Mention(prefix + "probe");
                    }

                    var prefixes = arguments.ConvertAll(path => path.IndexOf('{') >= 0 ? Pattern(path, isPrefix: true) : null);
                    return new Test(
                        request => arguments.Exists(prefix => prefix.IndexOf('{') < 0 && request.Path.StartsWith(prefix, StringComparison.Ordinal)) ? true : Any(prefixes, request.Path), span);
                case "pathregexp":
                    var patterns = arguments.ConvertAll(pattern => (RequestPattern?)new RequestPattern(pattern, ignoresCase: false, budget));
                    foreach (var pattern in patterns)
                    {
                        if (PathExample.Of(pattern!) is { } example)
                            Mention(example);
                    }

                    return new Test(request => Any(patterns, request.Path), span);
                case "method":
                    return new Test(request => arguments.Exists(method => method.Equals(request.Method, StringComparison.OrdinalIgnoreCase)), span);
                case "header" or "headers" when arguments.Count == 2:
                    return new Test(request => request.Header(arguments[0]) is (true, var value) ? value == arguments[1] : null, span);
                case "header" or "headers" or "headerregexp" or "headersregexp" or "query" or "queryregexp" or "clientip" or "hostsni":
                    return new Test(_ => null, span);
                default:
                    Fail("`" + name + "` is no matcher of Traefik's");
                    return null;
            }
        }

        private static bool? Any(List<RequestPattern?> patterns, string text)
        {
            var isKnown = true;
            foreach (var pattern in patterns.OfType<RequestPattern>())
            {
                if (pattern.Match(text) is not { } match)
                    isKnown = false;
                else if (match.Success)
                    return true;
            }

            return isKnown ? false : null;
        }

        /// <summary>Version 2 writes <c>{name:pattern}</c> inside a text, version 3 a whole expression.</summary>
        private RequestPattern Pattern(string text, bool isPrefix = false)
        {
            if (text.IndexOf('{') is var brace && (brace < 0 || (brace + 1 < text.Length && char.IsDigit(text[brace + 1])) || text.StartsWith("^", StringComparison.Ordinal)))
                return new RequestPattern(text, ignoresCase: true, budget);
            var output = new System.Text.StringBuilder("^");
            for (var i = 0; i < text.Length; i++)
            {
                var close = text[i] == '{' ? text.IndexOf('}', i) : -1;
                if (close < 0)
                {
                    output.Append(System.Text.RegularExpressions.Regex.Escape(text.Substring(i, 1)));
                    continue;
                }

                var colon = text.IndexOf(':', i, close - i);
                output.Append('(').Append(colon < 0 ? "[^/]+" : text.Substring(colon + 1, close - colon - 1)).Append(')');
                i = close;
            }

            return new RequestPattern(output.Append(isPrefix ? "" : "$").ToString(), ignoresCase: false, budget);
        }

        private void Mention(string path)
        {
            if (path.StartsWith("/", StringComparison.Ordinal) && path.IndexOf('{') < 0)
                Paths.Add(path);
        }

        private void Skip()
        {
            while (_at < _value.Length && char.IsWhiteSpace(_value[_at]))
                _at++;
        }

        private bool Take(string token)
        {
            Skip();
            if (string.CompareOrdinal(_value, _at, token, 0, token.Length) != 0)
                return false;
            _at += token.Length;
            return true;
        }

        private Node? Fail(string message)
        {
            Problem ??= new ReadProblem(ReadProblemKind.Malformed, message, text.SpanOf(Math.Min(_at, Math.Max(0, _value.Length - 1)), 1));
            return null;
        }
    }
}
