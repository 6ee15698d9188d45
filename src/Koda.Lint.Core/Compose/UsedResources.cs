using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Which networks, volumes, secrets and configs the enabled services use; Compose creates no others.</summary>
public static class UsedResources
{
    /// <summary>The used names by section.</summary>
    /// <param name="model">The effective model.</param>
    public static IReadOnlyDictionary<string, HashSet<string>> Of(ModelMap model)
    {
        var used = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var section in (string[])["networks", "volumes", "secrets", "configs"])
            used[section] = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in Defaults.Services(model))
        {
            foreach (var network in (service["networks"] as ModelMap)?.Entries ?? [])
                used["networks"].Add(network.Key);
            AddSources(service["volumes"], used["volumes"], mount => (mount["type"] as ModelScalar)?.Text == "volume");
            AddSources(service["secrets"], used["secrets"], _ => true);
            AddSources((service["build"] as ModelMap)?["secrets"], used["secrets"], _ => true);
            AddSources(service["configs"], used["configs"], _ => true);
        }

        return used;
    }

    private static void AddSources(ModelNode? mounts, HashSet<string> names, Func<ModelMap, bool> counts)
    {
        foreach (var mount in Defaults.Items(mounts))
        {
            if (counts(mount) && mount["source"] is ModelScalar { Text.Length: > 0 } source)
                names.Add(source.Text);
        }
    }
}
