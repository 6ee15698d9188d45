using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Proxy.Routing;

/// <summary>Every span that a configuration and its answers carry.</summary>
public static class ProxyConfigSpans
{
    private static readonly string[] Paths = ["/", "/api/x", "/a/../b", "/%zz"];

    public static IEnumerable<SourceSpan> Of(ProxyConfig config)
    {
        foreach (var span in config.Problems.Select(p => p.Span)
            .Concat(config.Sites.Select(s => s.Span))
            .Concat(config.Sites.SelectMany(s => s.Addresses).Select(a => a.Span))
            .Concat(config.Upstreams.Select(u => u.Span))
            .Concat(config.HeaderChanges.SelectMany(Of))
            .Concat(config.LostHeaders.SelectMany(l => Of(l.Header).Append(l.Scope))))
        {
            yield return span;
        }

        yield return config.Route(new ProxyRequest("nowhere.test", "/") { Port = 1 }).Span;
        foreach (var address in config.Sites.SelectMany(s => s.Addresses).Take(3))
        foreach (var path in Paths.Concat(config.MentionedPaths.Take(5)))
        {
            var decision = config.Route(ProxyRequest.To(address, path));
            yield return decision.Span;
            foreach (var outcome in decision.Outcomes)
                yield return outcome.Span;
        }
    }

    private static IEnumerable<SourceSpan> Of(HeaderChange change) =>
        change.Value is { } value ? [change.Span, value.Span, value.SpanOf(1, 3)] : [change.Span];
}
