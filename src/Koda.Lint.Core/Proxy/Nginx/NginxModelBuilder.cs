using System.Globalization;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>Turns directives into servers and locations, reporting what nginx would refuse at start.</summary>
internal sealed class NginxModelBuilder
{
    private static readonly HashSet<string> PassDirectives = ["proxy_pass", "fastcgi_pass", "uwsgi_pass", "scgi_pass", "grpc_pass", "memcached_pass"];
    private static readonly HashSet<string> AnsweringModules = ["stub_status", "empty_gif", "return_by_lua_block", "content_by_lua_block", "perl", "api"];

    /// <summary>More places than this are not asked for one by one.</summary>
    private const int MaxPaths = 1000;

    private readonly PatternBudget _budget = new();
    private readonly HashSet<string> _paths = ["/"];
    private readonly List<ReadProblem> _problems;
    private readonly List<NginxSet> _setValues = [];

    public NginxModelBuilder(NginxFile file)
    {
        _problems = [.. file.Problems];
        var http = new NginxScope(null, SourceSpan.OfFile(file.File));
        // A file that is included into `http` has servers at its top level; a whole configuration has them in `http { }`.
        var blocks = file.Directives.Where(d => d.Is("http") && d.Block is not null).ToArray();
        ReadHttp(file.Directives, http, isMain: blocks.Length > 0);
        foreach (var block in blocks)
            ReadHttp(block.Block!, http, isMain: false);
        LostHeaders = [.. Scopes.SelectMany(s => s.LostHeaders().Select(lost => new LostHeader(lost, s.AddedHeaders[0].Span)))];
    }

    public List<NginxServer> Servers { get; } = [];

    public Dictionary<string, NginxUpstream> UpstreamBlocks { get; } = [];

    public Dictionary<string, NginxMap> Maps { get; } = [];

    public HashSet<string> SetVariables { get; } = [];

    /// <summary>The values that <c>set</c> gives variables, whatever the request.</summary>
    public ILookup<string, ConfigWord> SetValues => _setValues.ToLookup(set => set.Variable, set => set.Value);

    public List<UpstreamAddress> Upstreams { get; } = [];

    public List<HeaderChange> HeaderChanges { get; } = [];

    public IReadOnlyList<LostHeader> LostHeaders { get; }

    public IReadOnlyList<string> MentionedPaths => [.. _paths];

    public IReadOnlyList<ReadProblem> Problems => _problems;

    private List<NginxScope> Scopes { get; } = [];

    private void ReadHttp(IReadOnlyList<NginxDirective> directives, NginxScope http, bool isMain)
    {
        // Upstreams and maps may follow the servers that name them.
        foreach (var directive in directives.Where(d => d.Block is not null))
        {
            if (directive.Is("upstream"))
                ReadUpstream(directive);
            else if (directive.Is("map"))
                ReadMap(directive);
        }

        foreach (var directive in directives)
        {
            if (directive.Is("server") && directive.Block is not null)
                ReadServer(directive, http);
            else if (!isMain)
                ReadScopeDirective(directive, http, null);
        }

        Scopes.Add(http);
    }

    private void ReadUpstream(NginxDirective directive)
    {
        if (directive.Argument(0) is not { } name)
        {
            Malformed("`upstream` needs a name", directive.Span);
            return;
        }

        var primaries = new List<UpstreamAddress>();
        var backups = new List<UpstreamAddress>();
        foreach (var server in directive.Block!.Where(d => d.Is("server")))
        {
            if (server.Arguments.Count == 0)
            {
                Malformed("`server` of an upstream needs an address", server.Span);
                continue;
            }

            var address = ParseAddress(server.Arguments[0], 0, server.Arguments[0].Value.Length, "http");
            Upstreams.Add(address);
            if (server.Arguments.Any(a => a.Value == "down"))
                continue;
            (server.Arguments.Any(a => a.Value == "backup") ? backups : primaries).Add(address);
        }

        if (UpstreamBlocks.ContainsKey(name))
            Malformed("upstream `" + name + "` is defined twice", directive.Span);
        else
            UpstreamBlocks.Add(name, new NginxUpstream(name, primaries.Count > 0 ? primaries : backups, directive.Span));
    }

