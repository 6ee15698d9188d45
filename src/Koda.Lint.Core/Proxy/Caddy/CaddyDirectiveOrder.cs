namespace Koda.Lint.Proxy.Caddy;

/// <summary>
/// The order in which Caddy runs the directives of a site, whatever the order written
/// (https://caddyserver.com/docs/caddyfile/directives#directive-order).
/// </summary>
internal sealed class CaddyDirectiveOrder(CaddyTraits traits)
{
    private static readonly string[] Standard =
    [
        "tracing", "map", "vars", "fs", "root", "log_append", "skip_log", "log_skip", "log_name",
        "header", "copy_response_headers", "request_body",
        "redir",
        "method", "rewrite", "uri", "try_files",
        "basicauth", "basic_auth", "forward_auth", "request_header", "encode", "push", "intercept", "templates",
        "invoke", "handle", "handle_path", "route",
        "abort", "error", "copy_response", "respond", "metrics", "reverse_proxy", "php_fastcgi", "file_server", "acme_server",
    ];

    private readonly List<string> _order = [.. Standard];

    public bool Knows(string directive) => _order.Contains(directive);

    /// <summary>Moves a directive (global option <c>order</c>); false when the option is malformed.</summary>
    public bool Move(IReadOnlyList<string> arguments)
    {
        if (arguments.Count < 2)
            return false;
        var directive = arguments[0];
        switch (arguments[1])
        {
            case "first" when arguments.Count == 2:
                _order.Remove(directive);
                _order.Insert(0, directive);
                return true;
            case "last" when arguments.Count == 2:
                _order.Remove(directive);
                _order.Add(directive);
                return true;
            case "before" or "after" when arguments.Count == 3 && arguments[2] != directive && Knows(arguments[2]):
                _order.Remove(directive);
                _order.Insert(_order.IndexOf(arguments[2]) + (arguments[1] == "after" ? 1 : 0), directive);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// Sorts routes. The comparison is no order (two paths may each tie with a third matcher), so the result hangs on the
    /// algorithm: Go's stable sort inserts within blocks of 20 and merges those.
    /// </summary>
    public List<CaddyRoute> Sort(IReadOnlyList<CaddyRoute> routes)
    {
        const int blockSize = 20;
        var positions = new Dictionary<string, int>();
        for (var i = 0; i < _order.Count; i++)
            positions[_order[i]] = i;
        var blocks = new List<List<CaddyRoute>>();
        for (var start = 0; start < routes.Count; start += blockSize)
        {
            var block = new List<CaddyRoute>();
            foreach (var route in routes.Skip(start).Take(blockSize))
            {
                var at = block.Count;
                while (at > 0 && Precedes(route, block[at - 1], positions))
                    at--;
                block.Insert(at, route);
            }

            blocks.Add(block);
        }

        while (blocks.Count > 1)
        {
            var merged = new List<List<CaddyRoute>>();
            for (var i = 0; i < blocks.Count; i += 2)
                merged.Add(i + 1 < blocks.Count ? Merge(blocks[i], blocks[i + 1], positions) : blocks[i]);
            blocks = merged;
        }

        return blocks.Count == 0 ? [] : blocks[0];
    }

    private List<CaddyRoute> Merge(List<CaddyRoute> left, List<CaddyRoute> right, Dictionary<string, int> positions)
    {
        var output = new List<CaddyRoute>(left.Count + right.Count);
        var (l, r) = (0, 0);
        while (l < left.Count && r < right.Count)
            output.Add(Precedes(right[r], left[l], positions) ? right[r++] : left[l++]);
        output.AddRange(left.Skip(l));
        output.AddRange(right.Skip(r));
        return output;
    }

    private bool Precedes(CaddyRoute left, CaddyRoute right, Dictionary<string, int> positions)
    {
        if (left.Directive != right.Directive)
            return Position(left.Directive) < Position(right.Directive);
        var precedes = IsMoreSpecific(left, right);
        // Later `vars` overwrite earlier ones, so the most specific comes last.
        return left.Directive == "vars" ? !precedes : precedes;

        int Position(string directive) => positions.TryGetValue(directive, out var position) ? position : 0;
    }

    private bool IsMoreSpecific(CaddyRoute left, CaddyRoute right)
    {
        if (left.Matcher?.SinglePath is { Length: > 0 } leftPath && right.Matcher?.SinglePath is { Length: > 0 } rightPath)
        {
            var isSamePlace = traits.SortsExactBeforeStar && TrimStar(leftPath) == TrimStar(rightPath);
            return isSamePlace ? leftPath.Length < rightPath.Length : leftPath.Length > rightPath.Length;
        }

        return left.Matcher is not null && right.Matcher is null;
    }

    private static string TrimStar(string path) => path.EndsWith('*') ? path.Substring(0, path.Length - 1) : path;
}
