namespace Koda.Lint.Rules;

/// <summary>KODA2004: a service on the host's network, where no <c>ports</c> binding protects it.</summary>
internal sealed class ServiceOnHostNetwork : DeploymentRule
{
    public override void Judge(RuleContext context)
    {
        if (!context.Deployment.IsProduction)
            return;
        foreach (var service in context.Deployment.Project.Services)
        {
            if (service.IsOnHostNetwork)
                context.Report(RuleTexts.ServiceOnHostNetwork.Default(service.Name), service.NetworkMode!.Span, "services." + service.Name + ".network_mode");
        }
    }
}
