namespace Koda.Lint.Rules;

/// <summary>KODA2005: a gRPC sidecar, which asks nobody who they are, is published off loopback.</summary>
internal sealed class SidecarPortPublished : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var exposure in context.Exposures.With(PortVerdict.Sidecar))
        {
            var port = exposure.Port;
            context.Report(RuleTexts.SidecarPortPublished.Default(port.Service.Name, port.PublishedText, port.AddressText, port.HostText, port.Target), port.Span, port.Subject);
        }
    }
}
