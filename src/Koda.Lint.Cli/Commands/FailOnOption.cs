using System.CommandLine;
using Koda.Lint.Checking;

namespace Koda.Lint.Cli.Commands;

/// <summary>Which findings fail a run.</summary>
internal sealed class FailOnOption : Option<string>
{
    public FailOnOption()
        : base("--fail-on")
    {
        Description = "The least severity that makes the exit code 1: error, warning, info; or none.";
        DefaultValueFactory = _ => "error";
        HelpName = "error|warning|info|none";
        this.AcceptOnlyFromAmong("error", "warning", "info", "none");
    }

    /// <summary>What a report makes of the process.</summary>
    public int ExitCodeOf(CheckReport report, ParseResult parsed)
    {
        Severity? least = parsed.GetValue(this) switch
        {
            "none" => null,
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => Severity.Error,
        };
        return least is { } severity && report.HasAtLeast(severity) ? ExitCode.Findings : ExitCode.Clean;
    }
}
