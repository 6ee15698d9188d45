using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Koda.Lint.BootGuard.Live;

/// <summary>
/// Lists the endpoints that Kestrel is about to bind. No API tells them before they are bound, so a second Kestrel with options of its own starts on a
/// transport that writes down what it is asked for and opens no socket.
/// </summary>
internal static class EndpointDryRun
{
    public static async Task<IReadOnlyList<EndPoint>> ListAsync(LiveHost host, IServer server, CancellationToken cancellationToken)
    {
        var options = host.Services.GetRequiredService<IOptionsFactory<KestrelServerOptions>>().Create(Options.DefaultName);
        var transport = new RecordingTransport();
        using var kestrel = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        CopyAddresses(server, kestrel, host.Configuration);
        await kestrel.StartAsync(new NoApplication(), cancellationToken).ConfigureAwait(false);
        await kestrel.StopAsync(cancellationToken).ConfigureAwait(false);
        return transport.Endpoints;
    }

    /// <summary>Gives the second server the addresses that the host gives the first one when it starts it.</summary>
    private static void CopyAddresses(IServer from, KestrelServer to, IConfiguration configuration)
    {
        var source = from.Features.Get<IServerAddressesFeature>();
        var target = to.Features.Get<IServerAddressesFeature>()!;
        foreach (var address in source?.Addresses ?? [])
            target.Addresses.Add(address);
        target.PreferHostingUrls = source?.PreferHostingUrls ?? false;
        if (target.Addresses.Count > 0)
            return;

        if (configuration[WebHostDefaults.ServerUrlsKey] is not { Length: > 0 } urls)
            urls = PortUrls(configuration[WebHostDefaults.HttpPortsKey], "http") + ";" + PortUrls(configuration[WebHostDefaults.HttpsPortsKey], "https");
        foreach (var url in Split(urls))
            target.Addresses.Add(url);
        if (target.Addresses.Count > 0)
            target.PreferHostingUrls = IsOn(configuration[WebHostDefaults.PreferHostingUrlsKey]);
    }

    private static string PortUrls(string? ports, string scheme) => string.Join(';', Split(ports ?? "").Select(port => scheme + "://*:" + port));

    private static string[] Split(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsOn(string? value) => value is "1" || string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);

    private sealed class NoApplication : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => this;

        public void DisposeContext(object context, Exception? exception)
        {
        }

        public Task ProcessRequestAsync(object context) => Task.CompletedTask;
    }

    /// <summary>Takes any endpoint, also those of sockets that other transports are for, and waits for connections that never come.</summary>
    private sealed class RecordingTransport : IConnectionListenerFactory, IConnectionListenerFactorySelector
    {
        private readonly List<EndPoint> _endpoints = [];

        public IReadOnlyList<EndPoint> Endpoints => _endpoints;

        public bool CanBind(EndPoint endpoint) => true;

        public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            _endpoints.Add(endpoint);
            return ValueTask.FromResult<IConnectionListener>(new SilentListener(endpoint));
        }
    }

    private sealed class SilentListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_end.Task);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            _end.TrySetResult(null);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
