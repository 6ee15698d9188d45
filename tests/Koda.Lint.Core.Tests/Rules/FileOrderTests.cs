using CsCheck;
using Koda.Lint.Rules;

namespace Koda.Lint.Core.Tests.Rules;

/// <summary>Files that do not build on each other are judged alike in whatever order a host finds them.</summary>
public sealed class FileOrderTests
{
    private static readonly IReadOnlyList<RuleExample> Examples =
        [.. RuleRegistry.All.SelectMany(rule => rule.Info.Examples).Where(example => example.Files.Any(file => Deploying.IsPart(file.Name)))];

    [Fact]
    public void The_order_of_unrelated_files_does_not_change_the_findings() =>
        Gen.Select(Gen.Int[0, Examples.Count - 1].Array[2, 4], Gen.Int).Sample((chosen, seed) =>
        {
            // Compose files are merged in order: they keep theirs.
            var files = Examples[chosen[0]].Files.Concat(chosen.Skip(1).SelectMany(i => Examples[i].Files).Where(file => !Deploying.IsComposeFile(file.Name)))
                .DistinctBy(file => file.Name).ToArray();
            var shuffled = files.ToArray();
            new Random(seed).Shuffle(shuffled);
            var sorted = files.Where(file => Deploying.IsComposeFile(file.Name)).Concat(shuffled.Where(file => !Deploying.IsComposeFile(file.Name)));

            Assert.Equal(FindingsOf(files), FindingsOf(sorted));
        }, iter: 1000, threads: 1);

    private static string[] FindingsOf(IEnumerable<ExampleFile> files) =>
        [.. Deploying.Files([.. files.Select(file => (file.Name, file.Text))]).InProduction().Findings
            .Select(finding => finding.Rule.Id + " " + Deploying.Show(finding) + " " + finding.Message + " " + finding.Subject + string.Concat(finding.Related.Select(related => " " + related.Location + related.Message)))
            .Order(StringComparer.Ordinal)];
}
