using System.CommandLine;
using Koda.Lint.Checking;

namespace Koda.Lint.Cli.Commands;

/// <summary>Which findings fail a run.</summary>
internal sealed class FailOnOption : Option<string>
{
    public FailOnOption()
        : base("--fail-on")
    {
        Description = "The least severity that makes the exit code 1: error, warning or info.";
        DefaultValueFactory = _ => "error";
        HelpName = "error|warning|info";
        this.AcceptOnlyFromAmong("error", "warning", "info");
    }

    /// <summary>What a report makes of the process.</summary>
    public int ExitCodeOf(CheckReport report, ParseResult parsed)
    {
        var least = parsed.GetValue(this) switch
        {
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => Severity.Error,
        };
        return report.HasAtLeast(least) ? ExitCode.Findings : ExitCode.Clean;
    }
}
