using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;

namespace Koda.Lint.BootGuard.Settings;

/// <summary>The host's configuration: what wins among environment variables, command line, <c>appsettings</c> and whatever else was added.</summary>
internal sealed class HostConfiguration(IConfiguration configuration) : ISettingSource
{
    public IEnumerable<string> Names => configuration.AsEnumerable().Where(setting => setting.Value is not null).Select(setting => setting.Key);

    public string? Find(string name) => configuration[name];

    public SettingOrigin OriginOf(string name) => Find(configuration, name) is { } provider
        ? new SettingOrigin(name, NameOf(provider), (provider as FileConfigurationProvider) is { } file ? PathOf(file) : null)
        : new SettingOrigin(name, "configuration");

    /// <summary>The last provider that has the setting; it is the one that counts. Hosts keep their own settings in a chained configuration.</summary>
    private static IConfigurationProvider? Find(IConfiguration configuration, string name)
    {
        if (configuration is not IConfigurationRoot root)
            return null;
        foreach (var provider in root.Providers.Reverse())
        {
            if (provider.TryGet(name, out _))
                return provider is ChainedConfigurationProvider chained ? Find(chained.Configuration, name) ?? provider : provider;
        }

        return null;
    }

    private static string NameOf(IConfigurationProvider provider) => provider switch
    {
        EnvironmentVariablesConfigurationProvider => ProcessEnvironment.Provider,
        CommandLineConfigurationProvider => "command line",
        MemoryConfigurationProvider => "in-memory configuration",
        _ => provider.GetType().Name,
    };

    private static string? PathOf(FileConfigurationProvider provider) =>
        provider.Source is { Path: { } path } source ? source.FileProvider?.GetFileInfo(path).PhysicalPath ?? path : null;
}
