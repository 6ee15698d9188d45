using Koda.Lint.Compose;

namespace Koda.Lint.Rules;

/// <summary>KODA2001: a published port that more than this machine reaches.</summary>
internal sealed class PortPublishedOnAllInterfaces : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var exposure in context.Exposures.With(PortVerdict.Public))
            context.Report(TextFor(exposure, exposure.Port), exposure.Span, exposure.Subject);
    }

    private static FindingText TextFor(PortExposure exposure, PublishedPort port)
    {
        var service = port.Service.Name;
        if (ReverseProxies.IsEntrance(exposure))
            return RuleTexts.PortPublishedOnAllInterfaces.ReverseProxy(service, exposure.PublishedText, port.AddressText, port.HostText);
        return port.Published is { Text.Length: > 0 }
            ? RuleTexts.PortPublishedOnAllInterfaces.Default(service, exposure.PublishedText, port.AddressText, port.HostText, exposure.LoopbackForm)
            : RuleTexts.PortPublishedOnAllInterfaces.RandomPort(service, exposure.TargetText, port.AddressText, port.HostText, exposure.LoopbackForm);
    }
}
