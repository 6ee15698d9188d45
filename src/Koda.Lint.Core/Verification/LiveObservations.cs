using Koda.Lint.Deployments;

namespace Koda.Lint.Verification;

/// <summary>Everything that was seen of a running deployment. Rules judge it without asking anything themselves.</summary>
public sealed record LiveObservations
{
    /// <summary>Where the control plane listens.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>Where the dashboard listens.</summary>
    public required Uri DashboardUrl { get; init; }

    /// <summary>Where the world reaches both, or null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>When it was seen.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Every exchange, in the order in which they took place.</summary>
    public required IReadOnlyList<HttpExchange> Exchanges { get; init; }

    /// <summary>The control plane's health.</summary>
    public required HttpExchange Health { get; init; }

    /// <summary>Whether an owner is registered; null when the control plane does not say.</summary>
    public bool? HasOwner { get; init; }

    /// <summary>The public paths.</summary>
    public IReadOnlyList<RouteObservation> Routes { get; init; } = [];

    /// <summary>The screens for signing in, at the public URL when there is one that answers, else at the dashboard.</summary>
    public IReadOnlyList<ScreenObservation> Screens { get; init; } = [];

    /// <summary>What plain HTTP answers at the public name; empty when there is none to ask.</summary>
    public IReadOnlyList<HttpExchange> PlainHttp { get; init; } = [];

    /// <summary>What answers on this machine's own addresses.</summary>
    public IReadOnlyList<OwnAddressObservation> OwnAddresses { get; init; } = [];

    /// <summary>The failed login, or null when none was tried.</summary>
    public LoginObservation? Login { get; init; }

    /// <summary>The files that hold secrets.</summary>
    public IReadOnlyList<FileFact> SecretFiles { get; init; } = [];
}

/// <summary>A public path and what came back for it.</summary>
/// <param name="Path">The path.</param>
/// <param name="Probes">What was asked, in order; at least one.</param>
public sealed record RouteObservation(PublicPath Path, IReadOnlyList<RouteProbe> Probes);

/// <summary>One path asked at both backends and at the public URL.</summary>
/// <param name="Path">The path that was asked for.</param>
/// <param name="AtRight">What the backend answered that the path belongs to.</param>
/// <param name="AtWrong">What the other backend answered; null when both URLs are the same.</param>
/// <param name="AtPublic">What the public URL answered; null when there is none.</param>
public sealed record RouteProbe(string Path, HttpExchange AtRight, HttpExchange? AtWrong, HttpExchange? AtPublic);

/// <summary>A screen for signing in, with the redirects on the way to it.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Hops">The exchanges; the last is what a person sees.</param>
/// <param name="End">Why it ended there.</param>
public sealed record ScreenObservation(string Path, IReadOnlyList<HttpExchange> Hops, ScreenEnd End)
{
    /// <summary>What a person sees.</summary>
    public HttpExchange Last => Hops[Hops.Count - 1];
}

/// <summary>Why no further redirect was followed.</summary>
public enum ScreenEnd
{
    /// <summary>There was none.</summary>
    Answered,

    /// <summary>It led to another host, which nobody asked to talk to.</summary>
    LeadsElsewhere,

    /// <summary>They lead in a circle, or go on for too long.</summary>
    Circle,
}

/// <summary>What answers on an own address of this machine that is not loopback.</summary>
/// <param name="Backend">Whose port it is.</param>
/// <param name="Exchange">The answer to the question that the backend answers on loopback.</param>
/// <param name="OnLoopback">What it answers there.</param>
public sealed record OwnAddressObservation(Backend Backend, HttpExchange Exchange, HttpExchange OnLoopback);

/// <summary>A login that has to fail.</summary>
/// <param name="Exchange">What came back.</param>
/// <param name="IsTimed">Whether its time says something: no network lies in between.</param>
public sealed record LoginObservation(HttpExchange Exchange, bool IsTimed);
