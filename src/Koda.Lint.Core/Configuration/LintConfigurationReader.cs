using Koda.Lint.Companions;
using Koda.Lint.Deployments;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Configuration;

/// <summary>Reads <c>koda-lint.yml</c>; <c>schemas/koda-lint.schema.json</c> tells editors the same.</summary>
public sealed class LintConfigurationReader
{
    private static readonly (string Word, DeploymentEnvironment Value)[] Environments =
        [("auto", DeploymentEnvironment.Auto), ("production", DeploymentEnvironment.Production), ("development", DeploymentEnvironment.Development)];

    private static readonly (string Word, Severity? Value)[] SeverityWords =
        [("error", Severity.Error), ("warning", Severity.Warning), ("info", Severity.Info), ("none", null)];

    private static readonly (string Word, string Value)[] TunnelWords = [("cloudflare", "cloudflare"), ("tailscale", "tailscale")];

    private readonly List<ConfigurationProblem> _problems = [];

    private LintConfigurationReader()
    {
    }

    /// <summary>Reads the file, with all its mistakes.</summary>
    /// <param name="file">The text.</param>
    /// <param name="problems">The mistakes; the result is to be used only when there are none.</param>
    public static LintConfiguration Read(SourceFile file, out IReadOnlyList<ConfigurationProblem> problems)
    {
        var reader = new LintConfigurationReader();
        var configuration = reader.Read(YamlReader.Read(file));
        problems = reader._problems;
        return configuration;
    }

    private LintConfiguration Read(YamlFile yaml)
    {
        foreach (var problem in yaml.Problems)
            Report(problem.Span, problem.Reason);
        if (yaml.Documents.Count > 1)
            Report(yaml.Documents[1].Span, "one document is enough: everything after the first is not read");
        if (yaml.Documents.Count == 0 || Unwrap(yaml.Documents[0]) is YamlScalar { Value.Length: 0 })
            return LintConfiguration.Empty;

        var deployments = new List<DeploymentEntry>();
        var severities = new Dictionary<string, Severity?>(StringComparer.OrdinalIgnoreCase);
        var locked = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var policy = DeploymentPolicy.Default;
        ReadMapping(yaml.Documents[0], "the file", new Dictionary<string, Action<YamlNode>>
        {
            ["deployments"] = node => ForEachItem(node, "deployments", item => ReadDeployment(item, deployments)),
            ["rules"] = node => ReadRules(node, severities, locked),
            ["policy"] = node => policy = ReadPolicy(node, policy),
            ["settings"] = node => policy = ReadSettings(node, policy),
        });
        return new LintConfiguration { Deployments = deployments, Severities = severities, LockedRules = locked, Policy = policy };
    }

    private void ReadDeployment(YamlNode node, List<DeploymentEntry> deployments)
    {
        YamlScalar? name = null;
        IReadOnlyList<string> compose = [], envFiles = [], profiles = [];
        IReadOnlyList<string>? files = null;
        var environment = DeploymentEnvironment.Auto;
        var isMapping = ReadMapping(node, "a deployment", new Dictionary<string, Action<YamlNode>>
        {
            ["name"] = value => name = Scalar(value, "name"),
            ["compose"] = value => compose = Strings(value, "compose"),
            ["files"] = value => files = Files(value),
            ["env-file"] = value => envFiles = Strings(value, "env-file"),
            ["profiles"] = value => profiles = Strings(value, "profiles"),
            ["environment"] = value => environment = Word(value, "environment", Environments),
        });
        if (!isMapping)
            return;
        if (name is null || name.Value.Length == 0)
            Report(node.Span, "a deployment needs a name");
        else if (deployments.Exists(other => other.Name == name.Value))
            Report(name.Span, "the name '" + name.Value + "' is taken by another deployment");
        if (compose.Count == 0 && files is null or { Count: 0 })
            Report(node.Span, "a deployment needs at least one file under 'compose' or 'files'");
        deployments.Add(new DeploymentEntry(name?.Value ?? "", compose, envFiles, profiles, environment, node.Span) { Files = files });
    }

    /// <summary>A file whose name does not tell what it is would be passed over in silence.</summary>
    private List<string> Files(YamlNode node)
    {
        var named = Strings(node, "files");
        foreach (var path in named.Where(path => CompanionFileName.KindOf(path) == CompanionKind.None))
        {
            Report(node.Span, "what '" + path + "' is for cannot be told by its name: 'files' takes Caddyfile, nginx*.conf, conf.d/*.conf, traefik*.yml, *.service, "
                + "appsettings.json, appsettings.Production.json and Dockerfile");
        }

        return named;
    }

    private void ReadRules(YamlNode node, Dictionary<string, Severity?> severities, HashSet<string> locked)
    {
        if (Unwrap(node) is YamlScalar { Value.Length: 0, Style: YamlScalarStyle.Plain })
            return;
        foreach (var (keyNode, value) in Entries(node, "rules"))
        {
            if (Scalar(keyNode, "a rule") is not { } key)
                continue;
            if (RuleCatalogue.Find(key.Value) is not { } rule)
            {
                var near = Spelling.Nearest(key.Value.ToUpperInvariant(), RuleCatalogue.All.Select(r => r.Id));
                Report(key.Span, "there is no rule '" + key.Value + "'" + (near is null ? "; `koda-lint rules` lists them" : ": did you mean " + near + "?"));
                continue;
            }

            if (Unwrap(value) is YamlScalar)
            {
                severities[rule.Id] = Word(value, rule.Id, SeverityWords);
                continue;
            }

            ReadMapping(value, rule.Id, new Dictionary<string, Action<YamlNode>>
            {
                ["severity"] = severity => severities[rule.Id] = Word(severity, "severity", SeverityWords),
                ["locked"] = flag =>
                {
                    if (Flag(flag, "locked"))
                        locked.Add(rule.Id);
                },
            });
        }
    }

