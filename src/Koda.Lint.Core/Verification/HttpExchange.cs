using Koda.Lint.Browser;

namespace Koda.Lint.Verification;

/// <summary>One question to a running deployment, and what came back: an answer or the reason why there is none.</summary>
/// <param name="Method"><c>GET</c> or <c>POST</c>.</param>
/// <param name="Url">What was asked.</param>
public sealed record HttpExchange(string Method, Uri Url)
{
    private AnswerHead? _head;

    /// <summary>The answer, or null.</summary>
    public HttpAnswer? Answer { get; init; }

    /// <summary>Why there is no answer, or null.</summary>
    public ProbeFailure? Failure { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public string Origin => OriginOf(Url);

    /// <summary>The part of the answer that findings point into.</summary>
    public AnswerHead Head => _head ??= AnswerHead.Of(this);

    /// <summary>A URL's scheme, host and port.</summary>
    /// <param name="url">An absolute URL.</param>
    public static string OriginOf(Uri url) => url.GetLeftPart(UriPartial.Authority);

    /// <summary>The whole of a question without an answer, as the place of a finding.</summary>
    public Location Place => Location.OfFile(Url.AbsoluteUri);
}

/// <summary>What a server answered. Holds no cookie's value.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers in their order.</param>
/// <param name="Body">The body as text, cut at the limit of whoever asked.</param>
public sealed record HttpAnswer(int Status, IReadOnlyList<HttpHeader> Headers, string Body)
{
    /// <summary>From the question's start to the answer's head.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The media type in lower case without parameters, or empty.</summary>
    public string MediaType => (First("Content-Type") ?? "").Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>Whether a browser shows the answer as a page.</summary>
    public bool IsPage => MediaType is "text/html" or "application/xhtml+xml" || (MediaType.Length == 0 && StartsLikePage);

    /// <summary>Whether the body begins as a page does, whatever its type says.</summary>
    public bool StartsLikePage
    {
        get
        {
            var body = Body.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
            return body.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || body.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Whether the answer sends the browser elsewhere.</summary>
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308 && First("Location") is { Length: > 0 };

    /// <summary>The first header of a name, or null.</summary>
    /// <param name="name">The name in any case.</param>
    public string? First(string name) => Headers.FirstOrDefault(header => header.Is(name))?.Value;

    /// <summary>Where a redirect leads; null when it leads to nothing that HTTP knows.</summary>
    /// <param name="from">The URL that answered so.</param>
    public Uri? Target(Uri from) =>
        IsRedirect && Uri.TryCreate(from, First("Location"), out var target) && (target.Scheme == Uri.UriSchemeHttp || target.Scheme == Uri.UriSchemeHttps) ? target : null;
}

/// <summary>A header of an answer.</summary>
public sealed record HttpHeader
{
    /// <summary>Records a header; of a cookie everything but its value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public HttpHeader(string name, string value)
    {
        Name = name;
        Value = Is("Set-Cookie") ? SetCookieHeader.WithoutValue(value) : value;
    }

    /// <summary>The name as the server spells it.</summary>
    public string Name { get; }

    /// <summary>The value.</summary>
    public string Value { get; }

    /// <summary>Whether it has a name, in any case.</summary>
    /// <param name="name">The name.</param>
    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Why a question got no answer.</summary>
/// <param name="Kind">What kind of reason it is.</param>
/// <param name="Reason">The reason as the end of a sentence.</param>
public sealed record ProbeFailure(ProbeFailureKind Kind, string Reason);

/// <summary>Kinds of reasons for no answer.</summary>
public enum ProbeFailureKind
{
    /// <summary>The name is not known.</summary>
    Unresolved,

    /// <summary>Nobody listens there, or the network does not lead there.</summary>
    Unreachable,

    /// <summary>It took longer than it may.</summary>
    TimedOut,

    /// <summary>The certificate is not trusted, or TLS was not agreed on.</summary>
    Tls,

    /// <summary>What came back is no answer of HTTP, or it broke off.</summary>
    Malformed,

    /// <summary>The answer was larger than it may be.</summary>
    TooLarge,

    /// <summary>It was not asked, because the server had already failed.</summary>
    NotAsked,

    /// <summary>It was not asked, because the time for the whole run was up.</summary>
    OutOfTime,
}
