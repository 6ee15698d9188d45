using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>
/// Writes a report as GitLab's code quality artifact: the part of the Code Climate format that GitLab reads. It holds no line of any file.
/// </summary>
/// <remarks>docs.gitlab.com/ci/testing/code_quality: description, check_name, fingerprint, severity, location.path, location.lines.begin.</remarks>
public static class GitLabReportWriter
{
    /// <summary>Writes a report as indented UTF-8 with a line break at its end.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="root">The folder that paths are seen from, absolute: the checkout.</param>
    public static void Write(CheckReport report, Stream output, string root)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var reported in report.Findings)
                Write(json, reported, root);
            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ReportedFinding reported, string root)
    {
        var finding = reported.Finding;
        json.WriteStartObject();
        json.WriteString("type", "issue");
        json.WriteString("check_name", finding.Rule.Id);
        json.WriteString("description", finding.Rule.Id + ": " + Printable.Of(finding.Message));
        if (finding.Fix is { } fix)
        {
            json.WriteStartObject("content");
            json.WriteString("body", Printable.Of(fix) + "\n\n" + finding.Rule.HelpUri);
            json.WriteEndObject();
        }

        json.WriteStartArray("categories");
        json.WriteStringValue("Security");
        json.WriteEndArray();
        json.WriteString("severity", SeverityOf(finding.Severity));
        json.WriteString("fingerprint", reported.Fingerprint);
        WriteLocation(json, "location", finding.Location, root);
        if (finding.Related.Count > 0)
        {
            json.WriteStartArray("other_locations");
            foreach (var related in finding.Related)
                WriteLocation(json, null, related.Location, root);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteLocation(Utf8JsonWriter json, string? name, Location location, string root)
    {
        if (name is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(name);
        json.WriteString("path", RelativePath.From(root, location.Path));
        json.WriteStartObject("lines");
        json.WriteNumber("begin", location.Start.Line);
        json.WriteNumber("end", location.End.Line);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Of GitLab's info, minor, major, critical and blocker: what fails a gate blocks.</summary>
    private static string SeverityOf(Severity severity) => severity switch
    {
        Severity.Error => "critical",
        Severity.Warning => "major",
        _ => "info",
    };
}
