using System.Globalization;
using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// Lays a later document over what earlier ones said (compose-go: override/merge.go). Maps merge, lists are appended,
/// scalars are replaced; the exceptions are a table of paths. Every merged value remembers what it replaced or joined.
/// </summary>
internal sealed class Merger(ComposeProblems problems)
{
    /// <summary>Each of the earlier subnets meets each of the later ones.</summary>
    private const int MaxSubnetPairs = 10_000;

    private static readonly PathTable<MergeRule> Rules = BuildRules();

    private readonly List<string> _path = [];

    private string Path => string.Join(".", _path);

    private delegate ModelNode MergeRule(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules);

    /// <summary>Merges whole documents.</summary>
    public ModelMap Merge(ModelMap earlier, ModelMap later) => MergeMaps(earlier, later, Rules);

    /// <summary>Merges a service over the one it extends.</summary>
    public ModelMap MergeService(string name, ModelMap extended, ModelMap service)
    {
        _path.Add("services");
        _path.Add(name);
        var merged = MergeMaps(extended, service, Rules.Below("services")!.Below(name));
        _path.Clear();
        return merged;
    }

    private static PathTable<MergeRule> BuildRules()
    {
        var table = new PathTable<MergeRule>();
        foreach (var path in (string[])["services.*.command", "services.*.entrypoint", "services.*.healthcheck.test"])
            table[path] = Replace;
        foreach (var path in (string[])
            [
                "networks.*.labels", "volumes.*.labels", "services.*.annotations", "services.*.build.args", "services.*.build.additional_contexts",
                "services.*.build.labels", "services.*.deploy.labels", "services.*.dns", "services.*.dns_opt", "services.*.dns_search",
                "services.*.env_file", "services.*.label_file", "services.*.environment", "services.*.labels", "services.*.sysctls", "services.*.tmpfs",
                "services.*.volumes.*.volume.labels",
            ])
            table[path] = AsSequences;
        table["services.*.build"] = Build;
        table["services.*.build.extra_hosts"] = ExtraHosts;
        table["services.*.extra_hosts"] = ExtraHosts;
        table["services.*.depends_on"] = DependsOn;
        table["services.*.networks"] = Networks;
        table["services.*.logging"] = Logging;
        table["services.*.ulimits.*"] = Ulimit;
        table["networks.*.ipam.config"] = IpamConfig;
        return table;
    }

    private ModelNode MergeNodes(ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules)
    {
        if (rules?.Value is { } rule)
            return rule(this, earlier, later, rules);
        if (later is ModelScalar { IsNull: true })
            return earlier;
        switch (earlier)
        {
            case ModelMap map when later is ModelMap other:
                return MergeMaps(map, other, rules);
            case ModelList list when later is ModelList other:
                return Append(list, other);
            case ModelMap or ModelList:
                problems.Invalid(later.Span, "cannot override " + Path + (earlier is ModelMap ? ": it is a mapping" : ": it is a list"));
                return earlier;
            default:
                later.Previous ??= earlier;
                return later;
        }
    }

    private ModelMap MergeMaps(ModelMap earlier, ModelMap later, PathTable<MergeRule>? rules)
    {
        foreach (var entry in later.Entries)
        {
            var there = earlier[entry.Key];
            if (there is null)
            {
                earlier.Set(entry.Key, entry.KeySource, entry.Value);
                continue;
            }

            _path.Add(entry.Key);
            var merged = entry.Key.StartsWith("x-", StringComparison.Ordinal)
                ? Replace(this, there, entry.Value, null)
                : MergeNodes(there, entry.Value, rules?.Below(entry.Key));
            earlier.Set(entry.Key, entry.KeySource, merged);
            _path.RemoveAt(_path.Count - 1);
        }

        var result = new ModelMap(later.Span, earlier.Count) { Previous = earlier };
        foreach (var entry in earlier.Entries)
            result.Set(entry.Key, entry.KeySource, entry.Value);
        return result;
    }

    /// <summary>Nothing that is appended to what counts as null leaves it so.</summary>
    private static ModelList Append(ModelList earlier, ModelList later)
    {
        var joined = new ModelList(later.Span, earlier.Items.Count + later.Items.Count)
        {
            Previous = earlier,
            CountsAsNull = earlier.CountsAsNull && later.Items.Count == 0,
        };
        joined.Items.AddRange(earlier.Items);
        joined.Items.AddRange(later.Items);
        return joined;
    }

    private static ModelNode Replace(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules)
    {
        later.Previous ??= earlier;
        return later;
    }

