using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Proxy.Caddy;

/// <summary>A request on its way through Caddy's handlers: its URL as rewritten so far, and its placeholders.</summary>
internal sealed class CaddyRequestState
{
    private const int MaxLength = 65536;
    private const int MaxDepth = 8;
    private readonly CaddyConfig _config;
    private readonly ProxyRequest _request;
    private readonly Dictionary<string, string?> _variables = [];
    private readonly Dictionary<string, (CaddyMap Map, int Index)> _maps = [];
    private string _rawPath;
    private int _depth;
    private int? _errorStatus;

    public CaddyRequestState(CaddyConfig config, ProxyRequest request)
    {
        _config = config;
        _request = request;
        _rawPath = request.Path;
        Path = CaddyPath.Unescape(request.Path) ?? "";
        IsValid = request.Path.StartsWith('/') && CaddyPath.Unescape(request.Path) is not null;
        Query = request.Query;
        Method = request.Method;
    }

    /// <summary>False for a path with broken escapes, which Go answers with 400.</summary>
    public bool IsValid { get; }

    /// <summary>The decoded path.</summary>
    public string Path { get; private set; }

    public string Query { get; private set; }

    public string Method { get; private set; }


    /// <summary>The path with escapes: as it came while nothing changed it, else as Go escapes it.</summary>
    public string EscapedPath => _rawPath.Length > 0 && CaddyPath.Unescape(_rawPath) == Path ? _rawPath : CaddyPath.Escape(Path);

    /// <summary>What a backend is asked for.</summary>
    public string Target => (Path.Length == 0 ? "/" : EscapedPath) + (Query.Length > 0 ? "?" + Query : "");

    /// <summary>Goes back to the URL as it came, for the routes that answer an error.</summary>
    public void StartError(int status)
    {
        _errorStatus = status;
        _rawPath = _request.Path;
        Path = CaddyPath.Unescape(_request.Path) ?? "";
        Query = _request.Query;
        Method = _request.Method;
    }

    public void SetVariable(string name, string? value) => _variables["http.vars." + name] = value;

    public void Capture(string name, RequestPattern pattern, Match match)
    {
        var prefix = "http.regexp." + (name.Length > 0 ? name + "." : "");
        for (var i = 0; i < match.Groups.Count; i++)
            _variables[prefix + i.ToString(CultureInfo.InvariantCulture)] = match.Groups[i].Value;
        foreach (var group in pattern.GroupNumbers)
            _variables[prefix + group.Key] = match.Groups[group.Value].Value;
    }

    /// <summary>Defines a <c>map</c>'s placeholders; they are looked up anew each time they are used.</summary>
    public void Apply(CaddyMap map)
    {
        for (var i = 0; i < map.Names.Count; i++)
            _maps[map.Names[i]] = (map, i);
    }

    /// <summary>Changes the URL; false when the change hangs on what is not known.</summary>
    public bool Rewrite(CaddyRewrite rewrite)
    {
        if (rewrite.Kind == CaddyRewriteKind.Uri)
            return RewriteUri(rewrite.Text);
        var text = rewrite.Kind == CaddyRewriteKind.PathPattern ? rewrite.Text : Evaluate(rewrite.Text);
        if (text is null)
            return false;
        var mergesSlashes = !text.Contains("//", StringComparison.Ordinal);
        switch (rewrite.Kind)
        {
            case CaddyRewriteKind.Method:
                Method = text.ToUpperInvariant();
                return true;
            case CaddyRewriteKind.StripPrefix:
                ChangePath(p => CaddyPath.TrimPrefix(CaddyPath.Clean(p, mergesSlashes), text));
                return true;
            case CaddyRewriteKind.StripSuffix:
                ChangePath(p => CaddyPath.TrimSuffix(CaddyPath.Clean(p, mergesSlashes), text));
                return true;
            case CaddyRewriteKind.Replace when Evaluate(rewrite.Replacement) is { } replacement && text.Length > 0:
                ChangePath(p => CaddyPath.Clean(p, mergesSlashes).Replace(text, replacement, StringComparison.Ordinal));
                Query = Query.Replace(text, replacement, StringComparison.Ordinal);
                return true;
            case CaddyRewriteKind.PathPattern when Evaluate(rewrite.Replacement) is { } replacement:
                var isKnown = true;
                ChangePath(p =>
                {
                    var replaced = rewrite.Pattern!.Replace(p, replacement);
                    isKnown = replaced is not null;
                    return replaced ?? p;
                });
                return isKnown;
            default:
                return rewrite.Kind == CaddyRewriteKind.Replace && text.Length == 0;
        }
    }

