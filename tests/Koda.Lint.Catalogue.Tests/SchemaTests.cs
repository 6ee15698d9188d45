using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.RepresentationModel;

namespace Koda.Lint.Catalogue.Tests;

/// <summary>The JSON Schema, which editors use, says what the generator says, as far as a schema can.</summary>
public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Repository.PathTo("schemas/rule.schema.json"))).RootElement;

    public static TheoryData<string> RuleFiles =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "rules"), "*.yml").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(RuleFiles))]
    public void Every_rule_file_pleases_both(string name)
    {
        var path = Path.Combine(Repository.Root, "rules", name);
        var text = File.ReadAllText(path);
        Assert.Empty(RuleFileReader.Read(path, SourceText.From(text)).Problems);
        Assert.Empty(Violations(text));
    }

    [Theory]
    [MemberData(nameof(RuleFiles))]
    public void No_rule_file_waits_to_be_filled_in(string name) =>
        Assert.DoesNotContain("FILL IN", File.ReadAllText(Path.Combine(Repository.Root, "rules", name)), StringComparison.Ordinal);

    [Fact]
    public void Both_know_the_same_keys()
    {
        AssertKeys(Schema, RuleFileReader.Keys.Rule, RuleFileReader.Keys.OptionalOfRule);
        AssertKeys(Part("messages", "additionalProperties"), RuleFileReader.Keys.Message, RuleFileReader.Keys.OptionalOfMessage);
        AssertKeys(Part("examples", "items"), RuleFileReader.Keys.Example, RuleFileReader.Keys.OptionalOfExample);
        AssertKeys(
            Part("examples", "items").GetProperty("properties").GetProperty("files").GetProperty("additionalProperties").GetProperty("anyOf")[1],
            RuleFileReader.Keys.File,
            RuleFileReader.Keys.OptionalOfFile);
        Assert.Equal(RuleFileReader.Keys.Surfaces.Select(letter => letter.ToString()), Strings(Part("surfaces", "items").GetProperty("enum")));
        Assert.Equal(RuleFileReader.Keys.Severities, Strings(Schema.GetProperty("$defs").GetProperty("severity").GetProperty("enum")));
    }

    [Theory]
    [InlineData("id: KODA2001", "id: KODA201")]
    [InlineData("id: KODA2001", "id: KODA8001")]
    [InlineData("name: DoorOpen", "name: doorOpen")]
    [InlineData("title: A door <is> open", "title: A door is open.")]
    [InlineData("title: A door <is> open", "title: \" A door is open\"")]
    [InlineData("title: A door <is> open", "titel: A door is open")]
    [InlineData("severity: error", "severity: fatal")]
    [InlineData("surfaces: [C, S]", "surfaces: [X]")]
    [InlineData("surfaces: [C, S]", "surfaces: [C, C]")]
    [InlineData("surfaces: [C, S]", "surfaces: []")]
    [InlineData("  back-door:", "  backDoor:")]
    [InlineData("  lock:", "  Lock:")]
    [InlineData("    text: \"a back door is open\"\n", "")]
    [InlineData("mode: \"0644\"", "mode: \"644\"")]
    [InlineData("tracked: true", "owner: root")]
    [InlineData(".env 1:1", ".env")]
    [InlineData("    expect: []", "    expect: [{}]")]
    public void What_a_schema_can_see_both_refuse(string right, string wrong)
    {
        var text = RuleTextOf.DoorOpen.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(RuleTextOf.DoorOpen, text);
        Assert.NotEmpty(RuleFileReader.Read("rules/" + RuleTextOf.DoorOpenName, SourceText.From(text)).Problems);
        Assert.NotEmpty(Violations(text));
    }

    [Fact]
    public void The_schema_accepts_what_the_generator_accepts() => Assert.Empty(Violations(RuleTextOf.DoorOpen));

    private static void AssertKeys(JsonElement schema, string[] required, string[] optional)
    {
        Assert.Equal(required.Order(), Strings(schema.GetProperty("required")).Order());
        Assert.Equal(required.Concat(optional).Order(), schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order());
        Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
    }

    private static JsonElement Part(string property, string part) => Schema.GetProperty("properties").GetProperty(property).GetProperty(part);

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);

    private static List<string> Violations(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var violations = new List<string>();
        Check(stream.Documents[0].RootNode, Schema, "", violations);
        return violations;
    }

    /// <summary>The part of JSON Schema that rule.schema.json uses; an unknown word fails rather than passes.</summary>
    private static void Check(YamlNode node, JsonElement schema, string path, List<string> violations)
    {
        foreach (var word in schema.EnumerateObject())
        {
            var holds = word.Name switch
            {
                "$schema" or "$id" or "$defs" or "title" or "description" => true,
                "type" => IsA(node, word.Value.GetString()!),
                "enum" => node is YamlScalarNode { Value: { } value } && Strings(word.Value).Contains(value),
                "pattern" => node is YamlScalarNode { Value: { } text } && Regex.IsMatch(text, word.Value.GetString()!),
                "minLength" => node is YamlScalarNode { Value.Length: var length } && length >= word.Value.GetInt32(),
                "minItems" => Items(node).Count() >= word.Value.GetInt32(),
                "uniqueItems" => Items(node).Distinct().Count() == Items(node).Count(),
                "minProperties" => Entries(node).Count() >= word.Value.GetInt32(),
                "required" => Strings(word.Value).All(key => Entries(node).Any(entry => entry.Key == key)),
                "$ref" => Nested(node, Schema.GetProperty("$defs").GetProperty(word.Value.GetString()!.Split('/')[^1])),
                "anyOf" => word.Value.EnumerateArray().Any(option => Passes(node, option)),
                "items" => Items(node).All(item => Nested(item, word.Value)),
                "propertyNames" => Entries(node).All(entry => Nested(new YamlScalarNode(entry.Key), word.Value)),
                "properties" => Entries(node).All(entry => !word.Value.TryGetProperty(entry.Key, out var property) || Nested(entry.Value, property)),
                "additionalProperties" => Entries(node)
                    .Where(entry => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(entry.Key, out _))
                    .All(entry => word.Value.ValueKind != JsonValueKind.False && Nested(entry.Value, word.Value)),
                _ => throw new NotSupportedException(word.Name),
            };
            if (!holds)
                violations.Add($"{path}/{word.Name}");
        }

        bool Nested(YamlNode part, JsonElement rule)
        {
            var before = violations.Count;
            Check(part, rule, path + "/…", violations);
            return violations.Count == before;
        }
    }

    private static bool Passes(YamlNode node, JsonElement schema)
    {
        var violations = new List<string>();
        Check(node, schema, "", violations);
        return violations.Count == 0;
    }

    private static bool IsA(YamlNode node, string type) => type switch
    {
        "object" => node is YamlMappingNode,
        "array" => node is YamlSequenceNode,
        "boolean" => node is YamlScalarNode { Value: "true" or "false" },
        _ => node is YamlScalarNode,
    };

    private static IEnumerable<YamlNode> Items(YamlNode node) => node is YamlSequenceNode sequence ? sequence.Children : [];

    private static IEnumerable<(string Key, YamlNode Value)> Entries(YamlNode node) =>
        node is YamlMappingNode mapping ? mapping.Children.Select(pair => (((YamlScalarNode)pair.Key).Value!, pair.Value)) : [];
}
