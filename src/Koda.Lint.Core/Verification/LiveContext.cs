using Koda.Lint.Text;

namespace Koda.Lint.Verification;

/// <summary>One judgement of what was seen, and where to report.</summary>
internal sealed class LiveContext
{
    private readonly List<Finding> _findings;

    public LiveContext(LiveObservations seen, List<Finding> findings)
    {
        Seen = seen;
        _findings = findings;
    }

    /// <summary>What was seen.</summary>
    public LiveObservations Seen { get; }

    /// <summary>Reports a fault at a part of an answer.</summary>
    public void Report(FindingText text, SourceSpan span, string subject) => Report(text, span.ToLocation(), subject);

    /// <summary>Reports a fault of a whole answer, or of the lack of one.</summary>
    public void Report(FindingText text, HttpExchange exchange, string subject) =>
        Report(text, exchange.Answer is null ? exchange.Place : exchange.Head.Status.ToLocation(), subject);

    /// <summary>Reports a fault.</summary>
    public void Report(FindingText text, Location location, string subject, Severity? severity = null) =>
        _findings.Add(text.At(location, subject) with { Severity = severity ?? text.Severity });

    /// <summary>Whether an exchange was with the public URL.</summary>
    public bool IsPublic(HttpExchange exchange) => Seen.PublicUrl is { } url && exchange.Origin == HttpExchange.OriginOf(url);

    /// <summary>A backend as messages call it.</summary>
    public static string NameOf(Backend backend) => backend == Backend.ControlPlane ? "control plane" : "dashboard";

    /// <summary>The server of an exchange as messages call it.</summary>
    public string PartOf(HttpExchange exchange) =>
        IsPublic(exchange) ? "public URL"
        : exchange.Origin == HttpExchange.OriginOf(Seen.BaseUrl) ? NameOf(Backend.ControlPlane)
        : NameOf(Backend.Dashboard);
}
