using Koda.Lint.Engine.Tests.Reports;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Policy;

public sealed class FingerprintsTests
{
    private static readonly Finding Sample = ReportSamples.Finding(new Location("/srv/koda/compose.yml", new TextPosition(3, 5), new TextPosition(3, 9)));

    [Fact]
    public void Edits_elsewhere_in_the_file_change_nothing()
    {
        var moved = Sample with { Location = new Location("/srv/koda/compose.yml", new TextPosition(30, 1), new TextPosition(31, 2)), Message = "other words", Severity = Severity.Info };

        Assert.Equal(Of(Sample), Of(moved));
    }

    [Fact]
    public void Another_machine_gives_the_same() =>
        Assert.Equal(Of(Sample), Of(Sample with { Location = Sample.Location with { Path = "/home/ci/build/compose.yml" } }, "/home/ci/build"));

    [Fact]
    public void Rule_path_and_subject_tell_findings_apart()
    {
        string[] all =
        [
            Of(Sample),
            Of(Sample with { Rule = RuleCatalogue.OverlayPortsAppend }),
            Of(Sample with { Subject = "other" }),
            Of(Sample with { Location = Sample.Location with { Path = "/srv/koda/other.yml" } }),
        ];

        Assert.Equal(4, all.Distinct().Count());
    }

    [Fact]
    public void The_same_subject_again_is_another_finding()
    {
        var fingerprints = new Fingerprints("/srv/koda");

        Assert.NotEqual(fingerprints.Of(Sample), fingerprints.Of(Sample));
    }

    [Fact]
    public void The_hash_is_that_of_every_version() => Assert.Equal("97e7f2827c7d160b", Of(Sample));

    private static string Of(Finding finding, string root = "/srv/koda") => new Fingerprints(root).Of(finding);
}
