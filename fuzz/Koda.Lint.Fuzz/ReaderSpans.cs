using Koda.Lint.AppSettings;
using Koda.Lint.Proxy;
using Koda.Lint.Proxy.Caddy;
using Koda.Lint.Proxy.Nginx;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Fuzz;

/// <summary>Every span that what a reader returns carries, those behind parts of its values too.</summary>
public static class ReaderSpans
{
    private static readonly string[] Paths = ["/", "/api/x", "/a/../b", "/%zz"];

    /// <summary>Those of a Caddyfile.</summary>
    /// <param name="file">The file.</param>
    public static IEnumerable<SourceSpan> Of(Caddyfile file) =>
        file.Sites.Concat(file.NamedRoutes.Values).SelectMany(s => s.Keys.SelectMany(Of).Append(s.Span))
            .Concat(Flatten(file.GlobalOptions.Concat(file.Sites.SelectMany(s => s.Directives))).SelectMany(d => d.Arguments.Append(d.Name).SelectMany(Of).Append(d.Span)))
            .Concat(file.Problems.Select(p => p.Span))
            .Concat(file.Variables.Select(v => v.Span));

    /// <summary>Those of an nginx configuration.</summary>
    /// <param name="file">The configuration.</param>
    public static IEnumerable<SourceSpan> Of(NginxFile file) =>
        Flatten(file.Directives).SelectMany(d => d.Arguments.Append(d.Name).SelectMany(Of).Append(d.Span)).Concat(file.Problems.Select(p => p.Span));

    /// <summary>Those of a unit.</summary>
    /// <param name="unit">The unit.</param>
    public static IEnumerable<SourceSpan> Of(SystemdUnit unit) =>
        unit.Files.SelectMany(f => f.Assignments).SelectMany(a => Of(a.Value).Append(a.Span))
            .Concat(unit.Environment.SelectMany(v => Of(v.Value).Append(v.Span)))
            .Concat(unit.EnvironmentFiles.SelectMany(f => Of(f.Path)))
            .Concat(unit.Commands("ExecStart").SelectMany(c => c.Arguments.SelectMany(Of).Append(c.Span)))
            .Concat(unit.Problems.Select(p => p.Span));

    /// <summary>Those of a file of .NET settings.</summary>
    /// <param name="file">The file.</param>
    public static IEnumerable<SourceSpan> Of(AppSettingsFile file) =>
        file.Settings.SelectMany(s => (s.Value is { } value ? Of(value) : []).Append(s.Span).Append(s.KeySpan)).Concat(file.Problems.Select(p => p.Span));

    /// <summary>Those of a proxy's configuration and of its answers to a few requests.</summary>
    /// <param name="config">The configuration.</param>
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

    /// <summary>Those of a scalar's source: the whole, a part, and what is asked past its end.</summary>
    /// <param name="source">The source.</param>
    /// <param name="length">How long the value is.</param>
    public static IEnumerable<SourceSpan> Of(IScalarSource source, int length) =>
        [source.Span, source.SpanOf(0, length), source.SpanOf(length / 2, length - (length / 2)), source.SpanOf(length, 0)];

    private static IEnumerable<SourceSpan> Of(HeaderChange change) => (change.Value is { } value ? Of(value) : []).Append(change.Span);

    private static IEnumerable<SourceSpan> Of(ConfigWord word) => Of(word.Text).Append(word.Span);

    private static IEnumerable<SourceSpan> Of(MappedText text) => [text.Span, text.SpanOf(1, 2), text.SpanOf(0, text.Value.Length), text.SpanOf(text.Value.Length, 1)];

    private static IEnumerable<CaddyDirective> Flatten(IEnumerable<CaddyDirective> lines) => lines.SelectMany(l => Flatten(l.Block ?? []).Prepend(l));

    private static IEnumerable<NginxDirective> Flatten(IEnumerable<NginxDirective> directives) => directives.SelectMany(d => Flatten(d.Block ?? []).Prepend(d));
}
