using System.Text;
using System.Text.Json;
using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class JsonReportWriterTests
{
    private readonly ReportSamples _files = new();

    [Fact]
    public void The_format_is_version_1()
    {
        var places = _files.Add("docker-compose.yml", "a: ⟦\"b'ü\"⟧ ⟦c⟧\n");
        var finding = ReportSamples.Finding(places[0], "'a' is <b> & \"ü\"", related: new RelatedLocation(places[1], "there"));

        Assert.Equal(
            """
            {
              "version": 1,
              "tool": "koda-lint",
              "toolVersion": "1.2.3",
              "deployments": [
                {
                  "name": "koda",
                  "files": [
                    "docker-compose.yml",
                    "docker-compose.prod.yml"
                  ]
                }
              ],
              "findings": [
                {
                  "rule": "KODA2001",
                  "name": "PortPublishedOnAllInterfaces",
                  "severity": "error",
                  "deployment": "koda",
                  "message": "'a' is <b> & \"ü\"",
                  "path": "docker-compose.yml",
                  "start": {
                    "line": 1,
                    "column": 4
                  },
                  "end": {
                    "line": 1,
                    "column": 9
                  },
                  "related": [
                    {
                      "path": "docker-compose.yml",
                      "start": {
                        "line": 1,
                        "column": 10
                      },
                      "end": {
                        "line": 1,
                        "column": 11
                      },
                      "message": "there"
                    }
                  ],
                  "fingerprint": "0123456789abcdef",
                  "help": "docs/rules/KODA2001.md"
                }
              ],
              "summary": {
                "error": 1,
                "warning": 0,
                "info": 0,
                "suppressed": 0,
                "admitted": 0
              }
            }

            """.ReplaceLineEndings("\n"),
            Write(ReportSamples.Report(finding)));
    }

    [Fact]
    public void A_finding_without_a_deployment_has_null()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];

        using var report = JsonDocument.Parse(Write(ReportSamples.Report(ReportSamples.Finding(place) with { Deployment = null })));

        Assert.Equal(JsonValueKind.Null, report.RootElement.GetProperty("findings")[0].GetProperty("deployment").ValueKind);
    }

    [Fact]
    public void Text_that_is_no_unicode_does_not_break_the_report()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];

        using var report = JsonDocument.Parse(Write(ReportSamples.Report(ReportSamples.Finding(place, "half a pair: \uD83D, a control: \u0001"))));

        Assert.Equal("half a pair: \uFFFD, a control: \u0001", report.RootElement.GetProperty("findings")[0].GetProperty("message").GetString());
    }

    private static string Write(CheckReport report)
    {
        using var output = new MemoryStream();
        JsonReportWriter.Write(report, output, ReportSamples.Folder, "1.2.3");
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
