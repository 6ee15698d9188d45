using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>
/// Keeps one item per key in the lists that have keys (compose-go: override/uncity.go): the last one, at the place of the
/// first. Two ports differ when their host addresses do, which is why an overlay's loopback port does not replace a public one.
/// </summary>
internal static class Uniqueness
{
    private static readonly PathTable<Func<ModelNode, string?>> Keys = BuildKeys();

    public static void Enforce(ModelMap model) => Enforce(model, Keys);

    private static PathTable<Func<ModelNode, string?>> BuildKeys()
    {
        var table = new PathTable<Func<ModelNode, string?>>();
        foreach (var path in (string[])
            [
                "services.*.annotations", "services.*.build.args", "services.*.build.additional_contexts", "services.*.build.platform",
                "services.*.build.tags", "services.*.build.labels", "services.*.cap_add", "services.*.cap_drop", "services.*.deploy.labels",
                "services.*.dns", "services.*.dns_opt", "services.*.dns_search", "services.*.environment", "services.*.expose", "services.*.labels",
                "services.*.links", "services.*.networks.*.aliases", "services.*.networks.*.link_local_ips", "services.*.profiles",
                "services.*.sysctls", "services.*.tmpfs",
            ])
            table[path] = BeforeEquals;
        table["services.*.configs"] = item => Mount(item, "");
        table["services.*.secrets"] = item => Mount(item, "/run/secrets");
        table["services.*.build.secrets"] = item => Mount(item, "/run/secrets");
        table["services.*.devices"] = Device;
        table["services.*.env_file"] = item => item is ModelMap map ? Text(map, "path") : BeforeEquals(item);
        table["services.*.ports"] = Port;
        table["services.*.volumes"] = Volume;
        return table;
    }

    private static void Enforce(ModelNode node, PathTable<Func<ModelNode, string?>> keys)
    {
        switch (node)
        {
            case ModelMap map:
                foreach (var entry in map.Entries)
                {
                    if (keys.Below(entry.Key) is { } below)
                        Enforce(entry.Value, below);
                }

                break;
            case ModelList list when keys.Value is { } key && list.Items.Count > 1:
                KeepLast(list, key);
                break;
        }
    }

    private static void KeepLast(ModelList list, Func<ModelNode, string?> keyOf)
    {
        var places = new Dictionary<string, int>(list.Items.Count, StringComparer.Ordinal);
        var kept = 0;
        foreach (var item in list.Items.ToArray())
        {
            if (keyOf(item) is { } key && places.TryGetValue(key, out var place))
            {
                if (!ReferenceEquals(item, list.Items[place]))
                    item.Previous ??= list.Items[place];
                list.Items[place] = item;
                continue;
            }

            if (keyOf(item) is { } fresh)
                places[fresh] = kept;
            list.Items[kept++] = item;
        }

        list.Items.RemoveRange(kept, list.Items.Count - kept);
    }

    private static string? BeforeEquals(ModelNode item)
    {
        if (item is not ModelScalar scalar)
            return null;
        var equals = scalar.Text.IndexOf('=');
        return equals < 0 ? scalar.Text : scalar.Text.Substring(0, equals);
    }

    private static string? Mount(ModelNode item, string folder) => item switch
    {
        ModelScalar scalar => folder + "/" + scalar.Text,
        ModelMap map => Text(map, "target") ?? folder + "/" + Text(map, "source"),
        _ => null,
    };

    private static string? Device(ModelNode item) => item switch
    {
        ModelMap map => Text(map, "target"),
        ModelScalar scalar when scalar.Text.Split(':') is { } parts => parts.Length > 1 ? parts[1] : parts[0],
        _ => null,
    };

    private static string? Volume(ModelNode item) => item switch
    {
        ModelMap map => Text(map, "target"),
        ModelScalar scalar => VolumeSyntax.TargetOf(scalar.Text),
        _ => null,
    };

    /// <summary>host : published : target / protocol. A published integer is not the string of the same digits.</summary>
    private static string? Port(ModelNode item)
    {
        if (item is not ModelMap map)
            return (item as ModelScalar)?.Text;
        var host = Text(map, "host_ip");
        var published = map["published"] is ModelScalar { Kind: ModelScalarKind.Integer } number ? "int " + number.Text : Text(map, "published");
        return (string.IsNullOrEmpty(host) ? "0.0.0.0" : host) + ":" + published + ":" + Text(map, "target") + "/" + (Text(map, "protocol") ?? "tcp");
    }

    private static string? Text(ModelMap map, string key) => (map[key] as ModelScalar)?.Text;
}
