using Koda.Lint.BootGuard;
using Koda.Lint.BootGuard.Hosting;
using Microsoft.Extensions.DependencyInjection;

// Beside the builders that they extend, so that a program needs no using for them.
#pragma warning disable IDE0130
namespace Microsoft.Extensions.Hosting;
#pragma warning restore IDE0130

/// <summary>Puts the boot guard in front of a host.</summary>
public static class KodaBootGuardHostingExtensions
{
    /// <summary>
    /// Has the host refuse to start when its settings are not safe for production: before a hosted service starts and before the server listens. Whatever
    /// configuration is added after this call is judged as well. A second call adds to the options of the first.
    /// </summary>
    /// <param name="builder">The builder of a web application or a worker.</param>
    /// <param name="configure">Sets the guard's options, or null for the defaults.</param>
    /// <returns>The builder.</returns>
    public static TBuilder AddKodaBootGuard<TBuilder>(this TBuilder builder, Action<KodaGuardOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        Register(builder.Services, configure);
        return builder;
    }

    /// <inheritdoc cref="AddKodaBootGuard{TBuilder}" />
    /// <param name="hostBuilder">A builder such as that of <c>Host.CreateDefaultBuilder</c>.</param>
    /// <param name="configure">Sets the guard's options, or null for the defaults.</param>
    public static IHostBuilder UseKodaBootGuard(this IHostBuilder hostBuilder, Action<KodaGuardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        return hostBuilder.ConfigureServices((_, services) => Register(services, configure));
    }

    private static void Register(IServiceCollection services, Action<KodaGuardOptions>? configure)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(GuardRegistration))?.ImplementationInstance is not GuardRegistration registration)
        {
            registration = new GuardRegistration(services);
            services.AddSingleton(registration);
            // Before the hosted services that are there already, so that the guard is the first to be asked.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, BootGuardService>());
        }

        configure?.Invoke(registration.Options);
    }
}
