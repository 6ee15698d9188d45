using System.Text.Encodings.Web;
using System.Text.Json;
using Koda.Lint.Checking;
using Koda.Lint.Files;

namespace Koda.Lint.Reports;

/// <summary>Writes a report for programs: version 1 of koda-lint's own JSON format. It holds no line of any file.</summary>
public static class JsonReportWriter
{
    /// <summary>The version of the format: a reader of it need not know fields that a later writer of the same version adds.</summary>
    public const int FormatVersion = 1;

    /// <summary>Writes a report as indented UTF-8 with a line break at its end.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="output">Where to write.</param>
    /// <param name="folder">The folder that paths are seen from, absolute.</param>
    /// <param name="toolVersion">The version of koda-lint.</param>
    public static void Write(CheckReport report, Stream output, string folder, string toolVersion)
    {
        // Apostrophes and letters of other scripts stand as they are: the report is read by people too, and is no part of a page.
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteNumber("version", FormatVersion);
        json.WriteString("tool", "koda-lint");
        json.WriteString("toolVersion", toolVersion);

        json.WriteStartArray("deployments");
        foreach (var deployment in report.Deployments)
        {
            json.WriteStartObject();
            json.WriteString("name", deployment.Name);
            json.WriteStartArray("files");
            foreach (var file in deployment.Files)
                json.WriteStringValue(RelativePath.From(folder, file));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var reported in report.Findings)
            Write(json, reported, folder);
        json.WriteEndArray();

        if (report.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in report.Notes)
                json.WriteStringValue(note);
            json.WriteEndArray();
        }

        json.WriteStartObject("summary");
        foreach (var severity in FindingCounts.All)
            json.WriteNumber(RuleWords.Of(severity), report.Count(severity));
        json.WriteNumber("suppressed", report.Hidden.Suppressed.Count);
        json.WriteNumber("admitted", report.Hidden.Admitted.Count);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ReportedFinding reported, string folder)
    {
        var finding = reported.Finding;
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule.Id);
        json.WriteString("name", finding.Rule.Name);
        json.WriteString("severity", RuleWords.Of(finding.Severity));
        json.WriteString("deployment", finding.Deployment);
        json.WriteString("message", finding.Message);
        WritePlace(json, finding.Location, folder);
        json.WriteStartArray("related");
        foreach (var related in finding.Related)
        {
            json.WriteStartObject();
            WritePlace(json, related.Location, folder);
            json.WriteString("message", related.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("fingerprint", reported.Fingerprint);
        json.WriteString("help", finding.Rule.HelpPath);
        json.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter json, Location location, string folder)
    {
        json.WriteString("path", RelativePath.From(folder, location.Path));
        WritePosition(json, "start", location.Start);
        WritePosition(json, "end", location.End);
    }

    private static void WritePosition(Utf8JsonWriter json, string name, TextPosition position)
    {
        json.WriteStartObject(name);
        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
        json.WriteEndObject();
    }
}
