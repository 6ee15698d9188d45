using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Routing;

/// <summary>Ways in which a proxy answers a request.</summary>
public enum RouteKind
{
    /// <summary>It asks a backend.</summary>
    Upstream,

    /// <summary>It sends the client elsewhere.</summary>
    Redirect,

    /// <summary>It answers by itself with a fixed status.</summary>
    Response,

    /// <summary>It looks for a file on its own disk.</summary>
    Files,

    /// <summary>Nothing listens for such a request.</summary>
    NotServed,

    /// <summary>It depends on what the configuration does not say.</summary>
    Unknown,
}

/// <summary>What a proxy does with a request, and which characters of its configuration decided it.</summary>
/// <param name="Kind">The way it answers.</param>
/// <param name="Span">The characters that decided: the backend's address, the redirect, the condition that cannot be known.</param>
public sealed record RouteDecision(RouteKind Kind, SourceSpan Span)
{
    /// <summary>The backends that share the request, for <see cref="RouteKind.Upstream"/>.</summary>
    public IReadOnlyList<UpstreamAddress> Upstreams { get; init; } = [];

    /// <summary>The path and query that the backend is asked for; null when it is not known.</summary>
    public string? ForwardedTarget { get; init; }

    /// <summary>The status of a redirect or response; 0 when the connection is closed without an answer.</summary>
    public int? Status { get; init; }

    /// <summary>Where a redirect leads; null when it is not known.</summary>
    public string? Location { get; init; }

    /// <summary>
    /// The response headers that the proxy sets or removes here, by name without regard to case. A removal by pattern
    /// stands under its pattern; <see cref="Header"/> takes it into account.
    /// </summary>
    public IReadOnlyDictionary<string, HeaderOutcome> Headers { get; init; } = NoHeaders;

    /// <summary>The headers of outer scopes that an inner scope's own headers replaced (nginx's <c>add_header</c> inheritance).</summary>
    public IReadOnlyList<HeaderChange> LostHeaders { get; init; } = [];

    /// <summary>Why it cannot be known, as a phrase without a full stop.</summary>
    public string? Reason { get; init; }

    /// <summary>When it cannot be known: every decision that is possible. Otherwise empty.</summary>
    public IReadOnlyList<RouteDecision> Alternatives { get; init; } = [];

    /// <summary>This decision when it is known, or else every possible one.</summary>
    public IReadOnlyList<RouteDecision> Outcomes => Alternatives.Count > 0 ? Alternatives : [this];

    private static IReadOnlyDictionary<string, HeaderOutcome> NoHeaders { get; } = new Dictionary<string, HeaderOutcome>();

    /// <summary>What becomes of a response header here.</summary>
    /// <param name="name">The header's name; case does not matter.</param>
    public HeaderOutcome Header(string name) => HeaderOutcome.Find(Headers, name);

    /// <summary>Whether two decisions lead to the same place.</summary>
    /// <param name="other">The other one.</param>
    public bool LeadsWhere(RouteDecision other) =>
        Kind == other.Kind && Status == other.Status && Location == other.Location && ForwardedTarget == other.ForwardedTarget
        && Upstreams.Select(u => u.Text).SequenceEqual(other.Upstreams.Select(u => u.Text));

    /// <summary>The decision in one line, for people.</summary>
    public override string ToString() => Kind switch
    {
        RouteKind.Upstream => "upstream " + string.Join(", ", Upstreams.Select(u => u.Text)) + " " + (ForwardedTarget ?? "?"),
        RouteKind.Redirect => "redirect " + Number(Status) + " " + (Location ?? "?"),
        RouteKind.Response => "response " + Number(Status),
        RouteKind.Files => "files",
        RouteKind.NotServed => "not served",
        _ => "unknown: " + Reason,
    };

    private static string Number(int? status) =>
        status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?";
}