    private DeploymentPolicy ReadPolicy(YamlNode node, DeploymentPolicy policy)
    {
        ReadMapping(node, "policy", new Dictionary<string, Action<YamlNode>>
        {
            ["control-plane"] = value => policy = policy with { ControlPlane = Scalar(value, "control-plane")?.Value },
            ["data-stores"] = value => policy = policy with { DataStores = Strings(value, "data-stores") },
            ["loopback-ports"] = value => ReadMapping(value, "loopback-ports", new Dictionary<string, Action<YamlNode>>
            {
                ["allow-public"] = ports => policy = policy with { PublicPorts = PublicPorts(ports) },
            }),
            ["audit-methods"] = value => policy = policy with { AuditMethods = Strings(value, "audit-methods") },
            ["tunnel"] = value => policy = policy with { Tunnel = Word(value, "tunnel", TunnelWords) },
        });
        return policy;
    }

    private DeploymentPolicy ReadSettings(YamlNode node, DeploymentPolicy policy)
    {
        ReadMapping(node, "settings", new Dictionary<string, Action<YamlNode>>
        {
            ["known"] = value => policy = policy with { KnownSettings = Strings(value, "known") },
        });
        return policy;
    }

    private List<string> PublicPorts(YamlNode node)
    {
        var ports = new List<string>();
        ForEachItem(node, "allow-public", item =>
        {
            if (Scalar(item, "a port of 'allow-public'") is not { } port)
                return;
            var colon = port.Value.LastIndexOf(':');
            if (colon <= 0 || colon == port.Value.Length - 1 || !port.Value.Substring(colon + 1).All(char.IsDigit))
                Report(port.Span, "write a port as `service:port`, such as `caddy:443`");
            else
                ports.Add(port.Value);
        });
        return ports;
    }

    private bool ReadMapping(YamlNode node, string what, Dictionary<string, Action<YamlNode>> keys)
    {
        var entries = Entries(node, what);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (keyNode, value) in entries)
        {
            if (Scalar(keyNode, "a key of " + what) is not { } key)
                continue;
            if (!seen.Add(key.Value))
                Report(key.Span, "'" + key.Value + "' stands there twice");
            else if (keys.TryGetValue(key.Value, out var read))
                read(value);
            else
                Report(key.Span, Unknown(key.Value, what, keys.Keys));
        }

        return Unwrap(node) is YamlMapping;
    }

    private static string Unknown(string key, string what, IEnumerable<string> known)
    {
        var near = Spelling.Nearest(key, known);
        return what + " has no '" + key + "'" + (near is null ? "; it may have " + string.Join(", ", known.Select(k => "'" + k + "'")) : ": did you mean '" + near + "'?");
    }

    private IReadOnlyList<YamlEntry> Entries(YamlNode node, string what)
    {
        if (Unwrap(node) is YamlMapping mapping)
            return mapping.Entries;
        Report(node.Span, what + " must be a mapping");
        return [];
    }

    private void ForEachItem(YamlNode node, string what, Action<YamlNode> read)
    {
        switch (Unwrap(node))
        {
            case YamlSequence sequence:
                foreach (var item in sequence.Items)
                    read(item);
                break;
            case YamlScalar { Value.Length: 0, Style: YamlScalarStyle.Plain }:
                break;
            default:
                Report(node.Span, "'" + what + "' must be a list");
                break;
        }
    }

    private List<string> Strings(YamlNode node, string what)
    {
        if (Unwrap(node) is YamlScalar { Value.Length: > 0 } single)
            return [single.Value];
        var values = new List<string>();
        ForEachItem(node, what, item =>
        {
            if (Scalar(item, "an item of '" + what + "'") is { } scalar)
                values.Add(scalar.Value);
        });
        return values;
    }

    private YamlScalar? Scalar(YamlNode node, string what)
    {
        if (Unwrap(node) is YamlScalar scalar)
            return scalar;
        Report(node.Span, what + " must be a string");
        return null;
    }

    private bool Flag(YamlNode node, string what) => Word(node, what, [("true", true), ("false", false)]);

    private T Word<T>(YamlNode node, string what, (string Word, T Value)[] words)
    {
        var text = Scalar(node, what)?.Value;
        foreach (var (word, value) in words)
        {
            if (word == text)
                return value;
        }

        if (text is not null)
            Report(node.Span, "'" + what + "' must be one of " + string.Join(", ", words.Select(w => w.Word)));
        return words[0].Value;
    }

    private static YamlNode Unwrap(YamlNode node) => node is YamlAlias alias ? alias.Target : node;

    private void Report(SourceSpan span, string message) => _problems.Add(new ConfigurationProblem(span, message));
}