    private void ReadMap(NginxDirective directive)
    {
        if (directive.Arguments.Count != 2 || !IsVariable(directive.Arguments[1]))
        {
            Malformed("`map` takes a text and a variable", directive.Span);
            return;
        }

        var entries = new List<NginxMapEntry>();
        foreach (var entry in directive.Block!.Where(e => !e.Is("hostnames") && !e.Is("volatile")))
        {
            if (entry.Arguments.Count != 1)
            {
                Malformed("an entry of `map` takes a key and a value", entry.Span);
                continue;
            }

            var key = entry.Name.Value;
            RequestPattern? pattern = null;
            if (key.StartsWith('~'))
                pattern = Pattern(key.StartsWith("~*", StringComparison.Ordinal) ? key.Substring(2) : key.Substring(1), key.StartsWith("~*", StringComparison.Ordinal), entry.Name.Span);
            entries.Add(new NginxMapEntry(key.StartsWith('\\') ? key.Substring(1) : key, pattern, entry.Arguments[0], entry.Span));
        }

        Maps[directive.Arguments[1].Value.Substring(1)] =
            new NginxMap(directive.Arguments[0], entries, directive.Block!.Any(e => e.Is("hostnames")), directive.Span);
    }

    private void ReadServer(NginxDirective directive, NginxScope http)
    {
        var scope = new NginxScope(http, directive.Span);
        var server = new NginxServer(scope, directive.Span);
        foreach (var inner in directive.Block!)
        {
            if (inner.Is("listen"))
                ReadListen(inner, server);
            else if (inner.Is("server_name"))
                server.Names.AddRange(inner.Arguments.Select(ReadServerName));
            else
                ReadScopeDirective(inner, scope, server);
        }

        if (server.Listens.Count == 0)
            server.Listens.Add(new NginxListen("*", 80, IsTls: false, IsDefault: false, directive.Span));
        if (directive.Block!.Any(d => d.Is("ssl") && d.Argument(0) == "on"))
        {
            for (var i = 0; i < server.Listens.Count; i++)
                server.Listens[i] = server.Listens[i] with { IsTls = true };
        }

        Servers.Add(server);
        Scopes.Add(scope);
    }

    private void ReadListen(NginxDirective directive, NginxServer server)
    {
        if (directive.Argument(0) is not { Length: > 0 } text)
        {
            Malformed("`listen` needs an address or a port", directive.Span);
            return;
        }

        if (text.StartsWith("unix:", StringComparison.Ordinal))
            return;
        var (address, port) = ("*", 80);
        var colon = text.StartsWith('[') ? text.IndexOf("]:", StringComparison.Ordinal) + 1 : text.LastIndexOf(':');
        if (colon > 0)
            (address, port) = (text.Substring(0, colon), ParsePort(text.Substring(colon + 1)));
        else if (ParsePort(text) is >= 0 and var number)
            port = number;
        else
            address = text;
        if (port is < 0 or > 65535 || (port == 0 && colon <= 0))
        {
            Malformed("`listen` has no valid port", directive.Arguments[0].Span);
            return;
        }

        var options = directive.Arguments.Skip(1).Select(a => a.Value).ToArray();
        server.Listens.Add(new NginxListen(
            address is "0.0.0.0" or "" ? "*" : address,
            port,
            options.Contains("ssl") || options.Contains("quic"),
            options.Contains("default_server") || options.Contains("default"),
            directive.Span));
    }

    private NginxServerName ReadServerName(ConfigWord word) =>
        word.Value.StartsWith('~')
            ? new NginxServerName(word.Value, Pattern(word.Value.Substring(1), ignoresCase: true, word.Span), word.Span)
            : new NginxServerName(word.Value.ToLowerInvariant(), null, word.Span);

