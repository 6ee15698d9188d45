namespace Koda.Lint.Rules;

/// <summary>KODA6002: a secret that everybody knows who has read the template.</summary>
internal sealed class SecretIsPlaceholder : SecretRule
{
    public override void Judge(RuleContext context) => ReportFaults(context, RuleCatalogue.SecretIsPlaceholder, context.Secrets.All);
}
