using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>The values of nginx's variables during one request. Null stands for a value that is not known.</summary>
internal sealed class NginxVariables(NginxConfig config, ProxyRequest request, NginxServer server, Forks forks)
{
    private const int MaxMapDepth = 16;
    private const int MaxLength = 65536;
    private readonly Dictionary<string, string?> _set = [];
    private readonly Dictionary<string, string> _captures = [];
    private int _mapDepth;

    public string Path { get; set; } = "";

    public string Query { get; set; } = "";

    public void Set(string name, string? value) => _set[name] = value;

    /// <summary>Keeps what an expression's groups took, until the next match.</summary>
    public void Capture(RequestPattern pattern, Match match)
    {
        foreach (var numbered in _captures.Keys.Where(k => char.IsDigit(k[0])).ToArray())
            _captures.Remove(numbered);
        for (var i = 0; i < match.Groups.Count && i < 10; i++)
            _captures[i.ToString(CultureInfo.InvariantCulture)] = match.Groups[i].Value;
        foreach (var name in pattern.GroupNumbers)
            _captures[name.Key] = match.Groups[name.Value].Value;
    }

    /// <summary>A text with its variables put in; null when one of them is not known.</summary>
    public string? Evaluate(string text)
    {
        if (!text.Contains('$'))
            return text;
        var output = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '$' || i + 1 == text.Length)
            {
                output.Append(text[i]);
                continue;
            }

            var isBraced = text[i + 1] == '{';
            var start = isBraced ? i + 2 : i + 1;
            var end = start;
            if (!isBraced && char.IsDigit(text[start]))
                end = start + 1;
            else
                while (end < text.Length && (text[end] is '_' || (text[end] < 128 && char.IsLetterOrDigit(text[end]))))
                    end++;
            if (end == start)
            {
                output.Append('$');
                continue;
            }

            if (Get(text.Substring(start, end - start)) is not { } value)
                return null;
            output.Append(value);
            if (output.Length > MaxLength)
                return null;
            i = isBraced && end < text.Length && text[end] == '}' ? end : end - 1;
        }

        return output.ToString();
    }

    public string? Get(string name)
    {
        if (char.IsDigit(name[0]))
            return _captures.TryGetValue(name, out var group) ? group : "";
        if (_set.TryGetValue(name, out var set))
            return set;
        if (_captures.TryGetValue(name, out var capture))
            return capture;
        if (config.Maps.TryGetValue(name, out var map))
            return Map(map);
        if (config.SetVariables.Contains(name))
            return "";
        return name switch
        {
            "host" => request.Host.ToLowerInvariant(),
            "http_host" => request.EffectivePort == (request.IsTls ? 443 : 80) ? request.Host : request.Host + ":" + Number(request.EffectivePort),
            "uri" or "document_uri" => Path,
            "request_uri" => request.Target,
            "args" or "query_string" => Query,
            "is_args" => Query.Length > 0 ? "?" : "",
            "scheme" => request.IsTls ? "https" : "http",
            "https" => request.IsTls ? "on" : "",
            "server_port" => Number(request.EffectivePort),
            "request_method" => request.Method,
            "server_name" => server.Names.Count > 0 ? server.Names[0].Text : "",
            _ when name.StartsWith("arg_", StringComparison.Ordinal) => Parameter(name.Substring(4)),
            _ when name.StartsWith("http_", StringComparison.Ordinal) => Header(name.Substring(5).Replace('_', '-')),
            _ => null,
        };
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string Parameter(string name)
    {
        foreach (var pair in Query.Split('&'))
        {
            if (pair.Length > name.Length && pair[name.Length] == '=' && pair.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return pair.Substring(name.Length + 1);
        }

        return "";
    }

    private string? Header(string name)
    {
        var (isKnown, value) = request.Header(name);
        return isKnown ? value ?? "" : null;
    }

    /// <summary>https://nginx.org/en/docs/http/ngx_http_map_module.html#map: texts first, then host masks, then expressions in order.</summary>
    private string? Map(NginxMap map)
    {
        if (_mapDepth >= MaxMapDepth)
            return null;
        _mapDepth++;
        try
        {
            return Evaluate(map.Source.Value) is { } source && Find(map, source) is { } found ? Evaluate(found) : null;
        }
        finally
        {
            _mapDepth--;
        }
    }

    private string? Find(NginxMap map, string source)
    {
        var key = source.ToLowerInvariant();
        if (map.MatchesHostnames)
            key = key.TrimEnd('.');
        NginxMapEntry? best = null;
        var bestRank = (0, 0);
        foreach (var entry in map.Entries.Where(e => e.Pattern is null && e.Key != "default"))
        {
            var text = entry.Key.ToLowerInvariant();
            var rank = text == key || (map.MatchesHostnames && text.StartsWith('.') && text.Substring(1) == key) ? (3, 0)
                : !map.MatchesHostnames ? (0, 0)
                : text.StartsWith('.') && key.EndsWith(text, StringComparison.Ordinal) ? (2, text.Length + 1)
                : text.StartsWith("*.", StringComparison.Ordinal) && key.EndsWith(text.Substring(1), StringComparison.Ordinal) ? (2, text.Length)
                : text.EndsWith(".*", StringComparison.Ordinal) && key.StartsWith(text.Substring(0, text.Length - 1), StringComparison.Ordinal) ? (1, text.Length)
                : (0, 0);
            if (rank.CompareTo(bestRank) > 0)
                (best, bestRank) = (entry, rank);
        }

        if (best is not null)
            return best.Value.Value;
        foreach (var entry in map.Entries.Where(e => e.Pattern is not null))
        {
            var match = entry.Pattern!.Match(source);
            if (match is null ? forks.Ask(entry.Span, "an expression cannot be evaluated") : match.Success)
            {
                if (match is not null)
                    Capture(entry.Pattern, match);
                return entry.Value.Value;
            }
        }

        return map.Entries.FirstOrDefault(e => e.Pattern is null && e.Key == "default")?.Value.Value ?? "";
    }
}
