using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>What Compose adds to a finished model: the default network, implied dependencies, resource names (compose-go: loader/normalize.go).</summary>
internal static class Normalizer
{
    public static void Apply(ModelMap model, string name, VariableSet variables)
    {
        var source = new DefaultSource(model.Span);
        model.Set("name", source, ModelScalar.String(source, name));
        var usesDefault = false;
        foreach (var service in Defaults.Services(model))
        {
            usesDefault |= JoinDefaultNetwork(service);
            ResolveBuildArguments(service, variables);
            AddImpliedDependencies(service);
            if (service.FindEntry("pull_policy") is { Value: ModelScalar { Text: "if_not_present" } policy } entry)
                entry.Value = ModelScalar.String(policy.Source, "missing");
        }

        if (usesDefault && (model["networks"] as ModelMap)?["default"] is null)
        {
            if (model["networks"] is not ModelMap networks)
                model.Set("networks", source, networks = new ModelMap(model.Span));
            networks.Set("default", source, new ModelMap(model.Span, 1));
        }

        foreach (var section in (string[])["networks", "volumes", "configs", "secrets"])
            NameResources(model, section, name);
    }

    private static bool JoinDefaultNetwork(ModelMap service)
    {
        if (service["network_mode"] is not null || service["provider"] is not null)
            return false;
        if (service["networks"] is ModelMap { Count: > 0 } networks)
            return networks.FindEntry("default") is not null;
        var source = new DefaultSource(service.Span);
        var joined = new ModelMap(service.Span, 1);
        joined.Set("default", source, ModelScalar.Null(source));
        service.Set("networks", source, joined);
        return true;
    }

    private static void ResolveBuildArguments(ModelMap service, VariableSet variables)
    {
        if (service["build"] is not ModelMap build || build.FindEntry("args") is not { } entry)
            return;
        var arguments = KeyValue.ToMap(entry.Value);
        entry.Value = arguments;
        foreach (var argument in arguments.Entries.ToArray())
        {
            if (argument.Value is not ModelScalar { IsNull: true })
                continue;
            if (variables.Find(argument.Key) is { } definition)
                argument.Value = ModelScalar.String(new InheritedSource(argument.KeySource.Span, definition), definition.Value);
            else
                arguments.Remove(argument.Key);
        }
    }

    private static void AddImpliedDependencies(ModelMap service)
    {
        var implied = new List<(ModelScalar By, string Service, bool Restart)>();
        foreach (var key in (string[])["network_mode", "ipc", "pid", "uts", "cgroup"])
        {
            if (service[key] is ModelScalar mode && mode.Text.StartsWith("service:", StringComparison.Ordinal))
                implied.Add((mode, mode.Text.Substring(8), Restart: true));
        }

        foreach (var link in ProjectLoader.Scalars(service["links"]))
            implied.Add((link, link.Text.Split(':')[0], Restart: true));
        foreach (var from in ProjectLoader.Scalars(service["volumes_from"]))
        {
            if (!from.Text.StartsWith("container:", StringComparison.Ordinal))
                implied.Add((from, from.Text.Split(':')[0], Restart: false));
        }

        if (implied.Count == 0)
            return;
        if (service["depends_on"] is not ModelMap dependsOn)
            service.Set("depends_on", new DefaultSource(service.Span), dependsOn = new ModelMap(service.Span));
        foreach (var (by, name, restart) in implied)
        {
            if (dependsOn[name] is not null)
                continue;
            var source = new DefaultSource(by.Span);
            var dependency = new ModelMap(by.Span, 3);
            dependency.Set("condition", source, ModelScalar.String(source, "service_started"));
            if (restart)
                dependency.Set("restart", source, ModelScalar.Boolean(source, true));
            dependency.Set("required", source, ModelScalar.Boolean(source, true));
            dependsOn.Set(name, by.Source, dependency);
        }
    }

    private static void NameResources(ModelMap model, string section, string project)
    {
        if (model[section] is not ModelMap resources)
            return;
        foreach (var entry in resources.Entries)
        {
            if (entry.Value is ModelScalar { IsNull: true } nothing)
                entry.Value = new ModelMap(nothing.Span, 1) { Previous = nothing.Previous };
            if (entry.Value is not ModelMap resource || resource["name"] is not null)
                continue;
            var source = new DefaultSource(entry.KeySource.Span);
            var isExternal = resource["external"] is ModelScalar { IsTrue: true };
            resource.Set("name", source, ModelScalar.String(source, isExternal ? entry.Key : project + "_" + entry.Key));
        }
    }
}
