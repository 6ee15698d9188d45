using Koda.Lint.Compose.Model;

namespace Koda.Lint.Compose;

/// <summary>
/// Keeps one item per key in the lists that have keys (compose-go: override/uncity.go): the last one, at the place of the
/// first. Two ports differ when their host addresses do, which is why an overlay's loopback port does not replace a public one.
/// </summary>
internal sealed class Uniqueness(ComposeProblems problems)
{
    private static readonly PathTable<KeyOf> Keys = BuildKeys();

    /// <summary>An item's key; null for one that is no fault of this phase but has no key either.</summary>
    private delegate string? KeyOf(Uniqueness self, ModelNode item);

    public void Enforce(ModelMap model) => Enforce(model, Keys);

    /// <summary>
    /// An empty list is a list in the document that has it, and null for the schema once a later document is merged over it, unless
    /// this phase makes it anew: Compose then refuses <c>security_opt: []</c>, but not <c>ports: []</c> (compose-go: loader/omitEmpty.go).
    /// </summary>
    public static void SettleEmptyLists(ModelMap earlier) => Settle(earlier, Keys);

    private static PathTable<KeyOf> BuildKeys() => new PathTable<KeyOf>()
        .With((_, item) => BeforeEquals(item), "services.*",
            "annotations", "build.args", "build.additional_contexts", "build.platform", "build.tags", "build.labels", "cap_add", "cap_drop",
            "deploy.labels", "dns", "dns_opt", "dns_search", "environment", "labels", "links", "networks.*.aliases", "networks.*.link_local_ips",
            "profiles", "sysctls", "tmpfs")
        .With((_, item) => BeforeEquals(item), "networks.*", "labels")
        .With((_, item) => Mount(item, ""), "services.*", "configs")
        .With((_, item) => Mount(item, "/run/secrets"), "services.*", "secrets")
        .With((_, item) => item is ModelMap map ? Text(map, "path") : BeforeEquals(item), "services.*", "env_file")
        .With((self, item) => self.Expose(item), "services.*", "expose")
        .With((self, item) => self.Port(item), "services.*", "ports")
        .With((self, item) => self.Target(item, "device"), "services.*", "devices")
        .With((self, item) => self.Target(item, "volume"), "services.*", "volumes");

    private void Enforce(ModelNode node, PathTable<KeyOf> keys)
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
            case ModelList list when keys.Value is { } key:
                list.CountsAsNull = false;
                if (list.Items.Count > 0)
                    KeepLast(list, key);
                break;
        }
    }

    private static void Settle(ModelNode node, PathTable<KeyOf>? keys)
    {
        switch (node)
        {
            case ModelMap map:
                foreach (var entry in map.Entries)
                    Settle(entry.Value, keys?.Below(entry.Key));
                break;
            case ModelList { Items.Count: 0 } list:
                list.CountsAsNull = keys?.Value is null;
                break;
            case ModelList list:
                foreach (var item in list.Items)
                    Settle(item, null);
                break;
        }
    }

    private void KeepLast(ModelList list, KeyOf keyOf)
    {
        var items = list.Items;
        if (items.Count == 1)
        {
            keyOf(this, items[0]);
            return;
        }

        var places = new Dictionary<string, int>(items.Count, StringComparer.Ordinal);
        var kept = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (keyOf(this, item) is { } key)
            {
                if (places.TryGetValue(key, out var place))
                {
                    if (!ReferenceEquals(item, items[place]))
                        item.Previous ??= items[place];
                    items[place] = item;
                    continue;
                }

                places.Add(key, kept);
            }

            items[kept++] = item;
        }

        items.RemoveRange(kept, items.Count - kept);
    }

    private static string? BeforeEquals(ModelNode item)
    {
        if (item is not ModelScalar { IsNull: false } scalar)
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

    private string? Expose(ModelNode item)
    {
        if (item is ModelScalar { Kind: ModelScalarKind.Float })
            problems.Invalid(item.Span, "unsupported expose value: write a whole number or a string");
        return (item as ModelScalar)?.Text;
    }

    /// <summary>The path in the container.</summary>
    private string? Target(ModelNode item, string kind)
    {
        switch (item)
        {
            case ModelMap map:
                if (map["target"] is not ModelScalar { IsNull: false } target)
                {
                    problems.Invalid(map.Span, "the " + kind + " is missing a mount target");
                    return null;
                }

                return target.Text;
            case ModelScalar { IsNull: false } scalar:
                return VolumeSyntax.TargetOf(scalar.Text);
            default:
                return null;
        }
    }

    /// <summary>
    /// host : published : target / protocol. A published integer is not the string of the same digits, and none at all not an empty string;
    /// nor is no host an empty one, unless a short form's variable gave it.
    /// </summary>
    private string? Port(ModelNode item)
    {
        if (item is not ModelMap map)
            return (item as ModelScalar)?.Text;
        if (map["target"] is null)
        {
            problems.Invalid(map.Span, "the port is missing a target port");
            return null;
        }

        var published = map["published"] is ModelScalar { Kind: ModelScalarKind.Integer } number ? "int " + number.Text
            : map["published"] is ModelScalar { IsNull: false } written ? written.Text
            : "none";
        var host = map["host_ip"] is ModelScalar { IsNull: false } address && !PortSyntax.IsLeftEmpty(address) ? address.Text : "0.0.0.0";
        return host + ":" + published + ":" + Text(map, "target") + "/" + (Text(map, "protocol") ?? "tcp");
    }

    private static string? Text(ModelMap map, string key) => (map[key] as ModelScalar)?.Text;
}
