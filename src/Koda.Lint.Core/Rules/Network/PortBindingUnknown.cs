using Koda.Lint.Interpolation;

namespace Koda.Lint.Rules;

/// <summary>KODA2008: the host address of a published port hangs on a variable without a value.</summary>
internal sealed class PortBindingUnknown : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var exposure in context.Exposures.With(PortVerdict.AddressUnknown))
        {
            var service = exposure.Port.Service.Name;
            var variable = exposure.Port.AddressVariables.First(PortExposures.IsUnknown);
            if (variable.Definition?.Origin != VariableOrigin.SuppliedAtDeploy)
                context.Report(RuleTexts.PortBindingUnknown.Default(service, exposure.PublishedText, variable.Name), exposure.Span, exposure.Subject);
            else if (context.Deployment.RequireEnv)
                context.Report(RuleTexts.PortBindingUnknown.Default(service, exposure.PublishedText, variable.Name), exposure.Span, exposure.Subject, Severity.Error);
            else
                context.Report(RuleTexts.PortBindingUnknown.SuppliedAtDeploy(service, exposure.PublishedText, variable.Name), exposure.Span, exposure.Subject);
        }
    }
}
