using System.Text;

namespace Koda.Lint.Catalogue;

/// <summary>Writes <c>RuleIds</c>: every id as a constant, for attributes and descriptors.</summary>
internal static class RuleIdsWriter
{
    public static string Write(EquatableArray<RuleDefinition> rules)
    {
        var code = new StringBuilder(CodeText.Head).Append(
            """
            namespace Koda.Lint;

            /// <summary>The ids of all rules, by name.</summary>
            public static class RuleIds
            {

            """);
        foreach (var rule in rules)
        {
            code.Append(
                $"""
                    /// <summary>{CodeText.Xml(rule.Title)}.</summary>
                    public const string {rule.Name} = "{rule.Id}";


                """);
        }

        return code.Append("}\n").ToString();
    }
}
