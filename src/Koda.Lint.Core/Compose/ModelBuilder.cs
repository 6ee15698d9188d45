using System.Globalization;
using Koda.Lint.Compose.Model;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Compose;

/// <summary>
/// Turns one YAML document into a model tree: types scalars, applies merge keys, expands aliases and variables, casts what
/// Compose casts by path, and takes note of <c>!reset</c> and <c>!override</c>. (compose-go: loader/reset.go, interpolation.)
/// </summary>
internal sealed class ModelBuilder
{
    /// <summary>How many mistakes of one scalar are told; a thousand unclosed braces are no thousand mistakes.</summary>
    private const int MaxErrorsOfScalar = 20;

    private readonly TemplateExpander? _templates;
    private readonly YamlLimits _limits;
    private readonly ComposeProblems _problems;
    private readonly List<string> _path = [];
    private readonly List<string[]> _resets = [];
    private readonly Stack<Dictionary<string, YamlScalar>> _spareKeys = new();
    private int _aliases;
    private int _expandedNodes;
    private int _inOverride;
    private int _inMergedList;
    private bool _overLimit;

    /// <summary>Prepares the builder of one document; a null <paramref name="lookup"/> leaves templates as they stand.</summary>
    public ModelBuilder(VariableLookup? lookup, YamlLimits limits, ComposeProblems problems)
    {
        _templates = lookup is null ? null : new TemplateExpander(lookup);
        _limits = limits;
        _problems = problems;
    }

    /// <summary>The paths that the document deletes from what earlier documents said.</summary>
    public IReadOnlyList<string[]> Resets => _resets;

    /// <summary>Whether a number of the document is infinite or none.</summary>
    public bool SawNonFinite { get; private set; }

    /// <summary>Builds a document's tree, or null when its root is not a mapping.</summary>
    public ModelMap? Build(YamlNode document)
    {
        switch (Convert(document, Casts.Table, inAlias: false))
        {
            case ModelMap map:
                return map;
            case not null:
                _problems.Invalid(document.Span, "the top level of a compose file must be a mapping, such as `services:` with the services below it");
                return null;
            default:
                return null;
        }
    }

    private ModelNode? Convert(YamlNode node, PathTable<Cast>? casts, bool inAlias)
    {
        if (_overLimit)
            return null;
        if (inAlias && ++_expandedNodes > _limits.MaxExpandedNodes)
            return StopAt(node, _limits.MaxExpandedNodes);
        // Compose takes what is reset out of a document before it looks at what an alias of something around it stands for.
        if (inAlias && node.Tag == "!reset" && _inOverride == 0)
            return null;
        return ConvertTagged(node, casts, inAlias);
    }

    private ModelNode? ConvertTagged(YamlNode node, PathTable<Cast>? casts, bool inAlias)
    {
        // What stands in a node that replaces another one is taken as it is, tags of its own included.
        if (_inOverride == 0 && node.Tag is ("!reset" or "!override"))
        {
            Reset();
            if (node.Tag == "!reset")
                return null;
            _inOverride++;
            var replacing = ConvertUntagged(node, casts, inAlias);
            _inOverride--;
            return replacing;
        }

        return ConvertUntagged(node, casts, inAlias);
    }

    /// <summary>What comes from one of several merged mappings has an item's number in Compose's path, which is the path of nothing.</summary>
    private void Reset()
    {
        if (_inMergedList == 0)
            _resets.Add([.. _path]);
    }

    private ModelNode? ConvertUntagged(YamlNode node, PathTable<Cast>? casts, bool inAlias)
    {
        switch (node)
        {
            // Most templates are strings for certain; they become one scalar of the model, and not two.
            case YamlScalar { Tag: null } template when _templates is not null && Template.HasVariables(template.Value) && ScalarResolver.IsString(template):
                return Typed(Expand(template, template.Value), template.Span, casts);
            case YamlScalar scalar:
                return Resolve(scalar) is { } resolved ? Expand(resolved, casts) : null;
            case YamlSequence sequence:
                return ConvertSequence(sequence, casts, inAlias);
            case YamlMapping mapping:
                return ConvertMapping(mapping, casts, inAlias);
            case YamlAlias alias:
                return ++_aliases > _limits.MaxAliasExpansions
                    ? StopAt(alias, _limits.MaxAliasExpansions)
                    : ConvertTagged(alias.Target, casts, inAlias: true);
            default:
                return null;
        }
    }

    private ModelList ConvertSequence(YamlSequence sequence, PathTable<Cast>? casts, bool inAlias)
    {
        var list = new ModelList(sequence.Span, sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            _path.Add("[]");
            if (Convert(item, casts?.BelowItem(), inAlias) is { } value)
                list.Items.Add(value);
            _path.RemoveAt(_path.Count - 1);
        }

        if (_path is ["services", _, "environment"])
            FindRepeatedSettings(list);
        return list;
    }

