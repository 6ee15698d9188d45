using Koda.Lint.Compose;
using Koda.Lint.Proxy.Routing;
using Koda.Lint.Text;

namespace Koda.Lint.Proxy.Traefik;

/// <summary>Traefik as its files, its arguments and the labels of containers configure it together.</summary>
public sealed class TraefikConfig : ProxyConfig
{
    private readonly TraefikModelBuilder _model;

    private TraefikConfig(SourceFile file, TraefikModelBuilder model, IReadOnlyList<ReadProblem> problems)
        : base(file)
    {
        _model = model;
        Sites = [.. model.Routers.Select(ToSite)];
        Problems = [.. problems, .. model.Problems];
    }

    /// <inheritdoc />
    public override IReadOnlyList<ProxySite> Sites { get; }

    /// <inheritdoc />
    public override IReadOnlyList<UpstreamAddress> Upstreams => _model.Upstreams;

    /// <inheritdoc />
    public override IReadOnlyList<HeaderChange> HeaderChanges => _model.HeaderChanges;

    /// <summary>None: Traefik's headers add up.</summary>
    public override IReadOnlyList<LostHeader> LostHeaders => [];

    /// <inheritdoc />
    public override IReadOnlyList<string> MentionedPaths => _model.MentionedPaths;

    /// <inheritdoc />
    public override IReadOnlyList<ReadProblem> Problems { get; }

    internal IReadOnlyList<TraefikRouter> Routers => _model.Routers;

    /// <summary>Reads what configures Traefik in a deployment; null when nothing does.</summary>
    /// <param name="files">Its YAML files, static and dynamic.</param>
    /// <param name="project">The Compose files: labels, and the service that runs Traefik.</param>
    /// <param name="program">The service that runs Traefik, or null.</param>
    public static TraefikConfig? Read(IReadOnlyList<SourceFile> files, ComposeProject project, ComposeService? program)
    {
        var read = files.Select(TraefikFile.Read).ToList();
        var settings = read.SelectMany(file => file.Settings)
            .Concat(program is null ? [] : TraefikSettings.OfProgram(program))
            .Concat(TraefikSettings.OfLabels(project)).ToList();
        var problems = read.SelectMany(file => file.Problems).ToList();
        var first = settings.Find(setting => setting.NameAt(0) == "http")?.Place.File ?? (problems.Count > 0 ? problems[0].Span.File : null);
        return first is null ? null : new TraefikConfig(first, new TraefikModelBuilder(settings), problems);
    }

    /// <summary>Whether a YAML file is one of Traefik's dynamic ones by what stands in it: its name may be anything.</summary>
    /// <param name="text">The file's text.</param>
    public static bool LooksLikeFile(string text) => TraefikFile.LooksLikeOne(text);

    private protected override RouteDecision Decide(ProxyRequest request, Forks forks) => new TraefikRouting(this, _model, request, forks).Run();

    private static ProxySite ToSite(TraefikRouter router)
    {
        var addresses = router.EntryPoints.Where(entryPoint => !entryPoint.Redirects).SelectMany(entryPoint => router.Rule.Hosts.Count == 0
            ? [new SiteAddress(null, entryPoint.Port, router.IsTlsAt(entryPoint), router.Span)]
            : router.Rule.Hosts.Select(host => new SiteAddress(host, entryPoint.Port, router.IsTlsAt(entryPoint), router.Span)));
        return new ProxySite([.. addresses], router.Span);
    }
}
