using Koda.Lint.Fixes;

namespace Koda.Lint.Engine.Tests.Fixes;

/// <summary>Mends the bad examples of the rule files: where a rule has a fix, its finding is gone, or the report says why it is not.</summary>
public sealed class CatalogueFixTests
{
    private const string NotInCompose = "it is not set by a Compose file or an env file";

    /// <summary>The examples that only a person can mend, with a part of the reason that is given.</summary>
    private static readonly Dictionary<(string Rule, string Title), string> ByHand = new()
    {
        [("KODA1002", "A .NET program's settings")] = NotInCompose,
        [("KODA2006", "A unit that runs the control plane on the host")] = NotInCompose,
        [("KODA5001", "Identity's minimum in the settings of a .NET program")] = NotInCompose,
        [("KODA5004", "Identity's lockout in the settings of a .NET program")] = NotInCompose,
        [("KODA6001", "The line is there, the value is not")] = "no env file has a line for it",
    };

    public static TheoryData<string, int> BadExamples
    {
        get
        {
            var examples = new TheoryData<string, int>();
            foreach (var rule in RuleCatalogue.All.Where(rule => FixTable.Find(rule) is not null))
            {
                for (var i = 0; i < rule.Examples.Count; i++)
                {
                    if (rule.Examples[i].Expected.Count > 0 && rule.Examples[i].Files.All(file => !file.Name.EndsWith(".cs", StringComparison.Ordinal)))
                        examples.Add(rule.Id, i);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(BadExamples))]
    public void The_finding_of_a_bad_example_is_gone_after_the_fix(string id, int number)
    {
        var example = RuleCatalogue.Find(id)!.Examples[number];
        using var fixing = new Fixing { IsUnsafe = true, RequiresEnv = example.Arguments.Contains("--require-env"), IsProduction = example.Arguments.Contains("production") };
        foreach (var file in example.Files)
        {
            fixing.Folder.Write(file.Name, file.Text);
            if (file.Mode is { } mode && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(fixing.Folder.PathTo(file.Name), (UnixFileMode)Convert.ToInt32(mode, 8));
        }

        var before = fixing.Check();
        var outcome = fixing.Fix();

        if (!before.Contains(id))
        {
            Assert.DoesNotContain(outcome.Mended, finding => finding.Rule.Id == id);
            return;
        }

        if (ByHand.TryGetValue((id, example.Title), out var reason))
            Assert.Contains(outcome.Remaining, remaining => remaining.Finding.Rule.Id == id && remaining.WhyNot.Contains(reason, StringComparison.Ordinal));
        else
            Assert.True(!fixing.Check().Contains(id), string.Join("\n", outcome.Remaining.Select(remaining => example.Title + ": " + remaining.Finding.Location + " " + remaining.Finding.Message + ": " + remaining.WhyNot)));
        Assert.All(fixing.Check(), left => Assert.Contains(left, before));
    }

    [Fact]
    public void Every_rule_with_a_fix_has_a_bad_example() =>
        Assert.All(FixTable.Rules, id => Assert.Contains(RuleCatalogue.Find(id)!.Examples, example => example.Expected.Count > 0));
}
