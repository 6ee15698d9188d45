using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>A level of nginx's configuration: <c>http</c>, <c>server</c>, <c>location</c>, <c>if</c>. What it does not set it inherits.</summary>
internal sealed class NginxScope(NginxScope? outer, SourceSpan span)
{
    public NginxScope? Outer { get; } = outer;

    public SourceSpan Span { get; } = span;

    /// <summary>Whether it is an <c>if</c>, which also inherits the handler around it.</summary>
    public bool IsCondition { get; init; }

    /// <summary>Whether only nginx itself may enter it (<c>internal</c>).</summary>
    public bool IsInternal { get; set; }

    public List<HeaderChange> AddedHeaders { get; } = [];

    public List<HeaderChange> HiddenHeaders { get; } = [];

    public List<string> PassedHeaders { get; } = [];

    /// <summary>What the headers-more module does: unlike <c>add_header</c>, it adds up across levels.</summary>
    public List<HeaderChange> ClearedHeaders { get; } = [];

    /// <summary><c>add_header_inherit</c> of nginx 1.29.3: on, off or merge; null when not set here.</summary>
    public string? HeaderInheritance { get; set; }

    public NginxHandler? Handler { get; set; }

    public List<NginxInstruction> Instructions { get; } = [];

    public NginxDirective? TryFiles { get; set; }

    public List<NginxErrorPage> ErrorPages { get; } = [];

    public List<NginxAccessRule> AccessRules { get; } = [];

    public bool? MergesSlashes { get; set; }

    public NginxLocations Locations { get; } = new();

    /// <summary>This level's own list, or else the nearest outer one that has any.</summary>
    public List<T> Inherited<T>(Func<NginxScope, List<T>> list)
    {
        var scope = this;
        while (list(scope).Count == 0 && scope.Outer is { } next)
            scope = next;
        return list(scope);
    }

    public T? Inherited<T>(Func<NginxScope, T?> value)
        where T : class
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (value(scope) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Whether requests from outside get 404 here.</summary>
    public bool IsClosed => IsInternal || Outer is { IsClosed: true };

    /// <summary>The headers that <c>add_header</c> sends from this level.</summary>
    public IEnumerable<HeaderChange> EffectiveAddedHeaders() => Inherited(s => s.HeaderInheritance) switch
    {
        "merge" => (Outer?.EffectiveAddedHeaders() ?? []).Concat(AddedHeaders),
        "off" => AddedHeaders,
        _ => AddedHeaders.Count > 0 ? AddedHeaders : Outer?.EffectiveAddedHeaders() ?? [],
    };

    /// <summary>
    /// The headers that outer levels send and this one does not, because it sets others: <c>add_header</c> is inherited
    /// only by levels that have none (https://nginx.org/en/docs/http/ngx_http_headers_module.html#add_header).
    /// </summary>
    public IEnumerable<HeaderChange> LostHeaders() =>
        AddedHeaders.Count == 0 || Outer is null || Inherited(s => s.HeaderInheritance) == "merge"
            ? []
            : Outer.EffectiveAddedHeaders().Where(outer => !AddedHeaders.Exists(own => own.Names(outer.Name)));
}

/// <summary>The locations that stand directly in a server or in another location.</summary>
internal sealed class NginxLocations
{
    private readonly HashSet<string> _names = [];

    public List<NginxLocation> Exact { get; } = [];

    public List<NginxLocation> Prefixes { get; } = [];

    public List<NginxLocation> Patterns { get; } = [];

    /// <summary>Takes a name; false when it is taken.</summary>
    public bool Claim(string name) => _names.Add(name);
}

internal enum NginxLocationKind
{
    /// <summary><c>= /path</c></summary>
    Exact,

    /// <summary><c>/path</c></summary>
    Prefix,

    /// <summary><c>^~ /path</c>: keeps the regular expressions beside it out.</summary>
    PrefixOverPatterns,

    /// <summary><c>~</c> and <c>~*</c></summary>
    Pattern,

    /// <summary><c>@name</c></summary>
    Named,
}

internal sealed record NginxLocation(NginxLocationKind Kind, string Name, RequestPattern? Pattern, NginxScope Scope)
{
    /// <summary>Whether a request without the name's last slash is sent to the name: proxied locations do that.</summary>
    public bool AddsSlash => Kind != NginxLocationKind.Pattern && Name.EndsWith('/') && Scope.Handler is { PassesOn: true };
}

/// <summary>What answers a request in a location: <c>proxy_pass</c> and its kin have a target, <c>stub_status</c> and its kin have none.</summary>
internal sealed record NginxHandler(string Kind, ConfigWord? Target, SourceSpan Span)
{
    public bool PassesOn => Target is not null;
}

internal sealed record NginxErrorPage(int Status, string? ReplacedBy, ConfigWord Target);

internal sealed record NginxAccessRule(bool Allows, string Source, SourceSpan Span);

/// <summary>A directive of the rewrite module.</summary>
internal abstract record NginxInstruction(SourceSpan Span);

internal sealed record NginxSet(string Variable, ConfigWord Value, SourceSpan Span) : NginxInstruction(Span);

internal sealed record NginxReturn(int Status, ConfigWord? Text, SourceSpan Span) : NginxInstruction(Span);

internal sealed record NginxBreak(SourceSpan Span) : NginxInstruction(Span);

internal sealed record NginxRewrite(RequestPattern Pattern, ConfigWord Replacement, string? Flag, SourceSpan Span) : NginxInstruction(Span);

internal sealed record NginxIf(NginxCondition Condition, NginxScope Scope, SourceSpan Span) : NginxInstruction(Span);

/// <summary>
/// The condition of an <c>if</c>. Without a variable it tests a file (<c>-f</c> …); without an operator it asks whether
/// the variable is neither empty nor <c>0</c>.
/// </summary>
internal sealed record NginxCondition(string? Variable, string? Operator, ConfigWord? Operand, RequestPattern? Pattern);

/// <summary>A <c>listen</c> of a server. The address is <c>*</c> for all interfaces, and IPv6 has its brackets.</summary>
internal sealed record NginxListen(string Address, int Port, bool IsTls, bool IsDefault, SourceSpan Span);

internal sealed record NginxServerName(string Text, RequestPattern? Pattern, SourceSpan Span);

internal sealed class NginxServer(NginxScope scope, SourceSpan span)
{
    public NginxScope Scope { get; } = scope;

    public SourceSpan Span { get; } = span;

    public List<NginxListen> Listens { get; } = [];

    public List<NginxServerName> Names { get; } = [];

    public Dictionary<string, NginxLocation> NamedLocations { get; } = [];
}

internal sealed record NginxUpstream(string Name, IReadOnlyList<UpstreamAddress> Servers, SourceSpan Span);

/// <summary>A <c>map</c>: a variable whose value depends on another text.</summary>
internal sealed record NginxMap(ConfigWord Source, IReadOnlyList<NginxMapEntry> Entries, bool MatchesHostnames, SourceSpan Span);

internal sealed record NginxMapEntry(string Key, RequestPattern? Pattern, ConfigWord Value, SourceSpan Span);
