using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>Turns every short form into its long one (compose-go: transform/canonical.go), keeping the places of its parts.</summary>
internal sealed class Canonicalizer(ComposeProblems problems, bool interpolated)
{
    private static readonly PathTable<Transform> Transforms = BuildTransforms();

    private delegate ModelNode? Transform(Canonicalizer self, ModelNode node);

    public void Apply(ModelMap model) => Visit(model, Transforms);

    /// <summary><c>depends_on</c> as a map; a short entry waits for the start and is required.</summary>
    public static ModelMap DependsOnMap(ModelNode node)
    {
        if (node is ModelMap map)
            return map;
        var result = new ModelMap(node.Span) { Previous = node.Previous };
        foreach (var item in (node as ModelList)?.Items.OfType<ModelScalar>() ?? [])
        {
            var source = new DefaultSource(item.Span);
            var dependency = new ModelMap(item.Span, 2);
            dependency.Set("condition", source, ModelScalar.String(source, "service_started"));
            dependency.Set("required", source, ModelScalar.Boolean(source, true));
            result.Set(item.Text, item.Source, dependency);
        }

        return result;
    }

    /// <summary>A list of names as a map without values, as <c>networks</c> of a service has it.</summary>
    public static ModelMap NamesMap(ModelNode node)
    {
        if (node is ModelMap map)
            return map;
        var result = new ModelMap(node.Span) { Previous = node.Previous };
        foreach (var item in (node as ModelList)?.Items.OfType<ModelScalar>() ?? [])
            result.Set(item.Text, item.Source, ModelScalar.Null(item.Source));
        return result;
    }

    private static ModelMap DependsOn(ModelNode node)
    {
        var map = DependsOnMap(node);
        foreach (var entry in map.Entries)
        {
            if (entry.Value is ModelMap dependency && dependency["required"] is null)
                dependency.Set("required", entry.KeySource, ModelScalar.Boolean(new DefaultSource(dependency.Span), true));
        }

        return map;
    }

    private static PathTable<Transform> BuildTransforms()
    {
        var table = new PathTable<Transform>
        {
            ["services.*.build"] = (_, node) => Wrap(node, "context"),
            ["services.*.build.ssh"] = Ssh,
            ["services.*.build.additional_contexts"] = Contexts,
            ["services.*.build.secrets.*"] = (_, node) => Wrap(node, "source"),
            ["services.*.secrets.*"] = (_, node) => Wrap(node, "source"),
            ["services.*.configs.*"] = (_, node) => Wrap(node, "source"),
            ["services.*.depends_on"] = (_, node) => node is ModelScalar ? node : DependsOn(node),
            ["services.*.env_file"] = EnvFiles,
            ["services.*.extends"] = (_, node) => Wrap(node, "service"),
            ["services.*.networks"] = (_, node) => node is ModelScalar ? node : NamesMap(node),
            ["services.*.volumes.*"] = Volume,
            ["services.*.devices.*"] = Device,
            ["services.*.gpus"] = Gpus,
            ["services.*.ports"] = Ports,
            ["services.*.ulimits.*"] = Ulimit,
            ["services.*.build.ulimits.*"] = Ulimit,
        };
        table["services.*.dns"] = (_, node) => WithoutEmpty(ToList(node));
        foreach (var path in (string[])["services.*.dns_search", "services.*.tmpfs", "services.*.label_file"])
            table[path] = (_, node) => ToList(node);
        foreach (var path in (string[])["services.*.command", "services.*.entrypoint"])
            table[path] = (_, node) => node is ModelScalar { Kind: ModelScalarKind.Time } date ? ModelScalar.Null(date.Source) : node;
        foreach (var path in (string[])["volumes.*", "networks.*", "secrets.*", "configs.*"])
            table[path] = External;
        return table;
    }

    private void Visit(ModelNode node, PathTable<Transform> table)
    {
        switch (node)
        {
            case ModelMap map:
                for (var i = 0; i < map.Count; i++)
                {
                    var entry = map.Entries[i];
                    if (table.Below(entry.Key) is { } below && VisitChild(entry.Value, below) is { } changed)
                        entry.Value = changed;
                }

                break;
            case ModelList list when table.BelowItem() is { } item:
                for (var i = list.Items.Count - 1; i >= 0; i--)
                {
                    if (VisitChild(list.Items[i], item) is { } changed)
                        list.Items[i] = changed;
                    else
                        list.Items.RemoveAt(i);
                }

                break;
        }
    }

    private ModelNode? VisitChild(ModelNode child, PathTable<Transform> table)
    {
        var changed = table.Value is { } transform ? transform(this, child) : child;
        if (changed is null)
            return null;
        if (!ReferenceEquals(changed, child))
            changed.Previous ??= child.Previous;
        Visit(changed, table);
        return changed;
    }

    private static ModelNode Wrap(ModelNode node, string key)
    {
        if (node is not ModelScalar { IsNull: false } scalar)
            return node;
        var map = new ModelMap(scalar.Span, 2);
        map.Set(key, scalar.Source, scalar);
        return map;
    }

    private static ModelNode ToList(ModelNode node)
    {
        if (node is not ModelScalar { IsNull: false } scalar)
            return node;
        var list = new ModelList(scalar.Span, 1);
        list.Items.Add(scalar);
        return list;
    }

