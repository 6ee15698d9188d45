using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Bench;

/// <summary>A host's start and stop with and without the guard, warm. The web application has a cookie and Identity to judge, and an endpoint to list.</summary>
public class HostStartBench
{
    [Benchmark(Baseline = true)]
    public Task Worker() => Start(BuildWorker(isGuarded: false));

    [Benchmark]
    public Task GuardedWorker() => Start(BuildWorker(isGuarded: true));

    [Benchmark]
    public Task Web() => Start(BuildWeb(isGuarded: false));

    [Benchmark]
    public Task GuardedWeb() => Start(BuildWeb(isGuarded: true));

    internal static async Task Start(IHost host)
    {
        await host.StartAsync();
        await host.StopAsync();
        host.Dispose();
    }

    internal static IHost BuildWorker(bool isGuarded)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = false });
        builder.Logging.ClearProviders();
        Server.Configure(builder.Configuration);
        if (isGuarded)
            builder.AddKodaBootGuard();
        return builder.Build();
    }

    private static WebApplication BuildWeb(bool isGuarded)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        Server.Configure(builder.Configuration);
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddAuthentication().AddCookie(options => options.Cookie.SecurePolicy = Microsoft.AspNetCore.Http.CookieSecurePolicy.Always);
        builder.Services.AddIdentityCore<Microsoft.AspNetCore.Identity.IdentityUser>(options => options.Password.RequiredLength = 14);
        if (isGuarded)
            builder.AddKodaBootGuard();
        return builder.Build();
    }
}
