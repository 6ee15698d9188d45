using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>A rule on the value of each secret where it is defined.</summary>
internal abstract class SecretRule : DeploymentRule
{
    /// <summary>Whether the value is one that everybody knows; KODA6002 speaks of it, and no other rule.</summary>
    protected static bool IsPlaceholder(SecretDefinition secret) =>
        SettingRules.JudgeSecret(secret.Name, secret.Value, isProduction: true)?.Rule == RuleCatalogue.SecretIsPlaceholder;

    /// <summary>Reports each secret whose value breaks one rule.</summary>
    protected static void ReportFaults(RuleContext context, RuleInfo rule)
    {
        foreach (var secret in context.Secrets.All)
        {
            var fault = SettingRules.JudgeSecret(secret.Name, secret.Value, context.Deployment.IsProduction);
            if (fault?.Rule == rule)
                context.Report(SettingTexts.Of(fault, owner: ""), secret.Span, "secret:" + secret.Name);
        }
    }
}
