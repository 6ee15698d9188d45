using System.Text.Json.Nodes;
using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

/// <summary>What GitLab documents that it reads of a code quality report.</summary>
public sealed class GitLabReportWriterTests
{
    private readonly ReportSamples _files = new();

    [Fact]
    public void A_finding_has_every_property_that_gitlab_requires()
    {
        var places = _files.Add("docker-compose.yml", "a: ⟦b\nc⟧ ⟦d⟧\n");

        var issue = Assert.Single(Write(ReportSamples.Report(ReportSamples.Finding(places[0], "wide", fix: "write it", related: new RelatedLocation(places[1], "there")))))!;

        Assert.Equal("KODA2001: wide", (string?)issue["description"]);
        Assert.Equal("KODA2001", (string?)issue["check_name"]);
        Assert.Equal("0123456789abcdef", (string?)issue["fingerprint"]);
        Assert.Equal("critical", (string?)issue["severity"]);
        Assert.Equal("docker-compose.yml", (string?)issue["location"]!["path"]);
        Assert.Equal(1, (int)issue["location"]!["lines"]!["begin"]!);
        Assert.Equal(2, (int)issue["location"]!["lines"]!["end"]!);
        Assert.StartsWith("write it", (string?)issue["content"]!["body"], StringComparison.Ordinal);
        Assert.Equal(2, (int)Assert.Single(issue["other_locations"]!.AsArray())!["lines"]!["begin"]!);
    }

    [Theory]
    [InlineData(Severity.Error, "critical")]
    [InlineData(Severity.Warning, "major")]
    [InlineData(Severity.Info, "info")]
    public void Severities_are_those_that_gitlab_knows(Severity severity, string expected)
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];

        Assert.Equal(expected, (string?)Write(ReportSamples.Report(ReportSamples.Finding(place) with { Severity = severity }))[0]!["severity"]);
    }

    [Fact]
    public void Without_findings_it_is_an_empty_list() => Assert.Empty(Write(ReportSamples.Report()));

    private static JsonArray Write(CheckReport report)
    {
        using var output = new MemoryStream();
        GitLabReportWriter.Write(report, output, ReportSamples.Folder);
        return JsonNode.Parse(output.ToArray())!.AsArray();
    }
}
