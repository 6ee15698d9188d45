using Koda.Lint.Compose;

namespace Koda.Lint.Rules;

/// <summary>KODA2001: a published port that more than this machine reaches.</summary>
internal sealed class PortPublishedOnAllInterfaces : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var exposure in context.Exposures.With(PortVerdict.Public))
        {
            var port = exposure.Port;
            if (context.Deployment.Policy.IsPublic(port))
                continue;
            context.Report(TextFor(port), port.Span, port.Subject);
        }
    }

    private static FindingText TextFor(PublishedPort port)
    {
        var service = port.Service.Name;
        if (ReverseProxies.IsEntrance(port))
            return RuleTexts.PortPublishedOnAllInterfaces.ReverseProxy(service, port.PublishedText, port.AddressText, port.HostText);
        return port.Published is { Text.Length: > 0 }
            ? RuleTexts.PortPublishedOnAllInterfaces.Default(service, port.PublishedText, port.AddressText, port.HostText, port.LoopbackForm)
            : RuleTexts.PortPublishedOnAllInterfaces.RandomPort(service, port.Target, port.AddressText, port.HostText, port.LoopbackForm);
    }
}