    private void ReadScopeDirective(NginxDirective directive, NginxScope scope, NginxServer? server)
    {
        var name = directive.Name.Value;
        if (PassDirectives.Contains(name))
        {
            if (directive.Arguments.Count == 0)
                Malformed("`" + name + "` needs an address", directive.Span);
            else
                SetPass(directive, scope);
            return;
        }

        if (AnsweringModules.Contains(name))
        {
            scope.Handler = new NginxHandler(name, null, directive.Span);
            return;
        }

        switch (name)
        {
            case "location" when directive.Block is not null && server is not null:
                ReadLocation(directive, scope, server);
                break;
            case "if" when directive.Block is not null && server is not null:
                ReadIf(directive, scope, server);
                break;
            case "set" when directive.Arguments.Count == 2 && IsVariable(directive.Arguments[0]):
                var variable = directive.Arguments[0].Value.Substring(1);
                SetVariables.Add(variable);
                var set = new NginxSet(variable, directive.Arguments[1], directive.Span);
                _setValues.Add(set);
                scope.Instructions.Add(set);
                break;
            case "return":
                ReadReturn(directive, scope);
                break;
            case "rewrite":
                ReadRewrite(directive, scope);
                break;
            case "break":
                scope.Instructions.Add(new NginxBreak(directive.Span));
                break;
            case "set":
                Malformed("`set` takes a variable and a value", directive.Span);
                break;
            case "try_files" when directive.Arguments.Count >= 2:
                scope.TryFiles = directive;
                break;
            case "try_files":
                Malformed("`try_files` takes at least two parameters", directive.Span);
                break;
            case "error_page":
                ReadErrorPage(directive, scope);
                break;
            case "internal":
                scope.IsInternal = true;
                break;
            case "allow" or "deny" when directive.Argument(0) is { } source:
                scope.AccessRules.Add(new NginxAccessRule(name == "allow", source, directive.Span));
                break;
            case "merge_slashes":
                scope.MergesSlashes = directive.Argument(0) != "off";
                break;
            case "add_header_inherit":
                scope.HeaderInheritance = directive.Argument(0);
                break;
            case "add_header":
                ReadAddHeader(directive, scope);
                break;
            case "proxy_hide_header" or "fastcgi_hide_header" or "uwsgi_hide_header" or "scgi_hide_header" or "grpc_hide_header":
                if (directive.Arguments.Count > 0)
                    AddChange(scope.HiddenHeaders, new HeaderChange(HeaderChangeKind.Remove, directive.Arguments[0].Value, null, directive.Span));
                break;
            case "proxy_pass_header" or "fastcgi_pass_header" or "uwsgi_pass_header" or "scgi_pass_header" or "grpc_pass_header":
                scope.PassedHeaders.AddRange(directive.Arguments.Select(a => a.Value));
                break;
            case "more_set_headers" or "more_clear_headers":
                ReadMoreHeaders(directive, scope);
                break;
        }
    }

    private void SetPass(NginxDirective directive, NginxScope scope)
    {
        scope.Handler = new NginxHandler(directive.Name.Value, directive.Arguments[0], directive.Span);
        var target = NginxPassTarget.Parse(directive.Name.Value, directive.Arguments[0]);
        if (target is not { HasVariables: false } || !UpstreamBlocks.ContainsKey(target.Authority))
            Upstreams.Add(target.Address);
        if (target.Problem is { } problem)
            Malformed(problem, directive.Arguments[0].Span);
    }

    private void ReadLocation(NginxDirective directive, NginxScope scope, NginxServer server)
    {
        var words = directive.Arguments;
        if (words.Count is 0 or > 2)
        {
            Malformed("`location` takes a path, after `=`, `^~`, `~` or `~*` at most", directive.Span);
            return;
        }

        var modifier = words.Count == 2 ? words[0].Value : ModifierOf(words[0].Value);
        var name = words.Count == 2 ? words[1].Value : words[0].Value.Substring(modifier.Length);
        var kind = modifier switch
        {
            "=" => NginxLocationKind.Exact,
            "^~" => NginxLocationKind.PrefixOverPatterns,
            "~" or "~*" => NginxLocationKind.Pattern,
            "" when name.StartsWith('@') => NginxLocationKind.Named,
            "" => NginxLocationKind.Prefix,
            _ => (NginxLocationKind?)null,
        };
        if (kind is null)
        {
            Malformed("`" + modifier + "` is no modifier of `location`", words[0].Span);
            return;
        }

        var inner = new NginxScope(scope, directive.Span);
        var pattern = kind == NginxLocationKind.Pattern ? Pattern(name, modifier == "~*", words[words.Count - 1].Span) : null;
        foreach (var child in directive.Block!)
            ReadScopeDirective(child, inner, server);
        var location = new NginxLocation(kind.Value, name, pattern, inner);
        Scopes.Add(inner);
        switch (kind.Value)
        {
            case NginxLocationKind.Named when !server.NamedLocations.ContainsKey(name):
                server.NamedLocations.Add(name, location);
                break;
            case NginxLocationKind.Pattern:
                scope.Locations.Patterns.Add(location);
                if (_paths.Count < MaxPaths && PathExample.Of(location.Pattern!) is { } example)
                    _paths.Add(example);
                break;
            case NginxLocationKind.Exact when scope.Locations.Claim("= " + name):
                scope.Locations.Exact.Add(location);
                Mention(name);
                break;
            case NginxLocationKind.Prefix or NginxLocationKind.PrefixOverPatterns when scope.Locations.Claim(name):
                scope.Locations.Prefixes.Add(location);
                Mention(name);
                Mention(name + "probe");
                break;
            default:
                Malformed("location `" + name + "` is there twice", directive.Span);
                break;
        }
    }

