using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA2002: a port stays public because Compose appended the overlay's <c>ports</c> to the base file's.</summary>
internal sealed class OverlayPortsAppend : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var exposure in context.Exposures.With(PortVerdict.OverlayAppended))
        {
            var span = exposure.Loopback?.Span ?? exposure.EmptyOverlay!.Span;
            var (text, related) = TextsFor(exposure, span, context.Deployment);
            context.Report(text, exposure.Span, exposure.Subject, related: [new RelatedLocation(span.ToLocation(), related)]);
        }
    }

    private static (FindingText Text, string Related) TextsFor(PortExposure exposure, SourceSpan other, Deployment deployment)
    {
        var port = exposure.Port;
        var service = port.Service.Name;
        var file = DeploymentPath.NameOf(other.File.Path);
        if (exposure.Loopback is null)
            return (RuleTexts.OverlayPortsAppend.EmptiedList(service, exposure.PublishedText, port.AddressText, port.HostText, file), RuleTexts.OverlayPortsAppend.Related.EmptyList());
        if (IsEarlier(other, exposure.Span, deployment))
        {
            var owner = (exposure.IsDataStore ? "data store '" : "service '") + service + "'";
            return (RuleTexts.OverlayPortsAppend.Widened(owner, exposure.PublishedText, port.AddressText, port.HostText, file), RuleTexts.OverlayPortsAppend.Related.EarlierBinding());
        }

        var text = exposure.IsDataStore
            ? RuleTexts.OverlayPortsAppend.DataStore(service, exposure.PublishedText, port.AddressText, port.HostText, file)
            : RuleTexts.OverlayPortsAppend.Default(service, exposure.PublishedText, port.AddressText, port.HostText, file);
        return (text, RuleTexts.OverlayPortsAppend.Related.LoopbackBinding());
    }

    /// <summary>Whether the loopback binding stands in an earlier file, where no tag of its own could replace the wide one.</summary>
    private static bool IsEarlier(SourceSpan loopback, SourceSpan wide, Deployment deployment) =>
        OrderOf(loopback, deployment) < OrderOf(wide, deployment);

    /// <summary>A file's place in the merge; what another file includes or extends comes before all of them.</summary>
    private static int OrderOf(SourceSpan span, Deployment deployment)
    {
        var files = deployment.Project.Files;
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i] == span.File.Path)
                return i;
        }

        return -1;
    }
}
