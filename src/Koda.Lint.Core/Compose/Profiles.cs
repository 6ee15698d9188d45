using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Takes services out that no active profile enables.</summary>
internal static class Profiles
{
    /// <summary>Leaves the enabled services in the model and returns the names of the others.</summary>
    public static IReadOnlyList<string> Apply(ModelMap model, IReadOnlyList<string> active)
    {
        if (model["services"] is not ModelMap services || active.Contains("*"))
            return [];
        var disabled = new List<string>();
        foreach (var entry in services.Entries)
        {
            if (entry.Value is ModelMap service && !IsEnabled(service, active))
                disabled.Add(entry.Key);
        }

        foreach (var name in disabled)
            services.Remove(name);

        // A dependency that may be missing is kept as it is written: Compose prints it, too.
        return disabled;
    }

    private static bool IsEnabled(ModelMap service, IReadOnlyList<string> active)
    {
        if (service["profiles"] is not ModelList { Items.Count: > 0 } profiles)
            return true;
        return profiles.Items.OfType<ModelScalar>().Any(profile => active.Contains(profile.Text));
    }
}

/// <summary>Keeps the services that were asked for, with all that they depend on.</summary>
internal static class Selection
{
    public static void KeepServices(ModelMap model, IReadOnlyList<string> names, ComposeProblems problems)
    {
        if (names.Count == 0 || model["services"] is not ModelMap services)
            return;
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!kept.Add(name))
                continue;
            if (services[name] is ModelMap service)
            {
                foreach (var dependency in (service["depends_on"] as ModelMap)?.Entries ?? [])
                    open.Push(dependency.Key);
            }
            else if (names.Contains(name))
            {
                problems.Invalid(model.Span, "no such service: " + name);
            }
        }

        foreach (var entry in services.Entries.ToArray())
        {
            if (!kept.Contains(entry.Key))
                services.Remove(entry.Key);
        }
    }
}
