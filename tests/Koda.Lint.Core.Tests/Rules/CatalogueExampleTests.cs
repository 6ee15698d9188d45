using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Rules;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>Runs the examples of the rule files: what the pages show is what the rules do.</summary>
public sealed class CatalogueExampleTests
{
    /// <summary>The rules about input that loading a deployment raises. Suppressions are the business of the hosts that apply them.</summary>
    private static readonly string[] InputRules = ["KODA9001", "KODA9002", "KODA9003", "KODA9004", "KODA9007", "KODA9008"];

    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var rule in RuleCatalogue.All.Where(rule => InputRules.Contains(rule.Id) || RuleRegistry.All.Any(registered => registered.Info == rule)))
            {
                for (var i = 0; i < rule.Examples.Count; i++)
                {
                    if (rule.Examples[i].Files.Any(file => Deploying.IsPart(file.Name)))
                        examples.Add(rule.Id, i);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_is_judged_as_its_rule_file_says(string id, int number)
    {
        var rule = RuleCatalogue.Find(id)!;
        var example = rule.Examples[number];

        var found = Load(example).Of(id).Select(PlaceOf);

        Assert.Equal(example.Expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_on_configuration_has_a_class_and_every_class_is_a_rule()
    {
        var classes = typeof(DeploymentRule).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(DeploymentRule)) && !type.IsAbstract)
            .Select(type => type.Name);
        var rules = RuleCatalogue.All.Where(rule => (rule.Surfaces & Surfaces.Configuration) != 0 && !rule.Id.StartsWith("KODA9", StringComparison.Ordinal));

        Assert.Equal(rules.Select(rule => rule.Name).Order(StringComparer.Ordinal), classes.Order(StringComparer.Ordinal));
        Assert.All(RuleRegistry.All, registered => Assert.Equal(registered.Info.Name, registered.Rule.GetType().Name));
    }

    [Fact]
    public void Every_rule_on_configuration_shows_its_fault_and_what_comes_close() => Assert.All(
        RuleRegistry.All,
        rule =>
        {
            Assert.Contains(rule.Info.Examples, example => example.Expected.Count == 0);
            Assert.True(rule.Info.NoBadExample is not null || rule.Info.Examples.Any(example => example.Expected.Count > 0));
        });

    /// <summary>An example as a deployment. What a host with a disk would see of its files is told by their modes and by what git tracks.</summary>
    private static Deploying Load(RuleExample example)
    {
        var deploying = Deploying.Files([.. example.Files.Select(file => (file.Name, file.Text))]);
        for (var i = 0; i < example.Arguments.Count; i++)
        {
            deploying = example.Arguments[i] switch
            {
                "--require-env" => deploying.RequiringEnv(),
                "--environment" when example.Arguments[++i] == "production" => deploying.InProduction(),
                var other => throw new InvalidOperationException("an example has the argument " + other),
            };
        }

        foreach (var file in example.Files.Where(file => KindOf(file.Name) is not null))
            deploying.Seeing(new FileFact(file.Name, KindOf(file.Name)!.Value) { UnixMode = ModeOf(file), Git = StateOf(file, example) });
        return deploying;
    }

    private static SecretFileKind? KindOf(string path) => DeploymentPath.NameOf(path) switch
    {
        ".env" => SecretFileKind.EnvFile,
        "bootstrap.txt" => SecretFileKind.BootstrapCode,
        ".master.key" => SecretFileKind.MasterKey,
        _ => null,
    };

    private static int? ModeOf(ExampleFile file) => file.Mode is { } mode ? Convert.ToInt32(mode, 8) : null;

    private static GitState StateOf(ExampleFile file, RuleExample example)
    {
        if (!example.Files.Any(other => other.IsTracked))
            return GitState.Unknown;
        if (file.IsTracked)
            return GitState.Tracked;
        var ignored = example.Files.Where(other => other.Name == ".gitignore").SelectMany(other => other.Text.Split('\n'));
        return ignored.Contains(file.Name) ? GitState.Ignored : GitState.Untracked;
    }

    private static string PlaceOf(Finding finding) => Deploying.NameOf(finding.Location) + " " + finding.Location.Start;
}