    /// <summary>A map refuses a key that stands twice; a list takes it, and merging forgets the first.</summary>
    private void FindRepeatedSettings(ModelList environment)
    {
        var earlier = new Dictionary<string, ModelScalar>(StringComparer.Ordinal);
        foreach (var item in environment.Items.OfType<ModelScalar>())
        {
            var equals = item.Text.IndexOf('=');
            var key = equals < 0 ? item.Text : item.Text.Substring(0, equals);
            if (earlier.TryGetValue(key, out var first))
                _problems.Add(new RepeatedSetting(key, first.Span, item.Span, first.Text == item.Text));
            earlier[key] = item;
        }
    }

    private ModelMap ConvertMapping(YamlMapping mapping, PathTable<Cast>? casts, bool inAlias)
    {
        var map = new ModelMap(mapping.Span, mapping.Entries.Count);
        var own = _spareKeys.Count > 0 ? _spareKeys.Pop() : new Dictionary<string, YamlScalar>(StringComparer.Ordinal);
        List<YamlNode>? merged = null;
        foreach (var (keyNode, valueNode) in mapping.Entries)
        {
            if (Key(keyNode) is not { } key)
                continue;
            if (own.TryGetValue(key.Value, out var first))
            {
                var line = first.File.GetPosition(first.Start).Line.ToString(CultureInfo.InvariantCulture);
                _problems.Invalid(key.Span, "mapping key \"" + key.Value + "\" already defined at line " + line);
            }

            own[key.Value] = key;
            if (IsMergeKey(key))
                (merged ??= []).Add(valueNode);
            else
                Put(map, key, valueNode, casts, inAlias);
        }

        if (merged is not null)
        {
            // A key that is reset is not there any more when mappings are merged, so that theirs shines through.
            foreach (var (keyNode, valueNode) in mapping.Entries)
            {
                if (_inOverride == 0 && valueNode.Tag == "!reset" && keyNode is YamlScalar reset)
                    own.Remove(reset.Value);
            }

            foreach (var source in merged)
                ApplyMergeKey(map, own, source, casts, inAlias);
        }

        own.Clear();
        _spareKeys.Push(own);
        return map;
    }

    private void Put(ModelMap map, YamlScalar key, YamlNode valueNode, PathTable<Cast>? casts, bool inAlias)
    {
        _path.Add(key.Value);
        if (Convert(valueNode, casts?.Below(key.Value), inAlias) is { } value)
            map.Set(key.Value, key, value);
        _path.RemoveAt(_path.Count - 1);
    }

    /// <summary>YAML 1.1 merge keys: what a mapping says itself wins, then the first of several merged ones.</summary>
    private void ApplyMergeKey(ModelMap map, Dictionary<string, YamlScalar> own, YamlNode source, PathTable<Cast>? casts, bool inAlias)
    {
        if (_overLimit)
            return;
        switch (source)
        {
            case YamlAlias alias:
                if (++_aliases > _limits.MaxAliasExpansions)
                    StopAt(alias, _limits.MaxAliasExpansions);
                else
                    ApplyMergeKey(map, own, alias.Target, casts, inAlias: true);
                break;
            case YamlSequence sequence:
                _inMergedList++;
                foreach (var item in sequence.Items)
                    ApplyMergeKey(map, own, item, casts, inAlias);
                _inMergedList--;
                break;
            // The tag of what is merged holds for the mapping that it is merged into.
            case { Tag: "!reset" } when _inOverride == 0:
                Reset();
                break;
            case YamlMapping { Tag: "!override" } when _inOverride == 0:
                Reset();
                _inOverride++;
                ApplyMergeKey(map, own, source, casts, inAlias);
                _inOverride--;
                break;
            case YamlMapping mapping:
                foreach (var (keyNode, valueNode) in mapping.Entries)
                {
                    if (Key(keyNode) is not { } key || IsMergeKey(key))
                        continue;
                    if (!own.ContainsKey(key.Value) && map[key.Value] is null)
                        Put(map, key, valueNode, casts, inAlias);
                    else
                        NoteTags(key, valueNode, inAlias);
                }

                foreach (var (keyNode, valueNode) in mapping.Entries)
                {
                    if (keyNode is YamlScalar key && IsMergeKey(key))
                        ApplyMergeKey(map, own, valueNode, casts, inAlias);
                }

                break;
            default:
                _problems.Invalid(source.Span, "map merge requires map or sequence of maps as the value");
                break;
        }
    }

    /// <summary>The tags below a key that a mapping has itself count all the same: what earlier documents say at their paths goes.</summary>
    private void NoteTags(YamlScalar key, YamlNode value, bool inAlias)
    {
        _path.Add(key.Value);
        NoteTags(value, inAlias);
        _path.RemoveAt(_path.Count - 1);
    }

