using System.Text.Encodings.Web;
using System.Text.Json;

namespace Koda.Lint.Reports;

/// <summary>Lists the rules: a line each for people, or JSON for programs.</summary>
public static class RuleListWriter
{
    /// <summary>Writes a line for each rule.</summary>
    /// <param name="rules">The rules in the order to show them.</param>
    /// <param name="output">Where to write.</param>
    public static void WriteText(IReadOnlyList<RuleInfo> rules, TextWriter output)
    {
        var width = rules.Max(rule => rule.Name.Length);
        foreach (var rule in rules)
            output.Write(rule.Id + "  " + RuleWords.Of(rule.DefaultSeverity).PadRight(7) + "  " + rule.Name.PadRight(width) + "  " + rule.Title + "\n");
    }

    /// <summary>Writes an array of <c>{ id, name, title, category, severity, surfaces, help }</c>.</summary>
    /// <param name="rules">The rules in the order to show them.</param>
    /// <param name="output">Where to write, as UTF-8.</param>
    public static void WriteJson(IReadOnlyList<RuleInfo> rules, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var rule in rules)
            {
                json.WriteStartObject();
                json.WriteString("id", rule.Id);
                json.WriteString("name", rule.Name);
                json.WriteString("title", rule.Title);
                json.WriteString("category", rule.Category);
                json.WriteString("severity", RuleWords.Of(rule.DefaultSeverity));
                json.WriteStartArray("surfaces");
                foreach (var surface in RuleWords.Of(rule.Surfaces))
                    json.WriteStringValue(surface.Replace("`", ""));
                json.WriteEndArray();
                json.WriteString("help", rule.HelpPath);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }
}
