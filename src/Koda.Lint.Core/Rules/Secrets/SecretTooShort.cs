namespace Koda.Lint.Rules;

/// <summary>KODA6003: one of Koda's own secrets can be guessed.</summary>
internal sealed class SecretTooShort : SecretRule
{
    public override void Judge(RuleContext context)
    {
        if (context.Deployment.ControlPlane is not null)
            ReportFaults(context, RuleCatalogue.SecretTooShort, context.Secrets.OfStack);
    }
}
