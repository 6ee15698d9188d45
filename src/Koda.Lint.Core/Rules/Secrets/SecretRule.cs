using Koda.Lint.Settings;

namespace Koda.Lint.Rules;

/// <summary>A rule on the value of each secret where it is defined.</summary>
internal abstract class SecretRule : DeploymentRule
{
    /// <summary>Whether the value is one that everybody knows; KODA6002 speaks of it, and no other rule.</summary>
    protected static bool IsPlaceholder(SecretDefinition secret) =>
        SettingRules.JudgeSecret(secret.Name, JudgedPart(secret), isProduction: true)?.Rule == RuleCatalogue.SecretIsPlaceholder;

    /// <summary>Reports each secret whose value breaks one rule.</summary>
    protected static void ReportFaults(RuleContext context, RuleInfo rule, IEnumerable<SecretDefinition> secrets)
    {
        foreach (var secret in secrets)
        {
            var fault = SettingRules.JudgeSecret(secret.Name, JudgedPart(secret), secret.IsProduction);
            if (fault?.Rule == rule)
                context.Report(SettingTexts.Of(fault, owner: ""), secret.Span, "secret:" + secret.Name);
        }
    }

    /// <summary>Of a URL in a connection string only the password was taken note of.</summary>
    private static string JudgedPart(SecretDefinition secret) =>
        secret.Place == SecretPlace.AppSettings && SecretValue.PasswordIn(secret.Value) is var (start, length) ? secret.Value.Substring(start, length) : secret.Value;
}
