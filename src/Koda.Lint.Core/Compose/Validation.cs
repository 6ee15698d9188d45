using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>Rules on single values that the schema cannot say (compose-go: validation/).</summary>
internal static class Validation
{
    public static void Check(ModelMap model, ComposeProblems problems)
    {
        CheckVolumes(model, problems);
        CheckFiles(model, "secrets", ["file", "environment"], problems);
        CheckFiles(model, "configs", ["file", "environment", "content"], problems);
        foreach (var service in Defaults.Services(model))
        {
            foreach (var mount in Defaults.Items(service["volumes"]))
            {
                if (mount["type"] is ModelScalar { Text: "bind" } type && mount["source"] is not ModelScalar { IsNull: false })
                    problems.Invalid(type.Span, "invalid mount config for type \"bind\": field Source must not be empty");
            }

            foreach (var watch in Defaults.Items((service["develop"] as ModelMap)?["watch"]))
            {
                if (watch.FindEntry("path") is { Value: ModelScalar { IsNull: false, Text.Length: 0 } } path)
                    problems.Invalid(path.KeySource.Span, "develop.watch.path: value can't be blank");
            }

            foreach (var device in Defaults.Devices(service))
            {
                if (device["count"] is not null && device.FindEntry("device_ids") is { } conflict)
                    problems.Invalid(conflict.KeySource.Span, "\"count\" and \"device_ids\" attributes are exclusive");
            }
        }
    }

    private static void CheckVolumes(ModelMap model, ComposeProblems problems)
    {
        if (model["volumes"] is not ModelMap volumes)
            return;
        foreach (var entry in volumes.Entries)
        {
            if (entry.Value is not ModelMap volume || volume["external"] is not ModelScalar { IsTrue: true })
                continue;
            foreach (var key in (string[])["driver", "driver_opts", "labels"])
            {
                if (volume.FindEntry(key) is { } conflict)
                    problems.Invalid(conflict.KeySource.Span, "volumes." + entry.Key + ": conflicting parameters \"external\" and \"" + key + "\" specified");
            }
        }
    }

    private static void CheckFiles(ModelMap model, string section, string[] sources, ComposeProblems problems)
    {
        if (model[section] is not ModelMap entries)
            return;
        foreach (var entry in entries.Entries)
        {
            if (entry.Value is not ModelMap file)
                continue;
            var given = Array.FindAll(sources, key => file[key] is not null);
            if (given.Length > 1)
                problems.Invalid(file.FindEntry(given[1])!.KeySource.Span, section + "." + entry.Key + ": " + string.Join("|", sources) + " attributes are mutually exclusive");
            else if (given.Length == 0 && file["driver"] is null && file["external"] is null)
                problems.Invalid(entry.KeySource.Span, section + "." + entry.Key + ": one of " + string.Join("|", sources) + " must be set");
        }
    }
}
