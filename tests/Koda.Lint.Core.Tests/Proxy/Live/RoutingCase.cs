using System.Globalization;
using System.Text;
using Koda.Lint.Proxy.Routing;

namespace Koda.Lint.Core.Tests.Proxy.Live;

/// <summary>
/// A configuration with what to ask of it. In its text <c>@A</c>, <c>@B</c>, <c>@C</c> are backends, <c>@P</c> and
/// <c>@Q</c> are ports of its own, and <c>@ID</c> makes names unique, so that many cases fit into one process.
/// </summary>
public sealed record RoutingCase(string Name, string Text, IReadOnlyList<string> Targets)
{
    public static readonly IReadOnlyList<string> UsualPaths =
    [
        "/", "/control-plane/", "/api/control-plane/", "/api/control-plane/agents?page=2", "/api/runtime/x", "/openapi/control-plane.json",
        "/setup", "/api", "/API/runtime/x", "/static/app.js", "/a%20b/c", "/deep/er/path/",
    ];

    /// <summary>The hosts to ask under; each target is asked under each.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["site.test"];

    /// <summary>Whether the second port is asked too.</summary>
    public bool UsesSecondPort { get; init; }

    public string Render(int index, int port, int secondPort, IReadOnlyList<EchoBackend> backends)
    {
        var text = new StringBuilder(Text);
        foreach (var backend in backends)
            text.Replace("@" + backend.Name, "127.0.0.1:" + backend.Port.ToString(CultureInfo.InvariantCulture));
        return text.Replace("@ID", index.ToString(CultureInfo.InvariantCulture))
            .Replace("@P", port.ToString(CultureInfo.InvariantCulture))
            .Replace("@Q", secondPort.ToString(CultureInfo.InvariantCulture))
            .ToString();
    }
}

/// <summary>Compares what a configuration's model says with what the program did.</summary>
public static class RoutingComparison
{
    private static readonly string[] JudgedHeaders = ["X-One", "X-Two", "X-Own", "Content-Security-Policy", "Strict-Transport-Security"];

    /// <summary>Asks a running program everything that the cases ask, and the model too.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="texts">Their texts as the program got them.</param>
    /// <param name="ports">Two ports for each case.</param>
    /// <param name="backends">The backends that are named in the texts.</param>
    /// <param name="read">Reads a text.</param>
    /// <returns>How many requests were sent, and what differed.</returns>
    public static async Task<(int Asked, IReadOnlyList<string> Differences)> CompareAsync(
        RoutingCase[] cases, string[] texts, IReadOnlyList<int> ports, IReadOnlyList<EchoBackend> backends, Func<string, ProxyConfig> read)
    {
        var (asked, differences) = (0, new List<string>());
        await Parallel.ForEachAsync(Enumerable.Range(0, cases.Length), new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (i, _) =>
        {
            var config = read(texts[i]);
            var own = config.Problems.Select(p => p.ToString()).ToList();
            foreach (var port in cases[i].UsesSecondPort ? new[] { ports[2 * i], ports[(2 * i) + 1] } : [ports[2 * i]])
            foreach (var host in cases[i].Hosts)
            foreach (var target in cases[i].Targets)
            {
                var parts = target.Split('?', 2);
                var decision = config.Route(new ProxyRequest(host, parts[0])
                {
                    Port = port,
                    Query = parts.Length > 1 ? parts[1] : "",
                    Headers = new Dictionary<string, string> { ["Connection"] = "close" },
                });
                var authority = host + ":" + port.ToString(CultureInfo.InvariantCulture);
                var difference = Difference(decision, await LiveProxy.GetAsync(port, authority, target), backends, authority);
                Interlocked.Increment(ref asked);
                if (difference is not null)
                    own.Add(host + " " + target + ": " + difference);
            }

            lock (differences)
            {
                if (own.Count > 0)
                    differences.Add(cases[i].Name + ": " + string.Join("\n  ", own) + "\n" + texts[i]);
            }
        });
        return (asked, [.. differences.Order(StringComparer.Ordinal)]);
    }

    /// <summary>The difference in words, or null when both agree.</summary>
    private static string? Difference(RouteDecision expected, LiveAnswer actual, IReadOnlyList<EchoBackend> backends, string host)
    {
        var seen = actual.Header("X-Backend") is { } backend ? "upstream " + backend + " " + actual.Body[(actual.Body.IndexOf('\n', StringComparison.Ordinal) + 1)..]
            : actual.Header("Location") is { Length: > 0 } location ? "redirect " + Text(actual.Status) + " " + Local(location, host)
            : "response " + Text(actual.Status);
        var said = expected.Kind switch
        {
            RouteKind.Upstream => "upstream " + backends.FirstOrDefault(b => expected.Upstreams.Any(u => u.Host == "127.0.0.1" && u.Port == b.Port))?.Name + " " + expected.ForwardedTarget,
            RouteKind.Redirect => "redirect " + Text(expected.Status!.Value) + " " + Local(expected.Location ?? "?", host),
            RouteKind.Response => "response " + Text(expected.Status!.Value),
            RouteKind.Files when actual.Status is 404 or 403 => seen,
            _ => expected.ToString(),
        };
        if (said != seen)
            return $"said `{said}`, saw `{seen}`";
        if (expected.Kind == RouteKind.Files)
            return null;
        foreach (var name in JudgedHeaders)
        {
            var outcome = expected.Header(name);
            var passed = expected.Kind == RouteKind.Upstream && outcome.RemovedBy is null && EchoBackend.OwnHeaders.TryGetValue(name, out var own) ? new[] { own } : [];
            var values = passed.Concat(outcome.Values.Where(v => v.Kind != HeaderChangeKind.Default || passed.Length == 0).Select(v => v.Value!.Value)).Order(StringComparer.Ordinal);
            var came = actual.Values(name).Order(StringComparer.Ordinal);
            if (!values.SequenceEqual(came))
                return $"{said}: header {name}: said [{string.Join(" | ", values)}], saw [{string.Join(" | ", came)}]";
        }

        return null;
    }

    /// <summary>Programs make a path absolute where the configuration wrote a path.</summary>
    private static string Local(string location, string host)
    {
        if (!location.StartsWith("http://" + host.Split(':')[0], StringComparison.OrdinalIgnoreCase))
            return location;
        var path = location.IndexOf('/', "http://".Length);
        return path < 0 ? "/" : location[path..];
    }

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