    private static ModelList AsSequences(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules) =>
        Append(ToSequence(earlier), ToSequence(later));

    private static ModelList ExtraHosts(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules)
    {
        var first = ToSequence(earlier);
        var joined = new ModelList(later.Span, first.Items.Count) { Previous = first };
        joined.Items.AddRange(first.Items);
        foreach (var item in ToSequence(later).Items)
        {
            if (item is not ModelScalar scalar || !joined.Items.Exists(there => there is ModelScalar other && other.Text == scalar.Text))
                joined.Items.Add(item);
        }

        joined.CountsAsNull = first.CountsAsNull && joined.Items.Count == 0;
        return joined;
    }

    private static ModelNode Build(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules) =>
        ToBuild(earlier) is { } first && ToBuild(later) is { } second ? merger.MergeMaps(first, second, rules) : later;

    private static ModelMap DependsOn(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules) =>
        merger.MergeMaps(Canonicalizer.DependsOnMap(earlier), Canonicalizer.DependsOnMap(later), null);

    private static ModelMap Networks(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules) =>
        merger.MergeMaps(Canonicalizer.NamesMap(earlier), Canonicalizer.NamesMap(later), rules);

    private static ModelNode Logging(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules)
    {
        if (earlier is not ModelMap first || later is not ModelMap second)
            return later is ModelScalar { IsNull: true } ? earlier : later;
        var sameDriver = first["driver"] is not ModelScalar was || second["driver"] is not ModelScalar now || was.Text == now.Text;
        return sameDriver ? merger.MergeMaps(first, second, rules) : Replace(merger, earlier, later, rules);
    }

    private static ModelNode Ulimit(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules) =>
        earlier is ModelMap first && later is ModelMap second ? merger.MergeMaps(first, second, rules) : Replace(merger, earlier, later, rules);

    /// <summary>Of the earlier file's subnets only those stay that the later file names, too; where one file has none, nothing does.</summary>
    private static ModelNode IpamConfig(Merger merger, ModelNode earlier, ModelNode later, PathTable<MergeRule>? rules)
    {
        if (earlier is not ModelList first || later is not ModelList second)
        {
            merger.Refuse(later, " must be a list");
            return earlier;
        }

        if ((long)first.Items.Count * second.Items.Count > MaxSubnetPairs)
        {
            merger.RefuseSubnets(later);
            return earlier;
        }

        var joined = new ModelList(later.Span) { Previous = earlier };
        foreach (var original in first.Items.OfType<ModelMap>())
        {
            foreach (var own in second.Items.OfType<ModelMap>())
            {
                if (Subnet(own) != Subnet(original) && IndexOf(own) < 0)
                {
                    joined.Items.Add(own);
                    continue;
                }

                // The one that is merged into goes on changing where it stands in the list already.
                merger.MergeMaps(original, own, null);
                if (IndexOf(original) is var at and >= 0)
                    joined.Items[at] = original;
                else
                    joined.Items.Add(original);
            }
        }

        return joined.Items.Count > 0 ? joined : ModelScalar.Null(new DefaultSource(later.Span));

        int IndexOf(ModelMap map) => joined.Items.FindIndex(there => Subnet((ModelMap)there) == Subnet(map));

        static string? Subnet(ModelMap map) => (map["subnet"] as ModelScalar)?.Text;
    }

    private void RefuseSubnets(ModelNode node) =>
        problems.Add(RuleTexts.LimitReached.Subnets(MaxSubnetPairs.ToString(CultureInfo.InvariantCulture)), node.Span, "subnets");

    private void Refuse(ModelNode node, string reason) => problems.Invalid(node.Span, Path + reason);

    private static ModelMap? ToBuild(ModelNode node)
    {
        switch (node)
        {
            case ModelMap map:
                return map;
            case ModelScalar { IsNull: false } context:
                var build = new ModelMap(context.Span);
                build.Set("context", context.Source, context);
                return build;
            default:
                return new ModelMap(node.Span);
        }
    }

    /// <summary>A map as <c>key=value</c> items, whose characters stay those of key and value; a lone string as its only item.</summary>
    private static ModelList ToSequence(ModelNode node)
    {
        switch (node)
        {
            case ModelList list:
                return list;
            case ModelMap map:
                var items = KeyValue.ToList(map);
                items.CountsAsNull = map.Count == 0;
                return items;
            case ModelScalar { IsNull: false } scalar:
                var single = new ModelList(scalar.Span, 1);
                single.Items.Add(scalar);
                return single;
            default:
                return new ModelList(node.Span, 0) { CountsAsNull = true };
        }
    }
}
