using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Files;
using Koda.Lint.Reports;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Cli.Commands;

/// <summary>How a report is written, and when it fails: the same for every command that has one.</summary>
internal sealed class ReportOutput
{
    private readonly Option<string> _format = new("--format")
    {
        Description = "text, json or sarif (2.1.0).",
        DefaultValueFactory = _ => "text",
        HelpName = "text|json|sarif",
    };

    private readonly Option<string> _failOn = new("--fail-on")
    {
        Description = "The least severity that makes the exit code 1: error, warning or info.",
        DefaultValueFactory = _ => "error",
        HelpName = "error|warning|info",
    };

    private readonly Option<bool> _noColour = new("--no-color")
    {
        Description = "No colours, as with NO_COLOR=1.",
    };

    public ReportOutput()
    {
        _format.AcceptOnlyFromAmong("text", "json", "sarif");
        _failOn.AcceptOnlyFromAmong("error", "warning", "info");
    }

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_format, _failOn, _noColour])
            command.Add(option);
    }

    /// <summary>Writes a report; the result is the process's exit code.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The folder that people see paths from.</param>
    /// <param name="root">The folder that the report is about.</param>
    /// <param name="files">The files that were judged.</param>
    public int Write(CheckReport report, ParseResult parsed, string folder, string root, IFileProvider files)
    {
        if (parsed.GetValue(_format) is "json" or "sarif")
        {
            using var stream = Terminal.OpenOutput();
            if (parsed.GetValue(_format) == "json")
                JsonReportWriter.Write(report, stream, folder, ToolVersion.Current);
            else
                SarifReportWriter.Write(report, stream, root, ToolVersion.Current);
        }
        else
        {
            using var output = Terminal.OpenTextOutput();
            new TextReportWriter(output, files, Terminal.ReportOptions(folder, parsed.GetValue(_noColour))).Write(report);
        }

        var failOn = parsed.GetValue(_failOn) switch
        {
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => Severity.Error,
        };
        return report.HasAtLeast(failOn) ? ExitCode.Findings : ExitCode.Clean;
    }
}
