using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Which services run: those that active profiles enable, and of them those that were asked for (compose-go: types/project.go).</summary>
internal sealed class Profiles
{
    private readonly ModelMap _services;
    private readonly List<ModelEntry> _disabled = [];
    private readonly List<string> _active;

    private Profiles(ModelMap services, IReadOnlyList<string> active)
    {
        _services = services;
        _active = [.. active];
        Declared = [.. services.Entries.SelectMany(entry => Of(entry.Value)).Distinct(StringComparer.Ordinal).OrderBy(profile => profile, StringComparer.Ordinal)];
    }

    /// <summary>Every profile that a service names.</summary>
    public IReadOnlyList<string> Declared { get; }

    /// <summary>The services that do not run.</summary>
    public IReadOnlyList<string> Disabled => [.. _disabled.Select(entry => entry.Key)];

    /// <summary>Takes the services out of the model that no active profile enables; <c>*</c> enables all.</summary>
    public static Profiles Apply(ModelMap model, IReadOnlyList<string> active)
    {
        var profiles = new Profiles(model["services"] as ModelMap ?? new ModelMap(model.Span), active);
        profiles._disabled.AddRange(profiles._services.Entries.Where(entry => !profiles.IsEnabled(entry.Value)));
        if (profiles._disabled.Count > 0)
            profiles._services.RemoveAll(entry => !profiles.IsEnabled(entry.Value));
        return profiles;
    }

    /// <summary>Enables the services that were asked for by activating their profiles, whatever else those enable.</summary>
    public void Enable(IReadOnlyList<string> names)
    {
        _active.AddRange(_disabled.Where(entry => names.Contains(entry.Key)).SelectMany(entry => Of(entry.Value)).ToArray());
        foreach (var entry in _disabled.Where(entry => IsEnabled(entry.Value)))
            _services.Set(entry.Key, entry.KeySource, entry.Value);
        _disabled.RemoveAll(entry => IsEnabled(entry.Value));
    }

    /// <summary>Keeps the services that were asked for with all that they depend on; what else they would wait for is forgotten.</summary>
    public void Select(IReadOnlyList<string> names, ModelMap model, ComposeProblems problems)
    {
        if (names.Count == 0)
            return;
        var selected = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(names);
        while (open.Count > 0)
        {
            var name = open.Pop();
            if (!selected.Add(name))
                continue;
            if (_services[name] is not ModelMap service)
            {
                problems.Invalid(model.Span, "no such service: " + name);
                continue;
            }

            foreach (var dependency in (service["depends_on"] as ModelMap)?.Entries ?? [])
            {
                if (_services[dependency.Key] is not null || (dependency.Value as ModelMap)?["required"] is not ModelScalar { IsTrue: false })
                    open.Push(dependency.Key);
            }
        }

        _services.RemoveAll(entry => !selected.Contains(entry.Key));
        foreach (var entry in _services.Entries)
        {
            if ((entry.Value as ModelMap)?["depends_on"] is ModelMap dependencies)
                dependencies.RemoveAll(dependency => !selected.Contains(dependency.Key));
        }
    }

    private bool IsEnabled(ModelNode service) =>
        _active.Contains("*") || Of(service) is not { Length: > 0 } profiles || Array.Exists(profiles, _active.Contains);

    private static string[] Of(ModelNode service) => [.. ProjectLoader.Scalars((service as ModelMap)?["profiles"]).Select(profile => profile.Text)];
}
