using BenchmarkDotNet.Attributes;
using Koda.Lint.BootGuard.Hosting;
using Koda.Lint.BootGuard.Settings;
using Microsoft.Extensions.Configuration;

namespace Koda.Lint.BootGuard.Bench;

/// <summary>The rules on settings alone, warm: on a dictionary, and on a host's configuration with the process environment behind it.</summary>
[MemoryDiagnoser]
public class SettingRulesBench
{
    private readonly IConfigurationRoot _configuration = Build();

    [Benchmark]
    public bool Dictionary() => KodaBootGuard.Evaluate(Server.Settings).Boots;

    [Benchmark]
    public bool HostConfiguration() => SettingJudgement.Judge(
        [new HostConfiguration(_configuration), new ProcessEnvironment()], StringComparer.OrdinalIgnoreCase, new KodaGuardOptions(), hostIsProduction: true, "/").ToVerdict().Boots;

    private static IConfigurationRoot Build()
    {
        var builder = new ConfigurationBuilder().AddEnvironmentVariables("DOTNET_").AddEnvironmentVariables();
        Server.Configure(builder);
        return builder.Build();
    }
}
