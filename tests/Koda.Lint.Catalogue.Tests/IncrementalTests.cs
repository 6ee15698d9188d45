using Microsoft.CodeAnalysis;

namespace Koda.Lint.Catalogue.Tests;

public sealed class IncrementalTests
{
    private static Generation TwoRules() =>
        new("Catalogue", (RuleTextOf.DoorOpenName, RuleTextOf.DoorOpen), (RuleTextOf.WindowOpenName, RuleTextOf.WindowOpen));

    [Fact]
    public void Typing_in_code_reads_no_rule_file()
    {
        var generation = TwoRules();
        generation.EditCode("class Another;");
        Assert.All(generation.Reasons(CatalogueGenerator.ReadStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(generation.Reasons(CatalogueGenerator.CollectStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void Only_the_rule_file_that_changed_is_read_again()
    {
        var generation = TwoRules();
        generation.Edit(RuleTextOf.WindowOpenName, RuleTextOf.WindowOpen.Replace("A door <is> open", "A window is open", StringComparison.Ordinal));
        Assert.Equal(
            [IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached],
            generation.Reasons(CatalogueGenerator.ReadStep).Order());
        Assert.Contains("A window is open", generation.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_in_a_rule_file_generates_nothing_anew()
    {
        var generation = TwoRules();
        generation.Edit(RuleTextOf.WindowOpenName, RuleTextOf.WindowOpen + "# reviewed\n");
        Assert.Contains(IncrementalStepRunReason.Unchanged, generation.Reasons(CatalogueGenerator.ReadStep));
        Assert.All(
            generation.Reasons(CatalogueGenerator.CollectStep),
            reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }
}
