using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Facts;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint check</c>: finds deployments, judges them, writes a report.</summary>
internal sealed class CheckCommand
{
    private readonly DeploymentOptions _deployments = new();
    private readonly OutputOptions _output = new();

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "The least severity that makes the exit code 1: error, warning or info.",
        DefaultValueFactory = _ => "error",
        HelpName = "error|warning|info",
    };

    public CheckCommand() => _failOn.AcceptOnlyFromAmong("error", "warning", "info");

    /// <summary>Gives a command the arguments and the action.</summary>
    public void AddTo(Command command)
    {
        _deployments.AddTo(command);
        _output.AddTo(command);
        command.Add(_failOn);
        command.SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var outputs = _output.Read(parsed, folder);
        var files = _deployments.OpenFiles(parsed);
        var chosen = _deployments.Choose(parsed, folder, files);

        CheckReport report;
        using (var progress = new ProgressLine())
        {
            var check = new DeploymentCheck(files)
            {
                Root = chosen.Root,
                Configuration = chosen.Configuration,
                Facts = new SecretFileFacts(files, () => DateTimeOffset.UtcNow),
                Progress = plan => progress.Show("judging " + plan.Name),
            };
            report = check.Run(chosen.Deployments);
        }

        outputs.Write(report, chosen.Root, files);
        var failOn = parsed.GetValue(_failOn) switch
        {
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => Severity.Error,
        };
        return report.HasAtLeast(failOn) ? ExitCode.Findings : ExitCode.Clean;
    }
}