    private void NoteTags(YamlNode node, bool inAlias)
    {
        if (_inOverride > 0 || _overLimit)
            return;
        if (inAlias && ++_expandedNodes > _limits.MaxExpandedNodes)
        {
            StopAt(node, _limits.MaxExpandedNodes);
            return;
        }

        switch (node)
        {
            case { Tag: "!override" }:
            case { Tag: "!reset" } when !inAlias:
                Reset();
                break;
            case { Tag: "!reset" }:
                break;
            case YamlAlias { Target.Tag: "!reset" }:
                Reset();
                break;
            case YamlAlias alias:
                NoteTags(alias.Target, inAlias: true);
                break;
            case YamlMapping mapping:
                foreach (var (keyNode, valueNode) in mapping.Entries)
                {
                    if (keyNode is YamlScalar key)
                        NoteTags(key, valueNode, inAlias);
                }

                break;
        }
    }

    private static bool IsMergeKey(YamlScalar key) =>
        key.Value == "<<" && (key.Tag is null ? key.Style == YamlScalarStyle.Plain : key.Tag == "tag:yaml.org,2002:merge");

    private ModelScalar? Resolve(YamlScalar scalar)
    {
        var resolved = ScalarResolver.Resolve(scalar);
        if (resolved is null)
            _problems.Invalid(scalar.Span, "the value at " + PathText() + " does not have the type that its tag says");
        return resolved;
    }

    private YamlScalar? Key(YamlNode node)
    {
        if (node is YamlAlias alias)
            node = alias.Target;
        if (node is YamlScalar scalar && ScalarResolver.IsString(scalar))
            return scalar;

        var place = _path.Count == 0 ? "at the top level" : "in " + PathText();
        _problems.Invalid(node.Span, "Non-string key " + place + (node is YamlScalar key ? ": " + key.Value : ""));
        return null;
    }

    private ModelScalar Expand(ModelScalar scalar, PathTable<Cast>? casts)
    {
        if (_templates is null || scalar.Kind != ModelScalarKind.String)
            return Noted(scalar);
        return Typed(Template.HasVariables(scalar.Text) ? Expand(scalar.Source, scalar.Text) : scalar, scalar.Span, casts);
    }

    private ModelScalar Expand(IScalarSource source, string template)
    {
        var expansion = _templates!.Expand(template);
        Report(source, template, expansion);
        return ModelScalar.String(new ExpandedScalar(source, expansion), expansion.Value);
    }

    private ModelScalar Typed(ModelScalar scalar, SourceSpan written, PathTable<Cast>? casts)
    {
        if (casts?.Value is not { } cast)
            return scalar;
        if (cast.Apply(scalar) is { } typed)
            return Noted(typed);
        _problems.Invalid(written, "invalid value for " + PathText() + ": it must be " + cast.Wanted);
        return ModelScalar.Null(scalar.Source);
    }

    private ModelScalar Noted(ModelScalar scalar)
    {
        SawNonFinite |= !scalar.IsFinite;
        return scalar;
    }

    private void Report(IScalarSource source, string template, Expansion expansion)
    {
        for (var i = 0; i < expansion.Errors.Count && i < MaxErrorsOfScalar; i++)
        {
            var error = expansion.Errors[i];
            var span = source.SpanOf(error.Start, error.End - error.Start);
            _problems.Invalid(span, "invalid interpolation format for " + PathText() + ": " + error.Reason + " (write `$$` for a literal dollar sign)");
        }

        for (var i = 0; i < expansion.Uses.Count; i++)
        {
            var use = expansion.Uses[i];
            var isUnresolved = use.State is VariableState.Unset or VariableState.RequiredMissing
                || (use.State == VariableState.Defined && use.Definition?.Origin == VariableOrigin.SuppliedAtDeploy && !HasDefault(template, use));
            if (!isUnresolved)
                continue;
            var operand = template.Substring(use.OperandStart, use.OperandEnd - use.OperandStart);
            _problems.Add(new UnresolvedVariable(use, source.SpanOf(use.Start, use.End - use.Start), operand.Length > 0 ? operand : null));
        }
    }

    /// <summary>Whether the use says what to take without the variable, so that it does not matter here who supplies it.</summary>
    private static bool HasDefault(string template, VariableUse use)
    {
        var at = use.Start + 2 + use.Name.Length;
        if (at < use.End && template[at] == ':')
            at++;
        return at < use.End && template[at] is '-' or '+';
    }

    private ModelNode? StopAt(YamlNode node, int limit)
    {
        _overLimit = true;
        _problems.Add(RuleTexts.LimitReached.Aliases(limit.ToString(CultureInfo.InvariantCulture)), node.Span, "aliases");
        return null;
    }

    private string PathText() => string.Join(".", _path);
}
