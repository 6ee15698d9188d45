using System.Diagnostics;

namespace Koda.Lint.Verification;

/// <summary>
/// Asks each question once and remembers the answers. A server that does not answer is not asked again and again, and when the time of the whole run is
/// up nothing is asked any more.
/// </summary>
internal sealed class Questioner
{
    private const int MaxTimeouts = 2;

    private readonly HttpProbe _probe;
    private readonly TimeSpan _total;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Action<string>? _progress;
    private readonly List<HttpExchange> _exchanges = [];
    private readonly Dictionary<string, HttpExchange> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _timeouts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dead = new(StringComparer.Ordinal);

    public Questioner(HttpProbe probe, TimeSpan total, Action<string>? progress)
    {
        _probe = probe;
        _total = total;
        _progress = progress;
    }

    /// <summary>Everything that was asked, in order.</summary>
    public IReadOnlyList<HttpExchange> Exchanges => _exchanges;

    /// <summary>How many of them were really asked.</summary>
    public int Count => _exchanges.Count(exchange => exchange.Failure?.Kind is not (ProbeFailureKind.NotAsked or ProbeFailureKind.OutOfTime));

    /// <summary>Asks for a page, unless it is known.</summary>
    public async Task<HttpExchange> GetAsync(Uri url)
    {
        if (_known.TryGetValue(url.AbsoluteUri, out var known))
            return known;
        var exchange = await AskAsync("GET", url, () => _probe.GetAsync(url)).ConfigureAwait(false);
        _known.Add(url.AbsoluteUri, exchange);
        return exchange;
    }

    /// <summary>Posts JSON.</summary>
    public Task<HttpExchange> PostAsync(Uri url, string json) => AskAsync("POST", url, () => _probe.PostAsync(url, json));

    private async Task<HttpExchange> AskAsync(string method, Uri url, Func<Task<HttpExchange>> ask)
    {
        var origin = HttpExchange.OriginOf(url);
        HttpExchange exchange;
        if (_dead.Contains(origin))
            exchange = new HttpExchange(method, url) { Failure = new ProbeFailure(ProbeFailureKind.NotAsked, "it had not answered before") };
        else if (_watch.Elapsed > _total)
            exchange = new HttpExchange(method, url) { Failure = new ProbeFailure(ProbeFailureKind.OutOfTime, "the time for the whole run was up") };
        else
        {
            _progress?.Invoke("asking " + url.AbsoluteUri);
            exchange = await ask().ConfigureAwait(false);
        }

        _exchanges.Add(exchange);
        if (exchange.Failure?.Kind is ProbeFailureKind.Unresolved or ProbeFailureKind.Unreachable or ProbeFailureKind.Tls)
            _dead.Add(origin);
        if (exchange.Failure?.Kind == ProbeFailureKind.TimedOut)
        {
            _timeouts[origin] = _timeouts.TryGetValue(origin, out var count) ? count + 1 : 1;
            if (_timeouts[origin] >= MaxTimeouts)
                _dead.Add(origin);
        }

        return exchange;
    }
}
