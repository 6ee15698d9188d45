using Microsoft.Extensions.DependencyInjection;

namespace Koda.Lint.BootGuard.Hosting;

/// <summary>What a program registered: the guard's options, and the services whose presence tells which rules have something to judge.</summary>
internal sealed class GuardRegistration(IServiceCollection services)
{
    public KodaGuardOptions Options { get; } = new();

    /// <summary>
    /// Whether a service is registered. By name, because the assembly that it is in may not be there: a worker on a runtime without ASP.NET Core must
    /// not load a type of it.
    /// </summary>
    public bool Has(string typeNamespace, string typeName)
    {
        foreach (var service in services)
        {
            if (service.ServiceType.Name == typeName && service.ServiceType.Namespace == typeNamespace)
                return true;
        }

        return false;
    }
}
