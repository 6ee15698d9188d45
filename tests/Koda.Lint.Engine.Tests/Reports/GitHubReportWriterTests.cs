using System.Text;
using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class GitHubReportWriterTests
{
    private readonly ReportSamples _files = new();

    [Fact]
    public void A_finding_is_a_command_at_its_characters()
    {
        var places = _files.Add("docker-compose.yml", "a: ⟦b⟧ ⟦c⟧\n");

        var lines = Write(ReportSamples.Report(ReportSamples.Finding(places[0], "wide", fix: "write it", related: new RelatedLocation(places[1], "there"))));

        Assert.Equal(
            [
                "::error file=docker-compose.yml,line=1,endLine=1,col=4,endColumn=5,title=KODA2001 A port is published beyond the host itself"
                    + "::wide%0Adocker-compose.yml:1:6: there%0Afix: write it%0Ahelp: " + RuleCatalogue.PortPublishedOnAllInterfaces.HelpUri,
                "koda-lint: 1 error, 0 warnings, 0 infos",
            ],
            lines);
    }

    [Fact]
    public void The_gravest_come_first_because_only_ten_of_a_kind_are_shown()
    {
        var places = _files.Add("a.yml", "⟦a⟧ ⟦b⟧ ⟦c⟧");

        var lines = Write(ReportSamples.Report(
            ReportSamples.Finding(places[0]) with { Severity = Severity.Info },
            ReportSamples.Finding(places[1]) with { Severity = Severity.Warning },
            ReportSamples.Finding(places[2])));

        Assert.Equal(["::error", "::warning", "::notice"], lines.Take(3).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void Nothing_of_a_file_can_begin_a_command_of_its_own()
    {
        var place = _files.Add("a,b:c%.yml", "⟦a⟧")[0];

        var lines = Write(ReportSamples.Report(ReportSamples.Finding(place, "100%\n::error::forged\r\n", related: new RelatedLocation(place, "::set-output name=x::y\n::z"))));

        Assert.Equal(2, lines.Length);
        Assert.Contains("file=a%2Cb%3Ac%25.yml,", lines[0], StringComparison.Ordinal);
        Assert.Contains("::100%25", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.StartsWith("::z", StringComparison.Ordinal));
    }

    [Fact]
    public void Columns_are_left_out_where_several_lines_are_marked()
    {
        var place = _files.Add("a.yml", "⟦a\nb⟧")[0];

        Assert.StartsWith("::error file=a.yml,line=1,endLine=2,title=", Write(ReportSamples.Report(ReportSamples.Finding(place)))[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Without_findings_the_log_says_so() =>
        Assert.Equal(["koda-lint: no findings"], Write(ReportSamples.Report()));

    private static string[] Write(CheckReport report)
    {
        using var output = new MemoryStream();
        GitHubReportWriter.Write(report, output, ReportSamples.Folder);
        return Encoding.UTF8.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
    }
}
