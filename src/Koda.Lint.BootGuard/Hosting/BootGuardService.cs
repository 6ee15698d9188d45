using Koda.Lint.BootGuard.Live;
using Koda.Lint.BootGuard.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Koda.Lint.BootGuard.Hosting;

/// <summary>
/// Judges the host in the one phase that every host has before anything of it starts: <see cref="IHostedLifecycleService.StartingAsync"/> of all hosted
/// services is over before the first of them, and with it the server, is started.
/// </summary>
internal sealed partial class BootGuardService(
    IServiceProvider services, GuardRegistration registration, IConfiguration configuration, IHostEnvironment environment, ILoggerFactory loggers)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var options = registration.Options;
        var found = SettingJudgement.Judge(
            [new HostConfiguration(configuration), new ProcessEnvironment()],
            StringComparer.OrdinalIgnoreCase,
            options,
            environment.IsProduction(),
            environment.ContentRootPath);
        if (!options.Compatible)
            await LiveRules.JudgeAsync(new LiveHost(services, registration, configuration), found, cancellationToken).ConfigureAwait(false);

        var verdict = found.ToVerdict();
        Log(verdict);
        if (!verdict.Boots)
            Refuse(verdict);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Log(GuardVerdict verdict)
    {
        var logger = loggers.CreateLogger("Koda.Lint.BootGuard");
        foreach (var finding in verdict.Findings)
        {
            var level = finding.Severity switch
            {
                Severity.Error => LogLevel.Critical,
                Severity.Warning => LogLevel.Warning,
                _ => LogLevel.Information,
            };
            var remedy = finding.Fix is { } fix ? "fix: " + fix : "see " + finding.Rule.HelpUri;
            LogFinding(logger, level, finding.Rule.Id, finding.Message, finding.Origin!.Setting, finding.Origin, remedy);
        }
    }

    private void Refuse(GuardVerdict verdict)
    {
        var audit = loggers.CreateLogger("Koda.Lint.BootGuard.Audit");
        var isLogged = audit.IsEnabled(LogLevel.Critical);
        if (isLogged)
        {
            var rules = string.Join(", ", verdict.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => finding.Rule.Id).Distinct());
            LogRefusal(audit, environment.ApplicationName, environment.EnvironmentName, rules, KodaBootGuard.RefusedExitCode);
        }

        if (registration.Options.OnRefused is { } onRefused)
        {
            onRefused(verdict);
            throw new BootRefusedException(verdict);
        }

        ProcessExit.Refuse(verdict, services, isLogged);
    }

    [LoggerMessage(EventId = 1, EventName = "Finding", Message = "{Rule}: {Fault} [{Setting}, {Origin}]; {Remedy}")]
    private static partial void LogFinding(ILogger logger, LogLevel level, string rule, string fault, string setting, SettingOrigin origin, string remedy);

    [LoggerMessage(EventId = 2, EventName = "BootRefused", Level = LogLevel.Critical,
        Message = "{Application} was refused to start in {Environment} because of {Rules}; the process ends with exit code {ExitCode}")]
    private static partial void LogRefusal(ILogger logger, string application, string environment, string rules, int exitCode);
}
