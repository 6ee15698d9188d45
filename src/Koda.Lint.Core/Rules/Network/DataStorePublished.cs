namespace Koda.Lint.Rules;

/// <summary>KODA2003: a data store's port is published; on loopback it is worth knowing, elsewhere an error.</summary>
internal sealed class DataStorePublished : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        foreach (var exposure in context.Exposures.With(PortVerdict.DataStore))
        {
            var port = exposure.Port;
            var text = port.IsLoopback
                ? RuleTexts.DataStorePublished.Loopback(port.Service.Name, exposure.PublishedText, port.HostText)
                : RuleTexts.DataStorePublished.Default(port.Service.Name, exposure.PublishedText, port.AddressText, port.HostText, exposure.TargetText);
            context.Report(text, exposure.Span, exposure.Subject);
        }
    }
}
