using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Discovery;

/// <summary>A deployment that a project names: <c>&lt;KodaLintDeployment Include="vps" Compose="a.yml;b.yml" EnvFile=".env" Profiles="p" /&gt;</c>.</summary>
/// <param name="Name">Its name in reports.</param>
/// <param name="Compose">Its Compose files in order, absolute.</param>
/// <param name="EnvFiles">Its env files, absolute; empty for <c>.env</c>.</param>
/// <param name="Profiles">Its active profiles.</param>
/// <param name="Environment"><c>production</c>, <c>development</c>, or another word for letting its files tell.</param>
public sealed record NamedDeployment(string Name, IReadOnlyList<string> Compose, IReadOnlyList<string> EnvFiles, IReadOnlyList<string> Profiles, string Environment)
{
    private const char Between = '&';

    /// <summary>Reads what a project file says.</summary>
    /// <param name="folder">The project's folder, absolute: paths are seen from it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="compose">Compose files, separated by <c>;</c>.</param>
    /// <param name="envFiles">Env files, likewise.</param>
    /// <param name="profiles">Profiles, likewise.</param>
    /// <param name="environment">What it is for.</param>
    public static NamedDeployment Of(string folder, string name, string compose, string envFiles, string profiles, string environment) => new(
        name,
        [.. List(compose).Select(path => DeploymentPath.Resolve(folder, path))],
        [.. List(envFiles).Select(path => DeploymentPath.Resolve(folder, path))],
        List(profiles),
        environment.Trim().ToLowerInvariant());

    /// <summary>Several in one line without any sign that a build tool gives a meaning to.</summary>
    /// <param name="deployments">The deployments.</param>
    public static string Join(IEnumerable<NamedDeployment> deployments) => string.Join(Between.ToString(), deployments.Select(one => string.Join(
        "/", new[] { Escape([one.Name]), Escape(one.Compose), Escape(one.EnvFiles), Escape(one.Profiles), one.Environment })));

    /// <summary>Reads what <see cref="Join"/> wrote.</summary>
    /// <param name="line">The line.</param>
    public static IReadOnlyList<NamedDeployment> Split(string line) =>
    [
        .. line.Split([Between], StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('/')).Where(fields => fields.Length == 5)
            .Select(fields => new NamedDeployment(string.Concat(Unescape(fields[0])), Unescape(fields[1]), Unescape(fields[2]), Unescape(fields[3]), fields[4])),
    ];

    /// <summary>What there is to judge when a project names its deployments.</summary>
    /// <param name="deployments">The deployments.</param>
    /// <param name="options">What all of them share.</param>
    public static DiscoveredDeployments Plans(IEnumerable<NamedDeployment> deployments, ComposeRequest options)
    {
        var plans = new List<DeploymentPlan>();
        foreach (var named in deployments.Where(one => one.Compose.Count > 0))
        {
            var request = options with { Files = named.Compose, EnvFiles = named.EnvFiles, Profiles = named.Profiles };
            var environment = named.Environment switch
            {
                "production" => DeploymentEnvironment.Production,
                "development" => DeploymentEnvironment.Development,
                _ => DeploymentEnvironment.Auto,
            };
            plans.AddRange(DeploymentDiscovery.Of(request, environment).Plans.Select(plan => plan with { Name = named.Name }));
        }

        return new DiscoveredDeployments(plans, []);
    }

    private static string Escape(IReadOnlyList<string> values) =>
        string.Join("+", values.Select(value => Uri.EscapeDataString(value).Replace("~", "%7E").Replace('%', '~')));

    private static IReadOnlyList<string> Unescape(string field) =>
        [.. field.Split(['+'], StringSplitOptions.RemoveEmptyEntries).Select(value => Uri.UnescapeDataString(value.Replace("~", "%")))];

    private static IReadOnlyList<string> List(string text) =>
        [.. text.Split([';'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Trim()).Where(part => part.Length > 0)];
}
