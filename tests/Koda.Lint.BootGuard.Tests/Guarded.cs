using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Tests;

/// <summary>What a guarded host did when it was started.</summary>
/// <param name="Verdict">The verdict that refused, or null when it started.</param>
/// <param name="Log">What it logged.</param>
internal sealed record Guarded(GuardVerdict? Verdict, LogRecorder Log)
{
    /// <summary>What was found, as <c>KODA1002 Error</c>.</summary>
    public IReadOnlyList<string> Found =>
        [.. Log.Of("Koda.Lint.BootGuard").Select(one => one.Values["Rule"] + " " + (one.Level switch { LogLevel.Critical => "Error", LogLevel.Warning => "Warning", _ => "Info" }))];

    /// <summary>The options of a guard whose refusal the test hears of.</summary>
    public static Action<KodaGuardOptions> Options(Action<GuardVerdict> onRefused, Action<KodaGuardOptions>? configure) => options =>
    {
        options.OnRefused = onRefused;
        configure?.Invoke(options);
    };

    /// <summary>Starts a host, and stops it when it started.</summary>
    public static async Task<Guarded> StartAsync(Func<Action<GuardVerdict>, LogRecorder, IHost> build)
    {
        GuardVerdict? verdict = null;
        var log = new LogRecorder();
        using var host = build(refused => verdict = refused, log);
        if (await Record.ExceptionAsync(() => host.StartAsync(TestContext.Current.CancellationToken)) is { } exception)
            Assert.Same(verdict, Assert.IsType<BootRefusedException>(exception).Verdict);
        else
            await host.StopAsync(TestContext.Current.CancellationToken);
        return new Guarded(verdict, log);
    }

    /// <summary>
    /// Judges a web application that is never served: a setting that Koda refuses everywhere keeps it from starting, so that no port is taken. That one is
    /// left out of what is found.
    /// </summary>
    public static async Task<IReadOnlyList<Finding>> JudgeAsync(
        Action<WebApplicationBuilder> configure, Action<KodaGuardOptions>? guard = null, Action<WebApplication>? use = null, bool isProduction = true)
    {
        var guarded = await StartAsync((refused, log) =>
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = isProduction ? "Production" : "Development", ContentRootPath = AppContext.BaseDirectory });
            builder.Logging.ClearProviders().AddProvider(log);
            builder.Configuration["KODA_ENV"] = isProduction ? "production" : "development";
            builder.Configuration["CONTROL_PLANE_AUTH_MODE"] = "refused by the test";
            builder.AddKodaBootGuard(Options(refused, guard));
            configure(builder);
            var app = builder.Build();
            use?.Invoke(app);
            return app;
        });
        return [.. guarded.Verdict!.Findings.Where(finding => finding.Rule.Id != "KODA1003")];
    }
}
