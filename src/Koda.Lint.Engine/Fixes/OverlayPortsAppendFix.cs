using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Rules;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Fixes;

/// <summary>
/// Has an overlay's <c>ports</c> replace those of the base file. Where that would take away other ports too, or where the later file is the one
/// that widens, there is something else to do.
/// </summary>
internal sealed class OverlayPortsAppendFix : FindingFix
{
    public override FixProposal Propose(FixRequest request)
    {
        var exposure = new PortExposures(request.Deployment).All.FirstOrDefault(entry => entry.Span.ToLocation() == request.Finding.Location);
        if (exposure is null)
            return FixProposal.Not("it is no entry of 'ports'");
        var service = exposure.Port.Service;
        var overlay = exposure.Loopback?.Span.File ?? exposure.EmptyOverlay!.Span.File;
        if (exposure.Loopback is not null && OrderOf(overlay, request) < OrderOf(exposure.Span.File, request))
            return LoopbackBindingFix.Bind(request);
        if (exposure.Loopback is not null && LostPorts(service, overlay) is { Count: > 0 } lost)
        {
            return FixProposal.Not(
                "`!override` in '" + DeploymentPath.NameOf(overlay.Path) + "' would take away what else the earlier files publish (" + string.Join(", ", lost) + "): list there all ports that the deployment needs");
        }

        return PortsKeyIn(overlay, service.Name) is { } ports
            ? FixProposal.Of(new TextEdit(ports, " !override"))
            : FixProposal.Not("'ports' of '" + service.Name + "' does not stand as a plain key in '" + DeploymentPath.NameOf(overlay.Path) + "'");
    }

    /// <summary>The container ports that other files publish and the overlay does not.</summary>
    private static List<string> LostPorts(ComposeService service, SourceFile overlay)
    {
        var kept = service.Ports.Where(port => port.Span.File == overlay).Select(port => port.Target + "/" + port.Protocol).ToList();
        return [.. service.Ports.Where(port => port.Span.File != overlay && !kept.Contains(port.Target + "/" + port.Protocol)).Select(port => port.Target).Distinct()];
    }

    private static int OrderOf(SourceFile file, FixRequest request)
    {
        var files = request.Deployment.Project.Files;
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i] == file.Path)
                return i;
        }

        return -1;
    }

    /// <summary>The place behind the colon of a service's <c>ports</c>, when a tag can stand there.</summary>
    private static SourceSpan? PortsKeyIn(SourceFile file, string service)
    {
        var documents = YamlReader.Read(file).Documents;
        var at = documents.Count == 1 ? documents[0] : null;
        foreach (var name in (string[])["services", service])
            at = at is YamlMapping map ? YamlSetting.Find(map, name) : null;
        if (at is not YamlMapping ports)
            return null;
        foreach (var entry in ports.Entries)
        {
            if (entry is not { Key: YamlScalar { Value: "ports" } key, Value: YamlSequence { Tag: null } })
                continue;
            var colon = key.End;
            while (colon < file.Text.Length && file.Text[colon] == ' ')
                colon++;
            return colon < file.Text.Length && file.Text[colon] == ':' ? new SourceSpan(file, colon + 1, colon + 1) : null;
        }

        return null;
    }
}
