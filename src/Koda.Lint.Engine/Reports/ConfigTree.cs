using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;

namespace Koda.Lint.Reports;

/// <summary>What a config writer prints: a mapping with ordered keys, a list, or a scalar.</summary>
internal abstract record ConfigNode
{
    public static ConfigText Null { get; } = new("null");

    public static ConfigNode Of(string text, bool isString) => isString ? new ConfigString(text) : new ConfigText(text);
}

/// <summary>A mapping.</summary>
internal sealed record ConfigMap(List<KeyValuePair<string, ConfigNode>> Entries) : ConfigNode
{
    public ConfigMap()
        : this([])
    {
    }

    public void Add(string key, ConfigNode value) => Entries.Add(new KeyValuePair<string, ConfigNode>(key, value));
}

/// <summary>A list.</summary>
internal sealed record ConfigList(List<ConfigNode> Items) : ConfigNode;

/// <summary>A string.</summary>
internal sealed record ConfigString(string Value) : ConfigNode;

/// <summary>A number, a boolean or null, as it is printed.</summary>
internal sealed record ConfigText(string Text) : ConfigNode;

/// <summary>Lays the effective model out as Compose's own types would print it.</summary>
internal sealed class ConfigTree
{
    private readonly bool _isYaml;
    private readonly bool _escapesDollar;
    private readonly IComparer<string> _keyOrder;

    /// <summary>Prepares a tree for one format.</summary>
    /// <param name="isYaml">For YAML; JSON differs in what is omitted, in order, and in extensions.</param>
    /// <param name="escapesDollar">Whether <c>$</c> is doubled, so that reading the output again gives the same values.</param>
    public ConfigTree(bool isYaml, bool escapesDollar)
    {
        _isYaml = isYaml;
        _escapesDollar = escapesDollar;
        _keyOrder = isYaml ? NaturalKeyOrder.Instance : StringComparer.Ordinal;
    }

    /// <summary>The model as it is, for output without interpolation, of which Compose makes no objects of its types.</summary>
    public ConfigMap BuildPlain(ModelMap model) => (ConfigMap)Any(model);

    /// <summary>The model as Compose's types print it.</summary>
    public ConfigMap Build(ModelMap model)
    {
        var used = UsedResources.Of(model);
        var root = new ConfigMap();
        if (model["name"] is ModelScalar { Text.Length: > 0 } name)
            root.Add("name", Scalar(name));
        root.Add("services", Section(model["services"], ConfigLayout.Service, null));
        foreach (var (key, layout) in (ReadOnlySpan<(string, ConfigLayout)>)
            [
                ("networks", ConfigLayout.Network), ("volumes", ConfigLayout.Volume), ("secrets", ConfigLayout.FileObject), ("configs", ConfigLayout.FileObject),
            ])
        {
            if (Section(model[key], layout, used[key]) is { Entries.Count: > 0 } section)
                root.Add(key, section);
        }

        if (model["models"] is ModelMap models)
            root.Add("models", Any(models));
        Extensions(model, root);
        if (!_isYaml)
            root.Entries.Sort((a, b) => StringComparer.Ordinal.Compare(a.Key, b.Key));
        return root;
    }

    private ConfigMap Section(ModelNode? node, ConfigLayout layout, HashSet<string>? used)
    {
        var section = new ConfigMap();
        foreach (var entry in Sorted(node as ModelMap))
        {
            if (used?.Contains(entry.Key) != false)
                section.Add(Escaped(entry.Key), Object(entry.Value, layout));
        }

        return section;
    }

    private ConfigNode Object(ModelNode? node, ConfigLayout layout)
    {
        if (node is not (null or ModelMap or ModelScalar { IsNull: true }))
            return Any(node);
        var map = node as ModelMap;
        var result = new ConfigMap();
        foreach (var field in layout.Fields)
        {
            if (Field(field, map?[field.Key]) is { } value)
                result.Add(_isYaml ? field.Key : field.JsonKey, value);
        }

        if (_isYaml && map is not null)
            Extensions(map, result);
        return result;
    }

    private void Extensions(ModelMap map, ConfigMap result)
    {
        foreach (var entry in Sorted(map))
        {
            if (entry.Key.StartsWith("x-", StringComparison.Ordinal))
                result.Add(Escaped(entry.Key), Any(entry.Value));
        }
    }

