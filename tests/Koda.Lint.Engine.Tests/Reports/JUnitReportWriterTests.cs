using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Koda.Lint.Checking;
using Koda.Lint.Reports;

namespace Koda.Lint.Engine.Tests.Reports;

public sealed class JUnitReportWriterTests
{
    private readonly ReportSamples _files = new();

    [Fact]
    public void An_error_is_a_failed_case_and_what_weighs_less_a_skipped_one()
    {
        var places = _files.Add("docker-compose.yml", "a: ⟦b⟧ ⟦c⟧\n");

        var suites = Write(ReportSamples.Report(
            ReportSamples.Finding(places[0], "wide", fix: "write it", related: new RelatedLocation(places[1], "there")),
            ReportSamples.Finding(places[1], "odd") with { Severity = Severity.Warning }));

        Assert.Equal(("2", "1"), ((string?)suites.Attribute("tests"), (string?)suites.Attribute("failures")));
        var suite = Assert.Single(suites.Elements());
        Assert.Equal("koda", (string?)suite.Attribute("name"));
        Assert.Equal("1", (string?)suite.Attribute("skipped"));
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal("KODA2001 docker-compose.yml:1:4", (string?)cases[0].Attribute("name"));
        Assert.Equal("docker-compose.yml", (string?)cases[0].Attribute("file"));
        Assert.Equal("wide", (string?)cases[0].Element("failure")!.Attribute("message"));
        Assert.Equal(
            "docker-compose.yml:1:4: wide\ndocker-compose.yml:1:6: there\nfix: write it\nhelp: " + RuleCatalogue.PortPublishedOnAllInterfaces.HelpUri + "\n",
            cases[0].Element("failure")!.Value);
        Assert.Equal("warning: odd", (string?)cases[1].Element("skipped")!.Attribute("message"));
    }

    [Fact]
    public void A_deployment_without_findings_is_a_passed_case()
    {
        var suites = Write(ReportSamples.Report());

        Assert.Equal(("1", "0"), ((string?)suites.Attribute("tests"), (string?)suites.Attribute("failures")));
        Assert.False(Assert.Single(suites.Descendants("testcase")).HasElements);
    }

    [Fact]
    public void Each_deployment_is_a_suite_and_what_belongs_to_none_has_its_own()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];
        var report = ReportSamples.Report(ReportSamples.Finding(place) with { Deployment = null }, ReportSamples.Finding(place) with { Deployment = "koda:dev" });

        Assert.Equal(["koda", "koda-lint", "koda:dev"], Write(report).Elements().Select(suite => (string?)suite.Attribute("name")));
    }

    [Fact]
    public void Text_that_xml_cannot_hold_does_not_break_the_report()
    {
        var place = _files.Add("a.yml", "⟦a⟧")[0];

        var failure = Write(ReportSamples.Report(ReportSamples.Finding(place, "\u0001 \uD83D \uFFFF 😀 ]]> <b> & \"'"))).Descendants("failure").Single();

        Assert.Equal("\u2401 \uFFFD \uFFFD 😀 ]]> <b> & \"'", (string?)failure.Attribute("message"));
    }

    /// <summary>Writes a report and holds it to the schema.</summary>
    private static XElement Write(CheckReport report)
    {
        using var output = new MemoryStream();
        JUnitReportWriter.Write(report, output, ReportSamples.Folder);
        output.Position = 0;
        var schemas = new XmlSchemaSet();
        schemas.Add(null, Repository.PathTo("schemas/junit.xsd"));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(output, settings);
        return XDocument.Load(reader).Root!;
    }
}
