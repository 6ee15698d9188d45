using Koda.Lint.Core.Tests.Rules;
using Koda.Lint.Suppressions;
using Koda.Lint.Text;

namespace Koda.Lint.Core.Tests.Suppressions;

public sealed class FileSuppressionsTests
{
    private const string Suppressed = "services:\n  a:\n    image: x:1\n    ports:\n      - \"80:80\" # koda-lint: disable=KODA2001 -- why\n";
    private const string Stale = "services:\n  a:\n    image: x:1\n    ports:\n      - \"127.0.0.1:80:80\" # koda-lint: disable=KODA2001 -- why\n";

    [Fact]
    public void It_covers_a_finding_and_is_needed()
    {
        var (visible, own, kept) = Apply(Deploying.Compose(Suppressed).InProduction());

        Assert.Empty(visible);
        Assert.Empty(own);
        Assert.Equal(5, Assert.Single(kept).Start.Line);
    }

    [Fact]
    public void Another_rule_on_the_line_stays()
    {
        var (visible, own, _) = Apply(Deploying.Compose(Suppressed.Replace("KODA2001", "KODA2003", StringComparison.Ordinal)).InProduction());

        Assert.Equal(["KODA2001"], visible.Select(finding => finding.Rule.Id));
        Assert.Equal(["KODA9005"], own.Select(finding => finding.Rule.Id));
    }

    [Fact]
    public void A_stale_one_is_told_at_the_rule()
    {
        var finding = Assert.Single(Apply(Deploying.Compose(Stale).InProduction()).Own);

        Assert.Equal("KODA9005", finding.Rule.Id);
        Assert.Equal((5, 48), (finding.Location.Start.Line, finding.Location.Start.Column));
    }

    [Fact]
    public void In_development_nothing_is_called_stale() => Assert.Empty(Apply(Deploying.Compose(Stale).InDevelopment()).Own);

    [Fact]
    public void A_line_with_a_variable_that_has_no_value_here_is_not_called_stale() =>
        Assert.Empty(Apply(Deploying.Compose(Stale.Replace("127.0.0.1", "${ADDRESS}", StringComparison.Ordinal)).InProduction()).Own);

    [Fact]
    public void A_rule_that_the_host_does_not_run_is_not_called_stale() =>
        Assert.Empty(Apply(Deploying.Compose(Stale).InProduction(), rule => rule.Id != "KODA2001").Own);

    [Fact]
    public void An_unreadable_file_has_no_suppressions() =>
        Assert.Equal(["KODA9008"], Apply(Deploying.Compose(Suppressed + "  b: [\n").InProduction()).Visible.Select(finding => finding.Rule.Id));

    private static (IReadOnlyList<Finding> Visible, IReadOnlyList<Finding> Own, IReadOnlyList<Location> Kept) Apply(Deploying deploying, Func<RuleInfo, bool>? runsRule = null)
    {
        var suppressions = new FileSuppressions([]);
        var files = deploying.Deployment.Project.Files.Select(path => deploying.Read(path).File).OfType<SourceFile>();
        suppressions.Add(deploying.Deployment, files);
        var visible = deploying.Findings.Where(finding => finding.Rule.Id != "KODA9002" && finding.Rule.Id != "KODA2008" && !suppressions.Covers(finding)).ToList();
        return (visible, [.. suppressions.Judge((rule, _) => runsRule?.Invoke(rule) ?? true)], [.. suppressions.Kept]);
    }
}
