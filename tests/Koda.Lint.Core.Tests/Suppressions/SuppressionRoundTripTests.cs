using Koda.Lint.Rules;
using Koda.Lint.Suppressions;
using Koda.Lint.Core.Tests.Rules;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Suppressions;

/// <summary>A comment above a finding hides it and nothing else; without the comment the file and its findings are what they were.</summary>
public sealed class SuppressionRoundTripTests
{
    private static readonly IReadOnlyList<(string Rule, int Number)> Bad =
    [
        .. RuleRegistry.All.SelectMany(rule => rule.Info.Examples.Select((example, i) => (rule.Info.Id, i, example)))
            .Where(one => one.example.Expected.Count > 0 && one.example.Files.Any(file => Deploying.IsPart(file.Name)))
            .Select(one => (one.Id, one.i)),
    ];

    /// <summary>Every example with a fault in a file.</summary>
    public static TheoryData<string, int> BadExamples => [.. Bad.Select(one => new TheoryDataRow<string, int>(one.Rule, one.Number))];

    [Theory]
    [MemberData(nameof(BadExamples))]
    public void A_suppression_hides_its_finding_alone_and_goes_without_a_trace(string id, int number)
    {
        var files = RuleCatalogue.Find(id)!.Examples[number].Files.ToDictionary(file => file.Name, file => file.Text);
        var before = FindingsOf(files, out _);
        foreach (var finding in before.Where(finding => finding.Rule.Id == id))
        {
            var name = Deploying.NameOf(finding.Location);
            if (!files.TryGetValue(name, out var text) || WithComment(name, text, finding) is not { } commented)
                continue;
            var changed = new Dictionary<string, string>(files) { [name] = commented };

            var after = FindingsOf(changed, out var suppressions);
            var hidden = after.Where(suppressions.Covers).ToList();
            Assert.Equal(before.Where(other => IsSamePlace(other, finding)).Select(NameOf).Order(), hidden.Select(NameOf).Order());
            Assert.Equal(before.Where(other => !IsSamePlace(other, finding)).Select(NameOf).Order(), after.Where(other => !suppressions.Covers(other)).Select(NameOf).Order());
            Assert.Empty(suppressions.Judge((_, _) => true));
            Assert.Equal(text, Without(commented, finding));
        }
    }

    [Fact]
    public void Most_bad_examples_can_be_suppressed_in_their_files() =>
        Assert.InRange(Bad.Count(one => IsSuppressible(one.Rule, one.Number)), Bad.Count * 3 / 4, Bad.Count);

    private static bool IsSuppressible(string id, int number)
    {
        var files = RuleCatalogue.Find(id)!.Examples[number].Files.ToDictionary(file => file.Name, file => file.Text);
        return FindingsOf(files, out _).Any(finding =>
            finding.Rule.Id == id && Deploying.NameOf(finding.Location) is var name && files.TryGetValue(name, out var text) && WithComment(name, text, finding) is not null);
    }

    private static bool IsSamePlace(Finding one, Finding other) =>
        one.Rule == other.Rule && one.Location.Path == other.Location.Path && one.Location.Start.Line == other.Location.Start.Line;

    private static string NameOf(Finding finding) => finding.Rule.Id + " " + Deploying.NameOf(finding.Location) + " " + finding.Subject + " " + finding.Message;

    private static string Comment(string name, Finding finding) =>
        (CommentSyntaxes.OfName(name) == CommentSyntax.Json ? "// " : "# ") + "koda-lint: disable=" + finding.Rule.Id + " -- tried out\n";

    /// <summary>The text with a comment on a line of its own; null where the format has none, or the line is inside of a value.</summary>
    private static string? WithComment(string name, string text, Finding finding)
    {
        if (CommentSyntaxes.OfName(name) == CommentSyntax.None)
            return null;
        var start = new SourceFile(name, text).GetOffset(new TextPosition(finding.Location.Start.Line, 1));
        var commented = text.Insert(start, Comment(name, finding));
        return SuppressionReader.Read(new SourceFile(name, commented), CommentSyntaxes.OfName(name), [], out _).Count > 0 ? commented : null;
    }

    private static string Without(string commented, Finding finding)
    {
        var file = new SourceFile("a", commented);
        var start = file.GetOffset(new TextPosition(finding.Location.Start.Line, 1));
        return commented.Remove(start, file.GetOffset(new TextPosition(finding.Location.Start.Line + 1, 1)) - start);
    }

    private static IReadOnlyList<Finding> FindingsOf(Dictionary<string, string> files, out FileSuppressions suppressions)
    {
        var deploying = Deploying.Files([.. files.Select(file => (file.Key, file.Value))]).InProduction();
        suppressions = new FileSuppressions([]);
        var deployment = deploying.Deployment;
        suppressions.Add(deployment, files.Keys.Select(name => deploying.Read(Koda.Lint.Files.DeploymentPath.Resolve("/srv/stack", name)).File!));
        return deploying.Findings;
    }
}
