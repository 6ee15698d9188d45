using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Nginx;

/// <summary>
/// An nginx configuration as nginx judges it: which server a host gets, which location a path gets, and what answers
/// there (https://nginx.org/en/docs/http/request_processing.html).
/// </summary>
public sealed class NginxConfig : ProxyConfig
{
    private const int MaxExpansions = 32;

    private readonly ILookup<string, ConfigWord> _setValues;

    private NginxConfig(NginxModelBuilder model, SourceFile file)
        : base(file)
    {
        Servers = model.Servers;
        UpstreamBlocks = model.UpstreamBlocks;
        Maps = model.Maps;
        SetVariables = model.SetVariables;
        _setValues = model.SetValues;
        Sites = [.. Servers.Select(ToSite)];
        Upstreams = model.Upstreams;
        HeaderChanges = model.HeaderChanges;
        LostHeaders = model.LostHeaders;
        MentionedPaths = model.MentionedPaths;
        Problems = model.Problems;
    }

    /// <inheritdoc />
    public override IReadOnlyList<ProxySite> Sites { get; }

    /// <inheritdoc />
    public override IReadOnlyList<UpstreamAddress> Upstreams { get; }

    /// <inheritdoc />
    public override IReadOnlyList<HeaderChange> HeaderChanges { get; }

    /// <inheritdoc />
    public override IReadOnlyList<LostHeader> LostHeaders { get; }

    /// <inheritdoc />
    public override IReadOnlyList<string> MentionedPaths { get; }

    /// <inheritdoc />
    public override IReadOnlyList<ReadProblem> Problems { get; }

    internal IReadOnlyList<NginxServer> Servers { get; }

    internal IReadOnlyDictionary<string, NginxUpstream> UpstreamBlocks { get; }

    internal IReadOnlyDictionary<string, NginxMap> Maps { get; }

    /// <summary>The variables that some <c>set</c> defines: empty where none has run.</summary>
    internal IReadOnlyCollection<string> SetVariables { get; }

    /// <summary>Reads a configuration: a whole <c>nginx.conf</c>, or a file of servers that one would include.</summary>
    /// <param name="file">The main file.</param>
    /// <param name="includes">Opens what <c>include</c> names.</param>
    public static NginxConfig Read(SourceFile file, IncludeSource? includes = null) =>
        new(new NginxModelBuilder(NginxReader.Read(file, includes)), file);

    /// <summary>
    /// A text with what <c>set</c> and <c>map</c> give its variables: one text for each value, as which of them counts depends on the request. A
    /// variable that nothing here defines stays.
    /// </summary>
    /// <param name="text">A text of this configuration.</param>
    internal IReadOnlyList<MappedText> Expand(MappedText text)
    {
        var open = new Queue<(MappedText Text, int From)>([(text, 0)]);
        var done = new List<MappedText>();
        while (open.Count > 0 && done.Count + open.Count <= MaxExpansions)
        {
            var (current, from) = open.Dequeue();
            if (NextVariable(current.Value, from) is not var (start, end, name))
            {
                done.Add(current);
                continue;
            }

            var values = ValuesOf(name).ToList();
            if (values.Count == 0)
                open.Enqueue((current, end));
            foreach (var value in values)
            {
                var builder = new MappedTextBuilder();
                builder.Append(current, 0, start);
                builder.Append(value.Text, 0, value.Value.Length);
                builder.Append(current, end, current.Value.Length - end);
                // A value's own variables are left alone, so that no circle is followed.
                open.Enqueue((builder.ToText(current.Span), start + value.Value.Length));
            }
        }

        return done.Count > 0 ? done : [text];
    }

    private IEnumerable<ConfigWord> ValuesOf(string variable) =>
        _setValues[variable].Concat(Maps.TryGetValue(variable, out var map) ? map.Entries.Select(entry => entry.Value) : []);

    private static (int Start, int End, string Name)? NextVariable(string text, int from)
    {
        for (var start = text.IndexOf('$', from); start >= 0; start = text.IndexOf('$', start + 1))
        {
            var isBraced = start + 1 < text.Length && text[start + 1] == '{';
            var nameStart = start + (isBraced ? 2 : 1);
            var end = nameStart;
            while (end < text.Length && (text[end] is '_' or (>= '0' and <= '9') || (text[end] | 0x20) is >= 'a' and <= 'z'))
                end++;
            if (end > nameStart)
                return (start, isBraced && end < text.Length ? end + 1 : end, text.Substring(nameStart, end - nameStart));
        }

        return null;
    }

    private protected override RouteDecision Decide(ProxyRequest request, Forks forks) => new NginxRouter(this, request, forks).Run();

    private static ProxySite ToSite(NginxServer server)
    {
        var names = server.Names.Where(n => n.Pattern is null && n.Text.Length > 0).ToArray();
        var addresses = server.Listens.SelectMany(l => names.Length == 0
            ? [new SiteAddress(null, l.Port, l.IsTls, l.Span) { ListenHost = l.Address == "*" ? null : l.Address }]
            : names.Select(n => new SiteAddress(n.Text, l.Port, l.IsTls, l.Span) { ListenHost = l.Address == "*" ? null : l.Address }));
        return new ProxySite([.. addresses], server.Span);
    }
}
