namespace Koda.Lint.Rules;

/// <summary>KODA2005: a gRPC sidecar, which asks nobody who they are, is published off loopback.</summary>
internal sealed class SidecarPortPublished : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var exposure in context.Exposures.With(PortVerdict.Sidecar))
        {
            var port = exposure.Port;
            var text = RuleTexts.SidecarPortPublished.Default(port.Service.Name, exposure.PublishedText, port.AddressText, port.HostText, exposure.TargetText);
            context.Report(text, exposure.Span, exposure.Subject);
        }
    }
}
