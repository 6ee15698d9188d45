using System.Text;

namespace Koda.Lint.Catalogue;

/// <summary>Writes <c>RuleCatalogue</c>: every rule as data, made when it is first asked for.</summary>
internal static class RuleCatalogueWriter
{
    public static string Write(EquatableArray<RuleDefinition> rules)
    {
        var code = new StringBuilder(CodeText.Head).Append(
            """
            namespace Koda.Lint;

            /// <summary>All rules. Each is made when it is first asked for, once for the process.</summary>
            public static class RuleCatalogue
            {
                private static global::System.Collections.Generic.IReadOnlyList<RuleInfo>? _all;


            """);
        foreach (var rule in rules)
            code.Append("    private static RuleInfo? ").Append(CodeText.Field(rule.Name)).Append(";\n");

        code.Append(
            $"""

                /// <summary>All rules, sorted by id.</summary>
                public static global::System.Collections.Generic.IReadOnlyList<RuleInfo> All => _all ??=
                [
            {string.Concat(rules.Select(rule => $"        {rule.Name},\n"))}    ];


            """);
        foreach (var rule in rules)
            WriteRule(code, rule);

        return code.Append(
            $$"""
                /// <summary>The rule with an id or a name, in any casing, or null when there is none.</summary>
                /// <param name="idOrName"><c>KODA2002</c> or <c>OverlayPortsAppend</c>, say.</param>
                public static RuleInfo? Find(string idOrName) => idOrName.ToUpperInvariant() switch
                {
            {{string.Concat(rules.Select(rule => $"        \"{rule.Id}\" or \"{rule.Name.ToUpperInvariant()}\" => {rule.Name},\n"))}}        _ => null,
                };

                // Two threads may make the same rule; all get the one that was first.
                private static RuleInfo Publish(ref RuleInfo? field, RuleInfo made) =>
                    global::System.Threading.Interlocked.CompareExchange(ref field, made, null) ?? made;
            }

            """).ToString();
    }

    private static void WriteRule(StringBuilder code, RuleDefinition rule) => code.Append(
        $$"""
            /// <summary>{{rule.Id}}: {{CodeText.Xml(rule.Title)}}.</summary>
            public static RuleInfo {{rule.Name}} => {{CodeText.Field(rule.Name)}} ?? Publish(ref {{CodeText.Field(rule.Name)}}, new RuleInfo
            {
                Id = {{CodeText.Literal(rule.Id)}},
                Name = {{CodeText.Literal(rule.Name)}},
                Title = {{CodeText.Literal(rule.Title)}},
                Category = {{CodeText.Literal(rule.Category)}},
                DefaultSeverity = Severity.{{CodeText.Pascal(rule.Severity)}},
                Surfaces = {{Surfaces(rule)}},
                Messages =
                [
        {{string.Concat(rule.Messages.Select(message => $"            {New(rule, message)},\n"))}}        ],
                Why = {{CodeText.Literal(rule.Why)}},
                HowToFix = {{CodeText.Literal(rule.HowToFix)}},
                CodeFix = {{CodeText.Literal(rule.CodeFix)}},
                StaysSilent =
                [
        {{string.Concat(rule.StaysSilent.Select(sentence => $"            {CodeText.Literal(sentence)},\n"))}}        ],
                Examples =
                [
        {{string.Concat(rule.Examples.Select(example => $"            {New(example)},\n"))}}        ],
                NoBadExample = {{CodeText.Literal(rule.NoBadExample)}},
            });


        """);

    private static string New(RuleDefinition rule, MessageVariant message) =>
        $"new RuleMessage({CodeText.Literal(message.Key)}, Severity.{CodeText.Pascal(message.Severity ?? rule.Severity)}, "
        + $"{CodeText.Literal(message.Text.Shown)}, {CodeText.Literal(message.Label?.Shown)}, {CodeText.Literal(message.Fix?.Shown)})";

    private static string New(Example example) =>
        $"new RuleExample({CodeText.Literal(example.Title)}, "
        + $"[{string.Join(", ", example.Files.Select(New))}], "
        + $"{CodeText.Literals(example.Expect)}, {CodeText.Literals(example.Arguments)})";

    private static string New(ExampleText file) =>
        $"new ExampleFile({CodeText.Literal(file.Name)}, {CodeText.Literal(file.Text)}"
        + (file.Mode is null ? "" : $", Mode: {CodeText.Literal(file.Mode)}")
        + (file.IsTracked ? ", IsTracked: true)" : ")");

    private static string Surfaces(RuleDefinition rule) => rule.Surfaces.Count == 0
        ? "Surfaces.None"
        : string.Join(" | ", rule.Surfaces.Select(letter => "Surfaces." + letter switch
        {
            'E' => "EnvFile",
            'C' => "Compose",
            'J' => "AppSettings",
            'S' => "Source",
            'P' => "Proxy",
            'U' => "Unit",
            'F' => "FileSystem",
            'G' => "BootGuard",
            _ => "LiveProbe",
        }));
}