    private void Mention(string path)
    {
        if (path.StartsWith('/') && _paths.Count < MaxPaths)
            _paths.Add(path);
    }

    private static string ModifierOf(string text) =>
        text.StartsWith('=') ? "="
        : text.StartsWith("^~", StringComparison.Ordinal) ? "^~"
        : text.StartsWith("~*", StringComparison.Ordinal) ? "~*"
        : text.StartsWith('~') ? "~" : "";

    private void ReadIf(NginxDirective directive, NginxScope scope, NginxServer server)
    {
        var inner = new NginxScope(scope, directive.Span) { IsCondition = true };
        foreach (var child in directive.Block!)
            ReadScopeDirective(child, inner, server);
        Scopes.Add(inner);
        if (ReadCondition(directive) is { } condition)
            scope.Instructions.Add(new NginxIf(condition, inner, directive.Span));
        else
            Malformed("the condition of `if` is not one that nginx knows", directive.Span);
    }

    /// <summary>The parameters of <c>if</c> are plain words; the parentheses may cling to the outer ones.</summary>
    private NginxCondition? ReadCondition(NginxDirective directive)
    {
        var words = directive.Arguments.Where(w => w.IsQuoted || w.Value is not ("(" or ")")).ToList();
        if (words.Count == 0)
            return null;
        if (directive.Arguments[0].Value.StartsWith('(') && !words[0].IsQuoted && words[0].Value.Length > 1 && words[0] == directive.Arguments[0])
            words[0] = words[0] with { Text = words[0].Text.Slice(1, words[0].Value.Length - 1) };
        var last = words[words.Count - 1];
        if (!last.IsQuoted && last.Value.EndsWith(')') && directive.Arguments[directive.Arguments.Count - 1].Span == last.Span && last.Value.Length > 1)
            words[words.Count - 1] = last with { Text = last.Text.Slice(0, last.Value.Length - 1) };

        if (words[0].Value.StartsWith('-') || words[0].Value.StartsWith("!-", StringComparison.Ordinal))
            return words.Count == 2 ? new NginxCondition(null, words[0].Value, words[1], null) : null;
        if (!words[0].Value.StartsWith('$'))
            return null;
        var variable = words[0].Value.Substring(1).Trim('{', '}');
        if (variable.Length == 0)
            return null;
        if (words.Count == 1)
            return new NginxCondition(variable, null, null, null);
        if (words.Count != 3)
            return null;
        var isPattern = words[1].Value is "~" or "~*" or "!~" or "!~*";
        if (!isPattern && words[1].Value is not ("=" or "!="))
            return null;
        var pattern = isPattern ? Pattern(words[2].Value, words[1].Value.EndsWith('*'), words[2].Span) : null;
        return new NginxCondition(variable, words[1].Value, words[2], pattern);
    }

    private void ReadReturn(NginxDirective directive, NginxScope scope)
    {
        if (directive.Argument(0) is not { } first || directive.Arguments.Count > 2)
        {
            Malformed("`return` takes a status and a text at most", directive.Span);
        }
        else if (int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status <= 999)
        {
            scope.Instructions.Add(new NginxReturn(status, directive.Arguments.Count == 2 ? directive.Arguments[1] : null, directive.Span));
        }
        else if (directive.Arguments.Count == 1 && IsAbsoluteTarget(first))
        {
            scope.Instructions.Add(new NginxReturn(302, directive.Arguments[0], directive.Span));
        }
        else
        {
            Malformed("`return` needs a status", directive.Arguments[0].Span);
        }
    }

