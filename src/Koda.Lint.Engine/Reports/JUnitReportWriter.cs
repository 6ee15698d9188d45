using System.Globalization;
using System.Text;
using System.Xml;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>
/// Writes a report as JUnit XML: a suite for each deployment, a case for each finding. What fails a gate by default is a failure; warnings and
/// information are skipped cases, so that they are seen without turning a pipeline red. A deployment without findings is one passed case.
/// </summary>
/// <remarks>JUnit never had a schema of its own; the shape is what Jenkins, GitLab and Azure Pipelines all read, <c>schemas/junit.xsd</c>.</remarks>
public static class JUnitReportWriter
{
    /// <summary>Writes a report as indented UTF-8 with a line break at its end.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="root">The folder that paths are seen from, absolute: the checkout.</param>
    public static void Write(CheckReport report, Stream output, string root)
    {
        var suites = SuitesOf(report);
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CloseOutput = false,
        }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", "koda-lint");
            WriteCounts(xml, suites.Sum(suite => CasesOf(suite.Findings)), [.. suites.SelectMany(suite => suite.Findings)], withSkipped: false);
            foreach (var (name, findings) in suites)
                WriteSuite(xml, name, findings, root);
            xml.WriteEndElement();
        }

        output.WriteByte((byte)'\n');
    }

    private static List<(string Name, List<Finding> Findings)> SuitesOf(CheckReport report)
    {
        var names = report.Deployments.Select(deployment => deployment.Name)
            .Concat(report.Findings.Select(reported => reported.Finding.Deployment ?? "koda-lint"))
            .Distinct(StringComparer.Ordinal);
        var byName = report.Findings.Select(reported => reported.Finding).ToLookup(finding => finding.Deployment ?? "koda-lint", StringComparer.Ordinal);
        return [.. names.Select(name => (name, byName[name].ToList()))];
    }

    private static int CasesOf(List<Finding> findings) => Math.Max(1, findings.Count);

    private static void WriteSuite(XmlWriter xml, string name, List<Finding> findings, string root)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", XmlText.Of(name));
        WriteCounts(xml, CasesOf(findings), findings, withSkipped: true);
        if (findings.Count == 0)
        {
            xml.WriteStartElement("testcase");
            xml.WriteAttributeString("name", "nothing found");
            xml.WriteAttributeString("classname", XmlText.Of(name));
            xml.WriteEndElement();
        }

        foreach (var finding in findings)
            WriteCase(xml, finding, root);
        xml.WriteEndElement();
    }

    private static void WriteCase(XmlWriter xml, Finding finding, string root)
    {
        var place = RelativePath.From(root, finding.Location.Path) + ":" + finding.Location.Start;
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", XmlText.Of(finding.Rule.Id + " " + place));
        xml.WriteAttributeString("classname", XmlText.Of(finding.Rule.Id + "." + finding.Rule.Name));
        xml.WriteAttributeString("file", XmlText.Of(RelativePath.From(root, finding.Location.Path)));
        xml.WriteAttributeString("line", finding.Location.Start.Line.ToString(CultureInfo.InvariantCulture));
        if (finding.Severity == Severity.Error)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("message", XmlText.Of(finding.Message));
            xml.WriteAttributeString("type", finding.Rule.Id);
            xml.WriteString(XmlText.Of(TextOf(finding, place, root)));
        }
        else
        {
            xml.WriteStartElement("skipped");
            xml.WriteAttributeString("message", XmlText.Of(RuleWords.Of(finding.Severity) + ": " + finding.Message));
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string TextOf(Finding finding, string place, string root)
    {
        var text = new StringBuilder(place).Append(": ").Append(finding.Message).Append('\n');
        foreach (var related in finding.Related)
            text.Append(RelativePath.From(root, related.Location.Path)).Append(':').Append(related.Location.Start).Append(": ").Append(related.Message).Append('\n');
        if (finding.Fix is { } fix)
            text.Append("fix: ").Append(fix).Append('\n');
        return text.Append("help: ").Append(finding.Rule.HelpUri).Append('\n').ToString();
    }

    private static void WriteCounts(XmlWriter xml, int tests, List<Finding> findings, bool withSkipped)
    {
        var failures = findings.Count(finding => finding.Severity == Severity.Error);
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        if (withSkipped)
            xml.WriteAttributeString("skipped", (findings.Count - failures).ToString(CultureInfo.InvariantCulture));
    }
}
