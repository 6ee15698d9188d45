using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Koda.Lint.BootGuard.Live;

/// <summary>KODA2007: the server is about to accept connections from other machines.</summary>
internal static class EndpointRule
{
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever keeps the endpoints from being listed, that they are not known is told.")]
    public static async Task JudgeAsync(LiveHost host, GuardFindings found, CancellationToken cancellationToken)
    {
        var server = host.Services.GetRequiredService<IServer>();
        // Other servers listen on what their own system grants them.
        if (host.Registration.Options.AllowPublicBinding || server.GetType().Assembly != typeof(KestrelServer).Assembly)
            return;

        IReadOnlyList<EndPoint> endpoints;
        try
        {
            endpoints = await EndpointDryRun.ListAsync(host, server, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            found.Add(RuleTexts.ServerListensOnAllInterfaces.Unlisted(e.GetType().Name), Origin, "endpoints");
            return;
        }

        foreach (var endpoint in endpoints.OfType<IPEndPoint>().Where(endpoint => !IsLoopback(endpoint.Address)).Distinct())
        {
            var shown = endpoint.ToString();
            var text = Container.IsThis ? RuleTexts.ServerListensOnAllInterfaces.InContainer(shown) : RuleTexts.ServerListensOnAllInterfaces.Source(shown);
            found.Add(text, Origin, "endpoint:" + shown);
        }
    }

    private static SettingOrigin Origin => new("Kestrel", "endpoints of the server");

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
}