    /// <summary>An attribute's value, or null when Compose would leave it out.</summary>
    private ConfigNode? Field(ConfigField field, ModelNode? node)
    {
        if (node is ModelScalar { IsNull: true })
            node = null;
        switch (field.Form)
        {
            case Form.Command:
                return node is ModelList words ? new ConfigList([.. words.Items.Select(Any)]) : _isYaml ? null : ConfigNode.Null;
            case Form.Object:
                return ObjectField(field, node);
            case Form.MapOfObjects:
                return node is ModelMap { Count: > 0 } map ? MapOfObjects(map, field) : null;
            case Form.SshKeys:
                return node is ModelMap { Count: > 0 } keys ? SshKeys(keys) : null;
            case Form.Hosts when node is ModelMap { Count: > 0 }:
                return new ConfigList([]);
            case Form.Ulimit:
                return node is ModelMap { Count: > 0 } limits ? Ulimits(limits) : null;
        }

        if (node is null && field.Presence is Presence.Always or Presence.AlwaysNumber)
            return field.Presence == Presence.AlwaysNumber ? new ConfigText("0") : new ConfigString(field.Form == Form.Size ? "0" : "");
        if (node is null || (field.Presence == Presence.WhenNotZero && IsZero(node, field.Form)))
            return null;
        return node is ModelScalar value ? Scalar(value, field.Form) : IsEmpty(node) ? null : Any(node);
    }

    private ConfigNode? ObjectField(ConfigField field, ModelNode? node)
    {
        if (node is ModelList list)
            return list.Items.Count == 0 ? null : new ConfigList([.. list.Items.Select(item => Object(item, field.Layout!))]);
        if (node is null && (field.Presence != Presence.AlwaysInJson || _isYaml))
            return null;
        var value = Object(node, field.Layout!);
        return _isYaml && field.Presence == Presence.AlwaysInJson && value is ConfigMap { Entries.Count: 0 } ? null : value;
    }

    private ConfigMap MapOfObjects(ModelMap map, ConfigField field)
    {
        var result = new ConfigMap();
        foreach (var entry in Sorted(map))
            result.Add(Escaped(entry.Key), entry.Value is ModelScalar { IsNull: true } ? ConfigNode.Null : Object(entry.Value, field.Layout!));
        return result;
    }

    private ConfigList SshKeys(ModelMap keys) => new([.. Sorted(keys).Select(key =>
        new ConfigString(Escaped(key.Value is ModelScalar { Text.Length: > 0 } path ? key.Key + ": " + path.Text : key.Key)))]);

    /// <summary>A single limit of 0 is none to Compose's types, so that they print the pair instead.</summary>
    private ConfigMap Ulimits(ModelMap limits)
    {
        var result = new ConfigMap();
        foreach (var entry in Sorted(limits))
        {
            if (entry.Value is ModelScalar { Number: not 0 } single)
            {
                result.Add(Escaped(entry.Key), Scalar(single));
                continue;
            }

            var pair = new ConfigMap();
            foreach (var key in (string[])["soft", "hard"])
            {
                var limit = (entry.Value as ModelMap)?[key] as ModelScalar;
                if (_isYaml || limit is { Number: not 0 })
                    pair.Add(key, limit is null ? new ConfigText("0") : Scalar(limit));
            }

            result.Add(Escaped(entry.Key), pair);
        }

        return result;
    }

    private ConfigNode Any(ModelNode node)
    {
        switch (node)
        {
            case ModelMap map:
                var result = new ConfigMap();
                foreach (var entry in Sorted(map))
                    result.Add(Escaped(entry.Key), Any(entry.Value));
                return result;
            case ModelList { Items.Count: 0 } when !_isYaml:
                return ConfigNode.Null;
            case ModelList list:
                return new ConfigList([.. list.Items.Select(Any)]);
            default:
                return Scalar((ModelScalar)node);
        }
    }

    private ConfigNode Scalar(ModelScalar scalar, Form form = Form.Plain) => scalar.Kind switch
    {
        ModelScalarKind.Null => ConfigNode.Null,
        ModelScalarKind.String => new ConfigString(Escaped(scalar.Text)),
        ModelScalarKind.Integer => ConfigNode.Of(scalar.Text, form == Form.Size),
        ModelScalarKind.Time => ConfigNode.Of(_isYaml ? scalar.YamlText : scalar.JsonText, isString: !_isYaml),
        _ => new ConfigText(_isYaml ? scalar.YamlText : scalar.JsonText),
    };

    private static bool IsZero(ModelNode node, Form form) => node switch
    {
        ModelScalar { Kind: ModelScalarKind.String } text => text.Text.Length == 0 || (form == Form.Duration && text.Text == "0s"),
        ModelScalar { Kind: ModelScalarKind.Boolean } flag => !flag.IsTrue,
        ModelScalar { Kind: ModelScalarKind.Integer or ModelScalarKind.Float } number => number.Number == 0,
        _ => IsEmpty(node),
    };

    private static bool IsEmpty(ModelNode node) => node is ModelList { Items.Count: 0 } or ModelMap { Count: 0 };

    private string Escaped(string text) => _escapesDollar ? text.Replace("$", "$$") : text;

    private IEnumerable<ModelEntry> Sorted(ModelMap? map) => map is null ? [] : map.Entries.OrderBy(entry => entry.Key, _keyOrder);
}
