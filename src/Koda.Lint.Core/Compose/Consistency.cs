using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>What must fit together in a finished model (compose-go: loader/validate.go, graph/).</summary>
internal sealed class Consistency
{
    private readonly ModelMap _model;
    private readonly ModelMap _services;
    private readonly HashSet<string> _disabled;
    private readonly ComposeProblems _problems;

    private Consistency(ModelMap model, IEnumerable<string> disabled, ComposeProblems problems)
    {
        _model = model;
        _services = model["services"] as ModelMap ?? new ModelMap(model.Span, 0);
        _disabled = new HashSet<string>(disabled, StringComparer.Ordinal);
        _problems = problems;
    }

    /// <summary>Checks a model from which the services were taken that no profile enables.</summary>
    public static void Check(ModelMap model, IEnumerable<string> disabled, ComposeProblems problems)
    {
        var check = new Consistency(model, disabled, problems);
        foreach (var entry in check._services.Entries)
        {
            if (entry.Value is ModelMap service)
                check.Service(entry.Key, entry.KeySource.Span, service);
        }

        check.Cycles();
        check.Secrets();
    }

    private void Service(string name, SourceSpan place, ModelMap service)
    {
        if (!NamesImage(service) && service["build"] is null && service["provider"] is null)
            _problems.Invalid(place, "service \"" + name + "\" has neither an image nor a build context specified");
        Build(name, service);
        Healthcheck(service);
        if (service.FindEntry("network_mode") is { Value: ModelScalar { Text.Length: > 0 } } mode && service["networks"] is ModelMap { Count: > 0 })
            _problems.Invalid(mode.KeySource.Span, "service " + name + " declares mutually exclusive `network_mode` and `networks`");
        Dependencies(name, service);
        References(name, service);
        Scale(name, service);
        Limits(name, service);
        Watched(name, service);
    }

    /// <summary>An image whose required variable has no value is named all the same: one fault, one finding.</summary>
    private static bool NamesImage(ModelMap service) =>
        service["image"] is ModelScalar image
        && (image.Text.Length > 0 || image.Variables.Any(use => use.State == VariableState.RequiredMissing));

    private void Build(string name, ModelMap service)
    {
        if (service["build"] is not ModelMap build)
            return;
        if (build["dockerfile_inline"] is ModelScalar { Text.Length: > 0 } && build.FindEntry("dockerfile") is { Value: ModelScalar { Text.Length: > 0 } } dockerfile)
            _problems.Invalid(dockerfile.KeySource.Span, "service \"" + name + "\" declares mutually exclusive dockerfile and dockerfile_inline");
        if (service["platform"] is ModelScalar { Text.Length: > 0 } platform && build["platforms"] is ModelList { Items.Count: > 0 } platforms
            && !platforms.Items.OfType<ModelScalar>().Any(p => p.Text == platform.Text))
            _problems.Invalid(platform.Span, "service.build.platforms must include service.platform, " + ShownValue.Of(platform));
        foreach (var context in (build["additional_contexts"] as ModelMap)?.Entries ?? [])
        {
            if (context.Value is not ModelScalar { Text: var text } source || !text.StartsWith("service:", StringComparison.Ordinal))
                continue;
            var other = text.Substring(8);
            if (_services[other] is not ModelMap built)
                _problems.Invalid(source.Span, "service \"" + name + "\" declares an unknown service as additional context " + context.Key);
            else if (built["build"] is null)
                _problems.Invalid(source.Span, "service \"" + name + "\" declares non-buildable service \"" + other + "\" as additional context " + context.Key);
        }

        Mounts(name, build, "secrets", "secret");
    }

    private void Healthcheck(ModelMap service)
    {
        if ((service["healthcheck"] as ModelMap)?["test"] is ModelList { Items: [ModelScalar first, ..] } && first.Text is not ("CMD" or "CMD-SHELL" or "NONE"))
            _problems.Invalid(first.Span, "healthcheck.test must start either by \"CMD\", \"CMD-SHELL\" or \"NONE\"");
    }

    private void Dependencies(string name, ModelMap service)
    {
        foreach (var dependency in (service["depends_on"] as ModelMap)?.Entries ?? [])
        {
            var isOptional = _disabled.Contains(dependency.Key) && (dependency.Value as ModelMap)?["required"] is ModelScalar { Kind: ModelScalarKind.Boolean, IsTrue: false };
            if (_services[dependency.Key] is null && !isOptional)
                _problems.Invalid(dependency.KeySource.Span, "service \"" + name + "\" depends on undefined service \"" + dependency.Key + "\"");
        }
    }

    private void References(string name, ModelMap service)
    {
        foreach (var network in (service["networks"] as ModelMap)?.Entries ?? [])
        {
            if ((_model["networks"] as ModelMap)?[network.Key] is null)
                _problems.Invalid(network.KeySource.Span, "service \"" + name + "\" refers to undefined network " + network.Key);
        }

        foreach (var mount in Defaults.Items(service["volumes"]))
        {
            if (mount["type"] is ModelScalar { Text: "volume" } && mount["source"] is ModelScalar { Text.Length: > 0 } source
                && (_model["volumes"] as ModelMap)?[source.Text] is null)
                _problems.Invalid(source.Span, "service \"" + name + "\" refers to undefined volume " + source.ShownText);
        }

        Mounts(name, service, "secrets", "secret");
        Mounts(name, service, "configs", "config");
    }

