using System.Text;

namespace Koda.Lint.Catalogue;

/// <summary>Writes <c>RuleTexts</c>: for every case of every rule a factory whose parameters are the placeholders.</summary>
internal static class RuleTextsWriter
{
    public static string Write(EquatableArray<RuleDefinition> rules)
    {
        var code = new StringBuilder(CodeText.Head).Append(
            """
            namespace Koda.Lint;

            /// <summary>What the rules say. No host words a fault of its own.</summary>
            public static class RuleTexts
            {

            """);
        foreach (var rule in rules)
        {
            code.Append(
                $$"""
                    /// <summary>{{rule.Id}}: {{CodeText.Xml(rule.Title)}}.</summary>
                    public static class {{rule.Name}}
                    {

                """);
            foreach (var message in rule.Messages)
                WriteFactory(code, rule, message);
            WriteRelated(code, rule);
            code.Append("    }\n\n");
        }

        return code.Append("}\n").ToString();
    }

    private static void WriteFactory(StringBuilder code, RuleDefinition rule, MessageVariant message)
    {
        var placeholders = message.Placeholders.ToList();
        code.Append($"        /// <summary>{CodeText.Xml(message.Text.Shown)}</summary>\n");
        foreach (var name in placeholders)
            code.Append($"        /// <param name=\"{name}\">What stands for <c>&lt;{name}&gt;</c>.</param>\n");
        code.Append(
            $"""
                    public static FindingText {CodeText.Pascal(message.Key)}({Parameters(placeholders)}) => new(
                        RuleCatalogue.{rule.Name},
                        {Concatenation(message.Text)},
                        label: {(message.Label is { } label ? Concatenation(label) : "null")},
                        fix: {(message.Fix is { } fix ? Concatenation(fix) : "null")},
                        Severity.{CodeText.Pascal(message.Severity ?? rule.Severity)});


            """);
    }

    private static void WriteRelated(StringBuilder code, RuleDefinition rule)
    {
        if (rule.Related.Count == 0)
            return;
        code.Append(
            """
                    /// <summary>What is said at the places that explain a finding.</summary>
                    public static class Related
                    {

            """);
        foreach (var related in rule.Related)
        {
            code.Append($"            /// <summary>{CodeText.Xml(related.Text.Shown)}</summary>\n");
            foreach (var name in related.Text.Placeholders)
                code.Append($"            /// <param name=\"{name}\">What stands for <c>&lt;{name}&gt;</c>.</param>\n");
            code.Append($"            public static string {CodeText.Pascal(related.Key)}({Parameters(related.Text.Placeholders)}) => {Concatenation(related.Text)};\n\n");
        }

        code.Append("        }\n");
    }

    private static string Parameters(IEnumerable<string> placeholders) =>
        string.Join(", ", placeholders.Select(name => "string " + CodeText.Parameter(name)));

    private static string Concatenation(Template template) => template.Parts.Count == 0
        ? "\"\""
        : string.Join(" + ", template.Parts.Select(part => part.IsPlaceholder ? CodeText.Parameter(part.Text) : CodeText.Literal(part.Text)));
}
