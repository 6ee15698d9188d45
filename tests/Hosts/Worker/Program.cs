// A worker that says when it works: Worker application|default [options of the host].
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

return args[0] switch
{
    "application" => RunApplication(args[1..]),
    "default" => RunDefault(args[1..]),
    _ => throw new ArgumentException("which host?", nameof(args)),
};

static int RunApplication(string[] args)
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.AddKodaBootGuard(options => options.EnvFile = builder.Configuration["ENV_FILE"]);
    builder.Services.AddHostedService<Work>();
    builder.Build().Run();
    return 0;
}

static int RunDefault(string[] args)
{
    Host.CreateDefaultBuilder(args).ConfigureServices(services => services.AddHostedService<Work>()).UseKodaBootGuard().Build().Run();
    return 0;
}

internal sealed class Work(IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Console.WriteLine("working");
        lifetime.StopApplication();
        return Task.CompletedTask;
    }
}
