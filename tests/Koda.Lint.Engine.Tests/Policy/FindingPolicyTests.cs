using Koda.Lint.Engine.Tests.Reports;
using Koda.Lint.Policy;

namespace Koda.Lint.Engine.Tests.Policy;

public sealed class FindingPolicyTests
{
    private static readonly Finding Sample = ReportSamples.Finding(Location.OfFile("/srv/koda/compose.yml"));

    [Fact]
    public void A_rule_that_the_policy_does_not_name_keeps_its_severity() =>
        Assert.Same(Sample, new FindingPolicy { Severities = new Dictionary<string, Severity?> { ["KODA2002"] = null } }.Apply(Sample));

    [Fact]
    public void A_rule_can_weigh_less() =>
        Assert.Equal(Severity.Info, new FindingPolicy { Severities = new Dictionary<string, Severity?> { ["KODA2001"] = Severity.Info } }.Apply(Sample)?.Severity);

    [Fact]
    public void A_rule_can_be_off() =>
        Assert.Null(new FindingPolicy { Severities = new Dictionary<string, Severity?> { ["KODA2001"] = null } }.Apply(Sample));
}