    /// <summary>A text with its placeholders put in; null when one of them is not known.</summary>
    public string? Evaluate(string text)
    {
        if (!text.Contains('{'))
            return text;
        if (_depth >= MaxDepth)
            return null;
        _depth++;
        try
        {
            var output = new StringBuilder();
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '{' or '}')
                {
                    output.Append(text[++i]);
                    continue;
                }

                var close = text[i] == '{' ? text.IndexOf('}', i) : -1;
                if (close < 0)
                {
                    output.Append(text[i]);
                    continue;
                }

                if (Look(text.Substring(i + 1, close - i - 1)) is not { } value)
                    return null;
                output.Append(value);
                if (output.Length > MaxLength)
                    return null;
                i = close;
            }

            return output.ToString();
        }
        finally
        {
            _depth--;
        }
    }

    /// <summary>https://caddyserver.com/docs/caddyfile/concepts#placeholders: the short names, then the full ones.</summary>
    private string? Look(string name)
    {
        if (_maps.TryGetValue(name, out var mapped))
            return Evaluate(mapped.Map.Source.Value) is { } source ? Look(mapped.Map, source, mapped.Index) : null;
        var full = name switch
        {
            "host" => "http.request.host",
            "hostport" => "http.request.hostport",
            "port" => "http.request.port",
            "method" => "http.request.method",
            "path" => "http.request.uri.path",
            "query" => "http.request.uri.query",
            "?query" => "http.request.uri.prefixed_query",
            "uri" => "http.request.uri",
            "scheme" => "http.request.scheme",
            "dir" => "http.request.uri.path.dir",
            "file" => "http.request.uri.path.file",
            _ when Suffix(name, "re.") is { } group => "http.regexp." + group,
            _ when Suffix(name, "vars.") is { } key => "http.vars." + key,
            _ when Suffix(name, "header.") is { } key => "http.request.header." + key,
            _ when Suffix(name, "query.") is { } key => "http.request.uri.query." + key,
            _ when Suffix(name, "path.") is { } key => "http.request.uri.path." + key,
            _ when Suffix(name, "labels.") is { } key => "http.request.host.labels." + key,
            _ when Suffix(name, "err.") is { } key => "http.error." + key,
            _ => name,
        };
        if (_variables.TryGetValue(full, out var variable))
            return variable;
        switch (full)
        {
            case "http.request.host":
                return _request.Host;
            case "http.request.hostport":
                return _request.EffectivePort == (_request.IsTls ? 443 : 80) ? _request.Host : _request.Host + ":" + Number(_request.EffectivePort);
            case "http.request.port":
                return Number(_request.EffectivePort);
            case "http.request.method":
                return Method;
            case "http.request.scheme":
                return _request.IsTls ? "https" : "http";
            case "http.request.uri":
                return Target;
            case "http.request.uri.path":
                return Path;
            case "http.request.uri.query":
                return Query;
            case "http.request.uri.prefixed_query":
                return Query.Length > 0 ? "?" + Query : "";
            case "http.request.orig_uri":
                return _request.Target;
            case "http.request.orig_uri.path":
                return CaddyPath.Unescape(_request.Path);
            case "http.request.orig_uri.query":
                return _request.Query;
            case "http.request.orig_method":
                return _request.Method;
            case "http.request.uri.path.file":
                return Path.Substring(Path.LastIndexOf('/') + 1);
            case "http.request.uri.path.dir":
                return Path.Substring(0, Path.LastIndexOf('/') + 1);
            case "http.error.status_code":
                return _errorStatus is { } status ? Number(status) : "";
        }

        if (Suffix(full, "http.request.uri.query.") is { } parameter)
            return Query.Split('&').Select(p => p.Split('=')).Where(p => CaddyPath.Unescape(p[0]) == parameter).Select(p => p.Length > 1 ? CaddyPath.Unescape(p[1].Replace('+', ' ')) : "").FirstOrDefault() ?? "";
        if (Suffix(full, "http.request.uri.path.") is { } part && CaddyAddress.ParsePort(part) is { } index)
            return Path.Trim('/').Split('/').ElementAtOrDefault(index) ?? "";
        if (Suffix(full, "http.request.host.labels.") is { } label && CaddyAddress.ParsePort(label) is { } number)
            return Enumerable.Reverse(_request.Host.Split('.')).ElementAtOrDefault(number) ?? "";
        if (Suffix(full, "http.request.header.") is { } header)
            return _request.Header(header) is (true, var value) ? value ?? "" : null;
        return full.StartsWith("http.regexp.", StringComparison.Ordinal) || full.StartsWith("http.vars.", StringComparison.Ordinal) ? "" : null;
    }

    private static string? Suffix(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && text.Length > prefix.Length ? text.Substring(prefix.Length) : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private string? Look(CaddyMap map, string source, int index)
    {
        foreach (var entry in map.Entries)
        {
            var value = entry.Values.Count > index && entry.Values[index] != "-" ? entry.Values[index] : null;
            if (entry.Pattern is null)
            {
                if (entry.Key == source && value is not null)
                    return Evaluate(value);
                continue;
            }

            var match = entry.Pattern.Match(source);
            if (match is null)
                return null;
            if (match.Success && value is not null)
                return Evaluate(match.Result(value));
        }

        return index < map.Defaults.Count && map.Defaults[index] != "-" ? Evaluate(map.Defaults[index]) : "";
    }

    private bool RewriteUri(string uri)
    {
        var fragment = uri.IndexOf('#');
        if (fragment >= 0)
            uri = uri.Substring(0, fragment);
        var question = uri.IndexOf('?');
        // A short `{?query}` is no start of a query.
        while (question > 0 && uri[question - 1] == '{')
            question = uri.IndexOf('?', question + 1);
        var pathTemplate = question < 0 ? uri : uri.Substring(0, question);
        var queryTemplate = question < 0 ? null : uri.Substring(question + 1);
        var (ownPath, ownUri) = _config.Traits.RewritesEscapedPaths ? (EscapedPath, Target) : (Path, Path + (Query.Length > 0 ? "?" + Query : ""));
        var path = Evaluate(pathTemplate.Replace("{http.request.uri.path}", ownPath).Replace("{path}", ownPath).Replace("{http.request.uri}", ownUri).Replace("{uri}", ownUri));
        if (path is null)
            return false;
        string? query = null;
        if (path.IndexOf('?') is >= 0 and var injected)
        {
            if (string.IsNullOrEmpty(queryTemplate))
                query = path.Substring(injected + 1);
            path = path.Substring(0, injected);
        }

        if (!string.IsNullOrEmpty(queryTemplate))
        {
            query = BuildQuery(queryTemplate!);
            if (query is null)
                return false;
        }

        // The escapes as they came are forgotten, unless the path is the same.
        if (pathTemplate.Length > 0)
            Path = CaddyPath.Unescape(path) ?? path;

        if (question >= 0)
            Query = query ?? "";
        return true;
    }

    /// <summary>Pairs are joined anew; a <c>{query}</c> that is empty leaves no <c>&amp;</c> behind.</summary>
    private string? BuildQuery(string template)
    {
        var parts = new List<string>();
        foreach (var part in template.Split('&'))
        {
            if (Evaluate(part) is not { } value)
                return null;
            if (value.Length > 0)
                parts.Add(value);
        }

        return string.Join("&", parts);
    }

    private void ChangePath(Func<string, string> change)
    {
        _rawPath = change(EscapedPath);
        var decoded = CaddyPath.Unescape(_rawPath);
        Path = decoded is { Length: > 0 } ? decoded : change(Path);
    }
}
