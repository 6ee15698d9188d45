using System.Text;

namespace Koda.Lint.Catalogue;

/// <summary>
/// Writes <c>RuleRegistry</c>: every rule that judges deployments beside the class of the same name that does it, so that a
/// rule file without its class does not compile.
/// </summary>
internal static class RuleRegistryWriter
{
    public static string Write(EquatableArray<RuleDefinition> rules) => new StringBuilder(CodeText.Head).Append(
        $$"""
        namespace Koda.Lint.Rules;

        /// <summary>A rule and the class that judges it.</summary>
        /// <param name="Info">Its row of the catalogue.</param>
        /// <param name="Rule">The judge; it keeps no state.</param>
        public sealed record RegisteredRule(RuleInfo Info, DeploymentRule Rule);

        /// <summary>The rules that judge deployments.</summary>
        public static class RuleRegistry
        {
            private static global::System.Collections.Generic.IReadOnlyList<RegisteredRule>? _all;

            /// <summary>All of them, sorted by id.</summary>
            public static global::System.Collections.Generic.IReadOnlyList<RegisteredRule> All => _all ??=
            [
        {{string.Concat(rules.Where(rule => rule.JudgesDeployments).Select(rule => $"        new(RuleCatalogue.{rule.Name}, new {rule.Name}()),\n"))}}    ];
        }

        """).ToString();
}