    private static ModelNode WithoutEmpty(ModelNode node)
    {
        (node as ModelList)?.Items.RemoveAll(item => item is ModelScalar { Text.Length: 0 });
        return node;
    }

    /// <summary>Keys by name: <c>default</c>, or <c>name=path</c>.</summary>
    private static ModelNode Ssh(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelList list)
            return node;
        foreach (var item in list.Items.OfType<ModelScalar>())
        {
            if (item.Text != "default" && item.Text.IndexOf('=') < 0)
                self._problems.Invalid(item.Span, "invalid ssh key " + ShownValue.Of(item) + ": write default, or name=path");
        }

        return KeyValue.ToMap(list);
    }

    private static ModelNode EnvFiles(Canonicalizer self, ModelNode node)
    {
        if (ToList(node) is not ModelList list)
            return node;
        for (var i = 0; i < list.Items.Count; i++)
        {
            if (node is ModelList && list.Items[i] is ModelScalar { Kind: ModelScalarKind.Time } date)
            {
                list.Items[i] = ModelScalar.Null(date.Source);
            }
            else if (Wrap(list.Items[i], "path") is ModelMap file)
            {
                if (file["required"] is null)
                    file.Set("required", new DefaultSource(file.Span), ModelScalar.Boolean(new DefaultSource(file.Span), true));
                list.Items[i] = file;
            }
        }

        return list;
    }

    private static ModelNode? Volume(Canonicalizer self, ModelNode node) =>
        node is not ModelScalar scalar || self.Keeps(scalar) ? node : VolumeSyntax.Expand(scalar, self._problems);

    private static ModelNode? Device(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelScalar scalar || self.Keeps(scalar))
            return node;
        var parts = scalar.Text.Split(':');
        if (parts.Length > 3)
        {
            self._problems.Invalid(scalar.Span, "confusing device mapping, please use long syntax: " + ShownValue.Of(scalar));
            return null;
        }

        var map = new ModelMap(scalar.Span, 3);
        map.Set("source", scalar.Source, scalar.Part(0, parts[0].Length));
        map.Set("target", scalar.Source, parts.Length > 1 && parts[1].Length > 0
            ? scalar.Part(parts[0].Length + 1, parts[1].Length)
            : scalar.Part(0, parts[0].Length));
        map.Set("permissions", scalar.Source, parts.Length > 2
            ? scalar.Part(scalar.Text.Length - parts[2].Length, parts[2].Length)
            : ModelScalar.String(new DefaultSource(scalar.Span), "rwm"));
        return map;
    }

    private static ModelNode Gpus(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelScalar { IsNull: false } scalar)
            return node;
        var device = new ModelMap(scalar.Span, 1);
        device.Set("count", scalar.Source, ModelScalar.String(scalar.Source, "all"));
        var list = new ModelList(scalar.Span, 1);
        list.Items.Add(device);
        return list;
    }

    private static ModelNode Ports(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelList list || list.Items.TrueForAll(item => item is ModelMap))
            return node;
        var ports = new ModelList(list.Span, list.Items.Count) { Previous = list.Previous };
        foreach (var item in list.Items)
        {
            switch (item)
            {
                case ModelScalar { Kind: ModelScalarKind.String } text when self.Keeps(text):
                    ports.Items.Add(text);
                    break;
                case ModelScalar { Kind: ModelScalarKind.String or ModelScalarKind.Integer } text:
                    ports.Items.AddRange(PortSyntax.Expand(text, self._problems));
                    break;
                case ModelScalar scalar:
                    self._problems.Invalid(scalar.Span, "invalid type for a port: write it as a string");
                    break;
                default:
                    ports.Items.Add(item);
                    break;
            }
        }

        return ports;
    }

    private static ModelNode Ulimit(Canonicalizer self, ModelNode node)
    {
        if (node is ModelScalar { Kind: not ModelScalarKind.Integer } scalar)
            self._problems.Invalid(scalar.Span, "not an integer: " + ShownValue.Of(scalar) + ": write a whole number");
        return node;
    }

    private static ModelNode Contexts(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelList list)
            return node;
        foreach (var item in list.Items.OfType<ModelScalar>().Where(item => item.Text.IndexOf('=') < 0))
            self._problems.Invalid(item.Span, "invalid value " + ShownValue.Of(item) + " in additional_contexts, expected name=context");
        return KeyValue.ToMap(list);
    }

    /// <summary><c>external: {name: x}</c> is the old way to write <c>external: true</c> with a name.</summary>
    private static ModelNode External(Canonicalizer self, ModelNode node)
    {
        if (node is not ModelMap resource || resource.FindEntry("external") is not { Value: ModelMap old } entry)
            return node;
        entry.Value = ModelScalar.Boolean(new DefaultSource(old.Span), true);
        if (old["name"] is not { } name)
            return node;
        if (resource.FindEntry("name") is not { } own)
            resource.Set("name", entry.KeySource, name);
        else if ((own.Value as ModelScalar)?.Text != (name as ModelScalar)?.Text)
            self._problems.Invalid(own.KeySource.Span, "name and external.name conflict; only use name");
        return node;
    }

    /// <summary>Without interpolation a template cannot be taken apart.</summary>
    private bool Keeps(ModelScalar scalar) => !_interpolated && scalar.Text.IndexOf('$') >= 0;

    private readonly ComposeProblems _problems = problems;
    private readonly bool _interpolated = interpolated;
}
