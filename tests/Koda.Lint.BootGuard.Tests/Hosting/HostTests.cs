using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Tests.Hosting;

/// <summary>Every kind of host, with settings from every source that it has. Environment variables are for the tests with processes of their own.</summary>
public sealed class HostTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["web application", "slim web application", "application", "default", "default web"];

    public void Dispose() => _folder.Dispose();

    private Task<Guarded> StartAsync(string kind, string[] args, Action<KodaGuardOptions>? guard = null, Action<IServiceCollection>? services = null) => Guarded.StartAsync((refused, log) =>
    {
        var options = Guarded.Options(refused, guard);
        switch (kind)
        {
            case "web application" or "slim web application":
                var web = new WebApplicationOptions { Args = args, ContentRootPath = _folder.Path, EnvironmentName = "Production" };
                var builder = kind == "web application" ? WebApplication.CreateBuilder(web) : WebApplication.CreateSlimBuilder(web);
                builder.Logging.ClearProviders().AddProvider(log);
                builder.WebHost.UseUrls("http://127.0.0.1:0");
                services?.Invoke(builder.Services);
                return builder.AddKodaBootGuard(options).Build();
            case "application":
                var worker = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = _folder.Path, EnvironmentName = "Production" });
                worker.Logging.ClearProviders().AddProvider(log);
                services?.Invoke(worker.Services);
                return worker.AddKodaBootGuard(options).Build();
            default:
                var host = Host.CreateDefaultBuilder(args).UseContentRoot(_folder.Path).UseEnvironment("Production").ConfigureLogging(logging => logging.ClearProviders().AddProvider(log));
                if (kind == "default web")
                    host.ConfigureWebHostDefaults(server => server.UseUrls("http://127.0.0.1:0").Configure(app => app.Run(context => context.Response.WriteAsync("served"))));
                return host.ConfigureServices(all => services?.Invoke(all)).UseKodaBootGuard(options).Build();
        }
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_command_line_is_judged(string kind)
    {
        var guarded = await StartAsync(kind, ["--KODA_ENV=production", "--CONTROL_PLANE_AUTH_MODE=open"]);

        var finding = Assert.Single(guarded.Verdict!.Findings);
        Assert.Equal("KODA1002", finding.Rule.Id);
        Assert.Equal(new SettingOrigin("CONTROL_PLANE_AUTH_MODE", "command line"), finding.Origin);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Appsettings_are_judged_and_the_file_that_counts_is_named(string kind)
    {
        _folder.Write("appsettings.json", """{ "KODA_ENV": "production", "ALLOW_LOOPBACK_BOOTSTRAP": "false" }""");
        _folder.Write("appsettings.Production.json", """{ "ALLOW_LOOPBACK_BOOTSTRAP": true }""");

        var guarded = await StartAsync(kind, []);

        var finding = Assert.Single(guarded.Verdict!.Findings);
        Assert.Equal("KODA1004", finding.Rule.Id);
        Assert.Equal(new SettingOrigin("ALLOW_LOOPBACK_BOOTSTRAP", "JsonConfigurationProvider", _folder.PathTo("appsettings.Production.json")), finding.Origin);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_secret_in_a_section_of_appsettings_is_judged_by_its_last_name(string kind)
    {
        _folder.Write("appsettings.json", """{ "KODA_ENV": "production", "Smtp": { "Password": "changeme" }, "Jwt": { "SigningKey": "example", "TokenIssuer": "example" } }""");

        var guarded = await StartAsync(kind, []);

        Assert.Equal(["KODA6002 Jwt:SigningKey", "KODA6002 Smtp:Password"], guarded.Verdict!.Findings.Select(finding => finding.Rule.Id + " " + finding.Origin!.Setting).Order());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_env_file_beside_the_program_is_judged(string kind)
    {
        _folder.Write(".env", "KODA_ENV=production\r\nCONTROL_PLANE_API_TOKEN=changeme\r\n");

        var guarded = await StartAsync(kind, [], options => options.EnvFile = ".env");

        Assert.Equal(["KODA6002 Error"], guarded.Found);
        Assert.Equal(_folder.PathTo(".env"), guarded.Verdict!.Findings[0].Origin!.Path);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_configuration_is_not_overridden_by_the_env_file(string kind)
    {
        _folder.Write(".env", "CONTROL_PLANE_AUTH_MODE=open\n");

        Assert.Null((await StartAsync(kind, ["--KODA_ENV=production", "--CONTROL_PLANE_AUTH_MODE=token"], options => options.EnvFile = ".env")).Verdict);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_in_production_that_koda_takes_for_development_is_refused(string kind) =>
        Assert.Equal(["KODA1001 Error"], (await StartAsync(kind, [])).Found);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Safe_settings_start_without_a_word(string kind)
    {
        var guarded = await StartAsync(kind, ["--KODA_ENV=production"]);

        Assert.Null(guarded.Verdict);
        Assert.Empty(guarded.Found);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_env_file_refuses_in_production(string kind) =>
        Assert.Equal(["KODA9001 Error"], (await StartAsync(kind, ["--KODA_ENV=production"], options => options.EnvFile = ".env")).Found);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_missing_env_file_is_a_warning_elsewhere(string kind)
    {
        var guarded = await StartAsync(kind, ["--KODA_ENV=development"], options => (options.EnvFile, options.HostIsProduction) = (".env", false));

        Assert.Null(guarded.Verdict);
        Assert.Equal(["KODA9001 Warning"], guarded.Found);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_of_a_refused_host_starts(string kind)
    {
        var work = new Work();

        Assert.NotNull((await StartAsync(kind, ["--CONTROL_PLANE_PORT=http"], services: services => services.AddSingleton<IHostedService>(work))).Verdict);
        Assert.Equal("", work.Steps);
        Assert.Null((await StartAsync(kind, ["--KODA_ENV=production"], services: services => services.AddSingleton<IHostedService>(work))).Verdict);
        Assert.Equal("starting start ", work.Steps);
    }

    [Fact]
    public async Task Configuration_that_is_added_after_the_guard_is_judged()
    {
        var guarded = await Guarded.StartAsync((refused, log) =>
        {
            var builder = Host.CreateApplicationBuilder();
            builder.Logging.ClearProviders().AddProvider(log);
            builder.AddKodaBootGuard(Guarded.Options(refused, null));
            builder.Configuration.AddInMemoryCollection([new("KODA_ENV", "production"), new("CONTROL_PLANE_AUTH_MODE", "open")]);
            return builder.Build();
        });

        Assert.Equal(new SettingOrigin("CONTROL_PLANE_AUTH_MODE", "in-memory configuration"), Assert.Single(guarded.Verdict!.Findings).Origin);
    }

    [Fact]
    public async Task A_second_call_adds_to_the_options_of_the_first()
    {
        var guarded = await Guarded.StartAsync((refused, log) =>
        {
            var builder = Host.CreateApplicationBuilder(["--KODA_ENV=production"]);
            builder.Logging.ClearProviders().AddProvider(log);
            builder.AddKodaBootGuard(Guarded.Options(refused, null));
            builder.AddKodaBootGuard(options => options.RequiredSecrets.Add("MY_TOKEN"));
            return builder.Build();
        });

        Assert.Equal(["KODA6001 Error"], guarded.Found);
    }

    [Fact]
    public async Task A_refusal_is_logged_with_its_structure_and_for_the_audit()
    {
        var guarded = await StartAsync("application", ["--KODA_ENV=production", "--CONTROL_PLANE_AUTH_MODE=open", "--SMTP_PASSWORD=change-me-canary-7781"]);

        var findings = guarded.Log.Of("Koda.Lint.BootGuard");
        Assert.Equal([("KODA1002", "CONTROL_PLANE_AUTH_MODE", "command line"), ("KODA6002", "SMTP_PASSWORD", "command line")],
            findings.Select(one => (one.Values["Rule"]!, one.Values["Setting"]!, one.Values["Origin"]!)));
        Assert.All(findings, one => Assert.Equal((LogLevel.Critical, "Finding"), (one.Level, one.Id.Name)));
        Assert.All(findings, one => Assert.DoesNotContain("canary", one.Text + string.Concat(one.Values.Values), StringComparison.Ordinal));
        var audit = Assert.Single(guarded.Log.Of("Koda.Lint.BootGuard.Audit"));
        Assert.Equal((LogLevel.Critical, "BootRefused"), (audit.Level, audit.Id.Name));
        Assert.Equal(("Production", "KODA1002, KODA6002", "78"), (audit.Values["Environment"], audit.Values["Rules"], audit.Values["ExitCode"]));
    }

    [Fact]
    public async Task What_does_not_refuse_is_logged_and_not_audited()
    {
        var guarded = await StartAsync("application", ["--KODA_ENV=production", "--CONTROL_PLANE_OPERATOR_LOGIN_MAX_FAILURES=20"]);

        Assert.Null(guarded.Verdict);
        Assert.Equal(["KODA5004 Warning"], guarded.Found);
        Assert.Empty(guarded.Log.Of("Koda.Lint.BootGuard.Audit"));
    }

    private sealed class Work : IHostedLifecycleService
    {
        public string Steps { get; private set; } = "";

        public Task StartingAsync(CancellationToken cancellationToken) => Step("starting");

        public Task StartAsync(CancellationToken cancellationToken) => Step("start");

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        private Task Step(string name)
        {
            Steps += name + " ";
            return Task.CompletedTask;
        }
    }
}
