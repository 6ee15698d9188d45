using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Live;

/// <summary>Runs a program's configuration over options that start from values of our own, which tells what the program sets from what it leaves alone.</summary>
internal static class ConfiguredOptions
{
    /// <summary>Configures an object as the host's options are configured.</summary>
    public static TOptions Over<TOptions>(TOptions options, string name, IServiceProvider services)
        where TOptions : class
    {
        foreach (var setup in services.GetServices<IConfigureOptions<TOptions>>())
        {
            if (setup is IConfigureNamedOptions<TOptions> named)
                named.Configure(name, options);
            else if (name == Options.DefaultName)
                setup.Configure(options);
        }

        foreach (var setup in services.GetServices<IPostConfigureOptions<TOptions>>())
            setup.PostConfigure(name, options);
        return options;
    }
}