    private void ReadRewrite(NginxDirective directive, NginxScope scope)
    {
        if (directive.Arguments.Count is < 2 or > 3)
        {
            Malformed("`rewrite` takes a pattern, a replacement and a flag", directive.Span);
            return;
        }

        var flag = directive.Argument(2);
        if (flag is not (null or "last" or "break" or "redirect" or "permanent"))
            Malformed("`" + flag + "` is no flag of `rewrite`", directive.Arguments[2].Span);
        scope.Instructions.Add(new NginxRewrite(
            Pattern(directive.Arguments[0].Value, ignoresCase: false, directive.Arguments[0].Span), directive.Arguments[1], flag, directive.Span));
    }

    private void ReadErrorPage(NginxDirective directive, NginxScope scope)
    {
        if (directive.Arguments.Count < 2)
        {
            Malformed("`error_page` takes a status and a page", directive.Span);
            return;
        }

        var target = directive.Arguments[directive.Arguments.Count - 1];
        var replaced = directive.Arguments.Select(a => a.Value).LastOrDefault(a => a.StartsWith('='));
        foreach (var word in directive.Arguments.Take(directive.Arguments.Count - 1).Where(a => !a.Value.StartsWith('=')))
        {
            if (ParsePort(word.Value) is >= 300 and <= 599 and var status)
                scope.ErrorPages.Add(new NginxErrorPage(status, replaced?.Substring(1), target));
            else
                Malformed("`error_page` takes statuses from 300 to 599", word.Span);
        }
    }

    private void ReadAddHeader(NginxDirective directive, NginxScope scope)
    {
        if (directive.Arguments.Count is < 2 or > 3)
        {
            Malformed("`add_header` takes a name, a value and `always`", directive.Span);
            return;
        }

        AddChange(scope.AddedHeaders, new HeaderChange(HeaderChangeKind.Add, directive.Arguments[0].Value, directive.Arguments[1].Text, directive.Span)
        {
            AppliesToErrors = directive.Argument(2) == "always",
        });
    }

    private void ReadMoreHeaders(NginxDirective directive, NginxScope scope)
    {
        for (var i = 0; i < directive.Arguments.Count; i++)
        {
            var text = directive.Arguments[i].Text;
            if (text.Value is "-s" or "-t")
            {
                i++;
                continue;
            }

            if (text.Value.StartsWith('-'))
                continue;
            var colon = text.Value.IndexOf(':');
            var name = (colon < 0 ? text.Value : text.Value.Substring(0, colon)).Trim();
            var start = colon + 1;
            while (start < text.Value.Length && text.Value[start] == ' ')
                start++;
            var hasValue = directive.Is("more_set_headers") && colon >= 0 && start < text.Value.Length;
            AddChange(scope.ClearedHeaders, hasValue
                ? new HeaderChange(HeaderChangeKind.Set, name, text.Slice(start, text.Value.Length - start), directive.Span)
                : new HeaderChange(HeaderChangeKind.Remove, name, null, directive.Span));
        }
    }

    private void AddChange(List<HeaderChange> list, HeaderChange change)
    {
        list.Add(change);
        HeaderChanges.Add(change);
    }

    private RequestPattern Pattern(string text, bool ignoresCase, SourceSpan span)
    {
        var pattern = new RequestPattern(text, ignoresCase, _budget);
        if (!pattern.IsUnderstood)
            _problems.Add(new ReadProblem(ReadProblemKind.NotUnderstood, "this regular expression cannot be evaluated", span));
        return pattern;
    }

    private static bool IsVariable(ConfigWord word) => word.Value.Length > 1 && word.Value[0] == '$';

    private void Malformed(string message, SourceSpan span) => _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, span));

    internal static bool IsAbsoluteTarget(string text) =>
        text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal)
        || text.StartsWith("$scheme", StringComparison.Ordinal);

    internal static int ParsePort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : -1;

    private static UpstreamAddress ParseAddress(ConfigWord word, int start, int length, string scheme) =>
        NginxPassTarget.ParseAddress(word.Value.Substring(start, length), word.Text.SpanOf(start, length), scheme);
}
