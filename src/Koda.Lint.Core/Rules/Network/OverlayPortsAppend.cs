using Koda.Lint.Compose.Model;
using Koda.Lint.Files;

namespace Koda.Lint.Rules;

/// <summary>KODA2002: a port stays public because Compose appended the overlay's <c>ports</c> to the base file's.</summary>
internal sealed class OverlayPortsAppend : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var exposure in context.Exposures.With(PortVerdict.OverlayAppended))
        {
            var span = exposure.Loopback?.Span ?? exposure.EmptyOverlay!.Span;
            var related = exposure.Loopback is not null ? RuleTexts.OverlayPortsAppend.Related.LoopbackBinding() : RuleTexts.OverlayPortsAppend.Related.EmptyList();
            context.Report(TextFor(exposure, DeploymentPath.NameOf(span.File.Path)), exposure.Port.Span, exposure.Port.Subject, related: [new RelatedLocation(span.ToLocation(), related)]);
        }
    }

    private static FindingText TextFor(PortExposure exposure, string overlay)
    {
        var port = exposure.Port;
        var service = port.Service.Name;
        if (exposure.Loopback is null)
            return RuleTexts.OverlayPortsAppend.EmptiedList(service, port.PublishedText, port.AddressText, port.HostText, overlay);
        return exposure.IsDataStore
            ? RuleTexts.OverlayPortsAppend.DataStore(service, port.PublishedText, port.AddressText, port.HostText, overlay)
            : RuleTexts.OverlayPortsAppend.Default(service, port.PublishedText, port.AddressText, port.HostText, overlay);
    }
}
