namespace Koda.Lint.Rules;
internal static class RuleRegistry { public static IReadOnlyList<RegisteredRule> All => []; }
internal sealed record RegisteredRule(RuleInfo Info, DeploymentRule Rule);
