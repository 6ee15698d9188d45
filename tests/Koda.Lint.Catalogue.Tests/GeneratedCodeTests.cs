using System.Reflection;

namespace Koda.Lint.Catalogue.Tests;

public sealed class GeneratedCodeTests
{
    private const string Judges =
        """
        namespace Koda.Lint
        {
            public static class RuleCatalogue
            {
                public static RuleInfo DoorOpen => null!;
                public static RuleInfo WindowOpen => null!;
            }
        }

        namespace Koda.Lint.Rules
        {
            public abstract class DeploymentRule;
            public sealed class DoorOpen : DeploymentRule;
        }
        """;

    private static readonly (string, string)[] Both =
        [(RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen), (RuleTextOf.WindowOpenName, RuleTextOf.WindowOpen)];

    [Fact]
    public void The_catalogue_compiles_without_a_warning() => Assert.Empty(new Generation("Catalogue", Both).CompilerComplaints);

    [Fact]
    public void An_empty_catalogue_compiles_without_a_warning() => Assert.Empty(new Generation("Catalogue").CompilerComplaints);

    [Fact]
    public void All_rules_are_listed_by_id()
    {
        var all = (IReadOnlyList<RuleInfo>)Catalogue(Both).GetProperty("All")!.GetValue(null)!;
        Assert.Equal(["KODA1001", "KODA2001"], all.Select(rule => rule.Id));
    }

    [Theory]
    [InlineData("KODA2001", "KODA2001")]
    [InlineData("koda2001", "KODA2001")]
    [InlineData("DoorOpen", "KODA2001")]
    [InlineData("windowopen", "KODA1001")]
    [InlineData("KODA2009", null)]
    [InlineData("", null)]
    public void A_rule_is_found_by_id_or_name_in_any_casing(string idOrName, string? id)
    {
        var rule = (RuleInfo?)Catalogue(Both).GetMethod("Find")!.Invoke(null, [idOrName]);
        Assert.Equal(id, rule?.Id);
    }

    [Fact]
    public void A_rule_is_made_once()
    {
        var property = Catalogue(Both).GetProperty("DoorOpen")!;
        Assert.Same(property.GetValue(null), property.GetValue(null));
    }

    [Fact]
    public void A_rule_tells_what_its_code_fix_does()
    {
        var fixable = RuleTextOf.DoorOpen.Replace("stays-silent:", "code-fix: \"closes `the` door\"\nstays-silent:", StringComparison.Ordinal);
        Assert.Equal("closes `the` door", ((RuleInfo)Catalogue((RuleTextOf.DoorOpenName, fixable)).GetProperty("DoorOpen")!.GetValue(null)!).CodeFix);
    }

    [Fact]
    public void A_rule_carries_all_that_its_file_says()
    {
        var rule = (RuleInfo)Catalogue(Both).GetProperty("DoorOpen")!.GetValue(null)!;

        Assert.Equal(("KODA2001", "DoorOpen", "A door <is> open", "Network"), (rule.Id, rule.Name, rule.Title, rule.Category));
        Assert.Equal(Severity.Error, rule.DefaultSeverity);
        Assert.Equal(Surfaces.Compose | Surfaces.Source, rule.Surfaces);
        Assert.Equal("Anyone **walks** in, see [the guide](https://example.com/guide).\nTwice.\n\nEven `thieves`.", rule.Why);
        Assert.Equal("Close it.", rule.HowToFix);
        Assert.Equal(["Doors that are ajar."], rule.StaysSilent);
        Assert.Null(rule.NoBadExample);
        Assert.Null(rule.CodeFix);
        Assert.Equal(
            [
                new RuleMessage("default", Severity.Error, "door '<door>' of <house> is open", "open to <street>", "close <door>: write `${<door>}` & \"lock\""),
                new RuleMessage("back-door", Severity.Info, "a back door is open", null, null),
            ],
            rule.Messages);
        Assert.Equal(["An open door", "A closed door"], rule.Examples.Select(example => example.Title));
        Assert.Equal(
            [new ExampleFile("docker-compose.yml", "services:\n  door: { image: open }\n"), new ExampleFile(".env", "DOOR=open\n", "0644", IsTracked: true)],
            rule.Examples[0].Files);
        Assert.Equal(["--environment", "production"], rule.Examples[0].Arguments);
        Assert.Equal(["docker-compose.yml 2:3", ".env 1:1"], rule.Examples[0].Expected);
        Assert.Empty(rule.Examples[1].Expected);
    }

    [Fact]
    public void Ids_are_constants()
    {
        var field = new Generation("Catalogue", Both).Load().GetType("Koda.Lint.RuleIds")!.GetField("DoorOpen")!;
        Assert.True(field.IsLiteral);
        Assert.Equal("KODA2001", field.GetRawConstantValue());
    }