    private void Mounts(string name, ModelMap owner, string section, string kind)
    {
        foreach (var mount in Defaults.Items(owner[section]))
        {
            var source = mount["source"] as ModelScalar;
            if (source is null || (_model[section] as ModelMap)?[source.Text] is null)
                _problems.Invalid((source ?? (ModelNode)mount).Span, "service \"" + name + "\" refers to undefined " + kind + " " + source?.ShownText);
        }
    }

    private void Scale(string name, ModelMap service)
    {
        var deploy = service["deploy"] as ModelMap;
        var scale = service["scale"] as ModelScalar;
        var replicas = deploy?["replicas"] as ModelScalar;
        if (scale is not null && replicas is not null && scale.Text != replicas.Text)
            _problems.Invalid(scale.Span, "services." + name + ": can't set distinct values on 'scale' and 'deploy.replicas'");
        if (scale is not null && deploy is not null && replicas is null)
            deploy.Set("replicas", scale.Source, scale);
        if ((scale ?? replicas) is { Number: > 1 } many && service["container_name"] is ModelScalar { Text.Length: > 0 } fixedName)
            _problems.Invalid(fixedName.Span, "services." + name + ": can't set container_name and more than one replica, because a container's name must be unique");
    }

    private void Watched(string name, ModelMap service)
    {
        foreach (var watch in Defaults.Items((service["develop"] as ModelMap)?["watch"]))
        {
            if (watch["action"] is ModelScalar { Text: not ("rebuild" or "restart") } action && watch["target"] is not ModelScalar { Text.Length: > 0 })
                _problems.Invalid(action.Span, "services." + name + ".develop.watch: target is required for this action");
        }
    }

    private void Limits(string name, ModelMap service)
    {
        var resources = (service["deploy"] as ModelMap)?["resources"] as ModelMap;
        Same(name, service, "cpus", resources?["limits"], "cpus", "limits");
        Same(name, service, "mem_limit", resources?["limits"], "memory", "limits");
        Same(name, service, "pids_limit", resources?["limits"], "pids", "limits");
        Same(name, service, "mem_reservation", resources?["reservations"], "memory", "reservations");
    }

    /// <summary>A limit that both forms have, or that the section of the other one lacks, which says 0.</summary>
    private void Same(string name, ModelMap service, string key, ModelNode? section, string other, string sectionName)
    {
        if (service[key] is not ModelScalar { Number: not 0 } own || section is not ModelMap map)
            return;
        if (own.Number != ((map[other] as ModelScalar)?.Number ?? 0))
            _problems.Invalid(own.Span, "services." + name + ": can't set distinct values on '" + key + "' and 'deploy.resources." + sectionName + "." + other + "'");
    }

    /// <summary>A driver alone, which the schema takes, is no place to get a secret from.</summary>
    private void Secrets()
    {
        foreach (var entry in (_model["secrets"] as ModelMap)?.Entries ?? [])
        {
            if (entry.Value is ModelMap secret && secret["external"] is not ModelScalar { IsTrue: true }
                && secret["file"] is not ModelScalar { Text.Length: > 0 } && secret["environment"] is not ModelScalar { Text.Length: > 0 })
                _problems.Invalid(entry.KeySource.Span, "secret \"" + entry.Key + "\" must declare either `file` or `environment`");
        }
    }

    private void Cycles()
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in _services.Entries.OrderBy(e => e.Key, StringComparer.Ordinal))
            Walk(entry.Key, done);
    }

    /// <summary>Depth first without recursion: a chain of services may be as long as the file.</summary>
    private void Walk(string root, HashSet<string> done)
    {
        var path = new List<string>();
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(string Name, int Depth)>();
        open.Push((root, 0));
        while (open.Count > 0)
        {
            var (name, depth) = open.Pop();
            while (path.Count > depth)
            {
                var left = path[path.Count - 1];
                path.RemoveAt(path.Count - 1);
                onPath.Remove(left);
                done.Add(left);
            }

            if (done.Contains(name) || _services[name] is not ModelMap service)
                continue;
            path.Add(name);
            onPath.Add(name);
            foreach (var dependency in (service["depends_on"] as ModelMap)?.Entries ?? [])
            {
                if (onPath.Contains(dependency.Key))
                {
                    var cycle = path.Skip(path.IndexOf(dependency.Key)).Append(dependency.Key);
                    _problems.Invalid(dependency.KeySource.Span, "dependency cycle detected: " + string.Join(" -> ", cycle));
                    done.Add(dependency.Key);
                }
                else
                {
                    open.Push((dependency.Key, path.Count));
                }
            }
        }

        done.UnionWith(path);
    }
}
