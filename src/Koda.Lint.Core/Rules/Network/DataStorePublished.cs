namespace Koda.Lint.Rules;

/// <summary>KODA2003: a data store's port is published; on loopback it is worth knowing, elsewhere an error.</summary>
internal sealed class DataStorePublished : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var exposure in context.Exposures.With(PortVerdict.DataStore))
        {
            var port = exposure.Port;
            if (context.Deployment.Policy.IsPublic(port))
                continue;
            var text = port.IsLoopback
                ? RuleTexts.DataStorePublished.Loopback(port.Service.Name, port.PublishedText, port.HostText)
                : RuleTexts.DataStorePublished.Default(port.Service.Name, port.PublishedText, port.AddressText, port.HostText, port.Target);
            context.Report(text, port.Span, port.Subject);
        }
    }
}
