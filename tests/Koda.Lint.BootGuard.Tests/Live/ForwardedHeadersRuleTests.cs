using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Koda.Lint.BootGuard.Tests.Live;

public sealed class ForwardedHeadersRuleTests
{
    private static async Task<string[]> JudgeAsync(Action<ForwardedHeadersOptions> configure) =>
        [.. (await Guarded.JudgeAsync(builder => builder.Services.Configure(configure))).Select(finding => finding.Rule.Id + " " + finding.Severity)];

    [Fact]
    public async Task The_default_trusts_loopback_alone() => Assert.Empty(await JudgeAsync(_ => { }));

    [Fact]
    public async Task Cleared_lists_trust_everyone() => Assert.Equal(["KODA7007 Warning"], await JudgeAsync(options =>
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
    }));

    [Fact]
    public async Task One_list_that_is_cleared_still_trusts_loopback_alone() => Assert.Empty(await JudgeAsync(options => options.KnownProxies.Clear()));

    [Fact]
    public async Task A_proxy_that_is_named_takes_the_place_of_loopback() => Assert.Empty(await JudgeAsync(options =>
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Add(IPAddress.Parse("172.20.0.2"));
    }));

    [Fact]
    public async Task A_network_of_all_addresses_is_everyone() =>
        Assert.Equal(["KODA7007 Warning"], await JudgeAsync(options => options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse("0.0.0.0/0"))));

    [Fact]
    public async Task The_switch_of_the_environment_is_named()
    {
        var finding = Assert.Single(await Guarded.JudgeAsync(builder => builder.Configuration["ForwardedHeaders_Enabled"] = "true"));

        Assert.Equal("KODA7007", finding.Rule.Id);
        Assert.Contains("ASPNETCORE_FORWARDEDHEADERS_ENABLED", finding.Message, StringComparison.Ordinal);
    }
}
