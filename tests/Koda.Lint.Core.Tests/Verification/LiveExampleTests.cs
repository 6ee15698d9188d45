namespace Koda.Lint.Core.Tests.Verification;

/// <summary>Runs the examples of the rule files that show answers: what the pages show is what <c>verify</c> says.</summary>
public sealed class LiveExampleTests
{
    private const string Ending = ".http";

    public static TheoryData<string, int> Examples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var rule in RuleCatalogue.All)
            {
                for (var i = 0; i < rule.Examples.Count; i++)
                {
                    if (rule.Examples[i].Files.All(file => file.Name.EndsWith(Ending, StringComparison.Ordinal)))
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
        var example = RuleCatalogue.Find(id)!.Examples[number];
        var names = example.Files.ToDictionary(file => Deployed.Exchange(file.Text).Url.AbsoluteUri, file => file.Name);

        var deployed = new Deployed().Answering([.. example.Files.Select(file => file.Text)]);
        var found = deployed.Findings.Where(finding => finding.Rule.Id == id).Select(finding => names[finding.Location.Path] + " " + finding.Location.Start);

        Assert.Equal(example.Expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_that_only_a_live_deployment_breaks_has_such_an_example() => Assert.All(
        RuleCatalogue.All.Where(rule => rule.Surfaces == Surfaces.LiveProbe),
        rule => Assert.Contains(rule.Examples, example => example.Files.All(file => file.Name.EndsWith(Ending, StringComparison.Ordinal))));
}