    [Fact]
    public void Placeholders_become_parameters_in_order_of_first_appearance()
    {
        var factory = Factory("DoorOpen", "Default", Both);
        Assert.Equal(["door", "house", "street"], factory.GetParameters().Select(parameter => parameter.Name));

        var text = (FindingText)factory.Invoke(null, ["front", "No. 5", "Main Street"])!;
        Assert.Equal("door 'front' of No. 5 is open", text.Message);
        Assert.Equal("open to Main Street", text.Label);
        Assert.Equal("close front: write `${front}` & \"lock\"", text.Fix);
        Assert.Equal(Severity.Error, text.Severity);
        Assert.Equal("KODA2001", text.Rule.Id);
    }

    [Fact]
    public void A_case_of_its_own_severity_says_so()
    {
        var text = (FindingText)Factory("DoorOpen", "BackDoor", Both).Invoke(null, [])!;
        Assert.Equal(("a back door is open", null, null, Severity.Info), (text.Message, text.Label, text.Fix, text.Severity));
    }

    [Fact]
    public void Related_places_get_their_words_from_the_file_too()
    {
        var related = new Generation("Catalogue", Both).Load().GetType("Koda.Lint.RuleTexts")!.GetNestedType("DoorOpen")!.GetNestedType("Related")!;
        Assert.Equal("the lock of front is here", related.GetMethod("Lock")!.Invoke(null, ["front"]));
    }

    [Fact]
    public void A_placeholder_may_be_a_word_of_the_language()
    {
        var factory = Factory(
            "DoorOpen", "Default", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen.Replace("{house}", "{namespace}", StringComparison.Ordinal)));
        Assert.Equal(["door", "namespace", "street"], factory.GetParameters().Select(parameter => parameter.Name));
    }

    [Fact]
    public void A_rule_is_registered_with_its_class()
    {
        var generation = new Generation("Rules", Judges, (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen));
        Assert.Empty(generation.CompilerComplaints);
        Assert.Contains("new(RuleCatalogue.DoorOpen, new DoorOpen())", generation.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_without_its_class_does_not_compile()
    {
        var complaints = new Generation("Rules", Judges, Both).CompilerComplaints;
        Assert.Contains(complaints, complaint => complaint.Contains("'WindowOpen'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("KODA9001", "surfaces: [C]")]
    [InlineData("KODA2001", "surfaces: [S]")]
    [InlineData("KODA2001", "surfaces: [G, V]")]
    public void Rules_that_judge_no_deployment_need_no_class(string id, string surfaces)
    {
        var text = RuleTextOf.DoorOpen.Replace("KODA2001", id, StringComparison.Ordinal).Replace("surfaces: [C, S]", surfaces, StringComparison.Ordinal);
        Assert.Equal("", new Generation("Rules", (id + ".DoorOpen.yml", text)).Source);
    }

    [Fact]
    public void A_descriptor_says_what_the_compiler_shows()
    {
        var generation = new Generation("Descriptors", Both);
        Assert.Empty(generation.CompilerComplaints);

        var type = generation.Load().GetType("Koda.Lint.Analyzers.Descriptors")!;
        var descriptor = (Microsoft.CodeAnalysis.DiagnosticDescriptor)type.GetProperty("DoorOpen")!.GetValue(null)!;
        Assert.Equal(("KODA2001", "A door <is> open", "{0}", "Network"), (descriptor.Id, descriptor.Title.ToString(), descriptor.MessageFormat.ToString(), descriptor.Category));
        Assert.Equal(Microsoft.CodeAnalysis.DiagnosticSeverity.Error, descriptor.DefaultSeverity);
        Assert.Equal("Anyone walks in, see the guide. Twice.\nEven thieves.", descriptor.Description.ToString());
        Assert.Equal("https://github.com/OpenKodaAI/koda-lint/blob/main/docs/rules/KODA2001.md", descriptor.HelpLinkUri);
        var rule = (RuleInfo)Catalogue(Both).GetProperty("DoorOpen")!.GetValue(null)!;
        Assert.Same(descriptor, type.GetMethod("For")!.Invoke(null, [rule]));
    }

    [Fact]
    public void A_rule_of_guard_and_probe_has_no_descriptor() =>
        Assert.DoesNotContain(
            "DoorOpen",
            new Generation("Descriptors", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen.Replace("[C, S]", "[G, V]", StringComparison.Ordinal))).Source,
            StringComparison.Ordinal);

    [Fact]
    public void Files_outside_the_rules_folder_are_not_rules() =>
        Assert.False(RuleFileReader.IsRuleFile("/repository/samples/KODA2001.DoorOpen.yml") || RuleFileReader.IsRuleFile("/repository/rules/README.md"));

    private static Type Catalogue(params (string, string)[] files) =>
        new Generation("Catalogue", files).Load().GetType("Koda.Lint.RuleCatalogue")!;

    private static MethodInfo Factory(string rule, string variant, params (string, string)[] files) =>
        new Generation("Catalogue", files).Load().GetType("Koda.Lint.RuleTexts")!.GetNestedType(rule)!.GetMethod(variant)!;
}
