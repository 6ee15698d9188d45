using System.Text;
using System.Text.RegularExpressions;

namespace Koda.Lint.Catalogue;

/// <summary>Writes <c>Descriptors</c>: the rules as the C# compiler knows them.</summary>
internal static class DescriptorsWriter
{
    private const string HelpFolder = "https://github.com/OpenKodaAI/koda-lint/blob/main/docs/rules/";

    private static readonly Regex Link = new(@"\[([^\]]+)\]\([^)]*\)", RegexOptions.CultureInvariant);

    public static string Write(EquatableArray<RuleDefinition> all)
    {
        var rules = all.Where(rule => rule.IsDiagnostic).ToList();
        var code = new StringBuilder(CodeText.Head).Append(
            """
            using Microsoft.CodeAnalysis;

            namespace Koda.Lint.Analyzers;

            /// <summary>The rules as the compiler knows them. Every message is <c>{0}</c>: the words come from <c>RuleTexts</c>.</summary>
            internal static class Descriptors
            {

            """);
        foreach (var rule in rules)
            code.Append("    private static DiagnosticDescriptor? ").Append(CodeText.Field(rule.Name)).Append(";\n");
        code.Append('\n');
        foreach (var rule in rules)
        {
            code.Append(
                $$"""
                    /// <summary>{{rule.Id}}: {{CodeText.Xml(rule.Title)}}.</summary>
                    public static DiagnosticDescriptor {{rule.Name}} => {{CodeText.Field(rule.Name)}} ??= new DiagnosticDescriptor(
                        {{CodeText.Literal(rule.Id)}},
                        {{CodeText.Literal(rule.Title)}},
                        "{0}",
                        {{CodeText.Literal(rule.Category)}},
                        DiagnosticSeverity.{{CodeText.Pascal(rule.Severity)}},
                        isEnabledByDefault: true,
                        description: {{CodeText.Literal(PlainText(rule.Why))}},
                        helpLinkUri: {{CodeText.Literal(HelpFolder + rule.Id + ".md")}});


                """);
        }

        return code.Append(
            $$"""
                /// <summary>The descriptor of a rule.</summary>
                /// <param name="rule">A rule that source or a project's files can break.</param>
                /// <exception cref="global::System.ArgumentException">The compiler cannot show the rule.</exception>
                public static DiagnosticDescriptor For(global::Koda.Lint.RuleInfo rule) => rule.Id switch
                {
            {{string.Concat(rules.Select(rule => $"        \"{rule.Id}\" => {rule.Name},\n"))}}        _ => throw new global::System.ArgumentException(rule.Id + " is seen by other hosts only", nameof(rule)),
                };
            }

            """).ToString();
    }

    /// <summary>Markdown without its marks, a line for each paragraph: an IDE shows a description as it stands.</summary>
    private static string PlainText(string markdown) => string.Join(
        "\n",
        Link.Replace(markdown, "$1").Replace("*", "").Replace("`", "")
            .Split(["\n\n"], StringSplitOptions.RemoveEmptyEntries)
            .Select(paragraph => paragraph.Replace('\n', ' ')));
}
