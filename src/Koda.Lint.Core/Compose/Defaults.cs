using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>What Compose fills in where nothing is written (compose-go: transform/defaults.go).</summary>
internal static class Defaults
{
    public static void Apply(ModelMap model)
    {
        foreach (var service in Services(model))
        {
            if (service["build"] is ModelMap build)
            {
                SetDefault(build, "context", ".");
                if (build["dockerfile_inline"] is null)
                    SetDefault(build, "dockerfile", "Dockerfile");
            }

            foreach (var secret in Items(service["secrets"]))
            {
                if (secret["target"] is null && secret["source"] is ModelScalar source)
                    SetDefault(secret, "target", "/run/secrets/" + source.Text);
            }

            foreach (var port in Items(service["ports"]))
            {
                SetDefault(port, "mode", "ingress");
                SetDefault(port, "protocol", "tcp");
            }

            foreach (var device in Devices(service))
            {
                if (device["device_ids"] is null)
                    SetDefault(device, "count", "all");
            }
        }
    }

    public static IEnumerable<ModelMap> Services(ModelMap model) =>
        model["services"] is ModelMap services ? services.Entries.Select(e => e.Value).OfType<ModelMap>() : [];

    public static IEnumerable<ModelMap> Items(ModelNode? node) => node is ModelList list ? list.Items.OfType<ModelMap>() : [];

    /// <summary>The devices that a service reserves, and its graphics processors.</summary>
    public static IEnumerable<ModelMap> Devices(ModelMap service) =>
        Items(((service["deploy"] as ModelMap)?["resources"] as ModelMap)?["reservations"] is ModelMap reserved ? reserved["devices"] : null).Concat(Items(service["gpus"]));

    private static void SetDefault(ModelMap map, string key, string value)
    {
        if (map[key] is null)
            map.Set(key, new DefaultSource(map.Span), ModelScalar.String(new DefaultSource(map.Span), value));
    }
}

/// <summary>
/// Names without a value in <c>environment</c> take the value of the variable of that name. In an included project that is so for the items of a list;
/// a key of a map waits for the variables of the project that includes it (compose-go: loader/environment.go).
/// </summary>
internal static class EnvironmentNulls
{
    public static void Resolve(ModelMap model, VariableSet variables, bool isIncluded)
    {
        foreach (var service in Defaults.Services(model))
        {
            if (service.FindEntry("environment") is not { } entry || (isIncluded && entry.Value is ModelMap))
                continue;
            var environment = KeyValue.ToMap(entry.Value);
            entry.Value = environment;
            for (var i = 0; i < environment.Count; i++)
            {
                var variable = environment.Entries[i];
                if (variable.Value is ModelScalar { IsNull: true } && variables.Find(variable.Key) is { } definition)
                    variable.Value = ModelScalar.String(new InheritedSource(variable.KeySource.Span, definition), definition.Value);
            }

            // The project that includes it checks it once more, and of a list's items less is asked than of a map's keys.
            if (isIncluded)
                entry.Value = KeyValue.ToList(environment);
        }
    }
}
