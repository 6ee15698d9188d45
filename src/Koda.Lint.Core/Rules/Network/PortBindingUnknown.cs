using Koda.Lint.Interpolation;

namespace Koda.Lint.Rules;

/// <summary>KODA2008: the host address of a published port hangs on a variable without a value.</summary>
internal sealed class PortBindingUnknown : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var exposure in context.Exposures.With(PortVerdict.AddressUnknown))
        {
            var port = exposure.Port;
            var variable = port.AddressVariables.First(PortExposures.IsUnknown);
            var isSupplied = variable.Definition?.Origin == VariableOrigin.SuppliedAtDeploy;
            var text = isSupplied && !context.Deployment.RequireEnv
                ? RuleTexts.PortBindingUnknown.SuppliedAtDeploy(port.Service.Name, port.PublishedText, variable.Name)
                : RuleTexts.PortBindingUnknown.Default(port.Service.Name, port.PublishedText, variable.Name);
            context.Report(text, port.Span, port.Subject);
        }
    }
}
