using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Fixes;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint fix</c>: mends what a program can mend, and says what it cannot.</summary>
internal sealed class FixCommand
{
    private readonly DeploymentOptions _deployments = new();
    private readonly BaselineOption _baseline = new();

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Print what would change as a unified diff, secrets masked, and write nothing.",
    };

    private readonly Option<bool> _unsafe = new("--unsafe")
    {
        Description = "Also write random secrets in place of placeholders and empty lines of env files. They are printed nowhere; whoever knew the old ones needs the new ones.",
    };

    public FixCommand()
    {
        Command = new Command("fix", "Mends findings in the files that cause them, keeping format, comments and line endings.");
        _deployments.AddTo(Command);
        Command.Add(_baseline);
        Command.Add(_dryRun);
        Command.Add(_unsafe);
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var files = _deployments.OpenFiles(parsed);
        var chosen = _deployments.Choose(parsed, folder, files);
        var baseline = _baseline.Find(parsed, folder, chosen.Root, files);
        var run = new FixRun(files)
        {
            Check = (edited, modes) => new DeploymentCheck(edited)
            {
                Root = chosen.Root,
                Settings = chosen.SettingsFor(edited) with { Baseline = baseline },
                Facts = new SecretFileFacts(edited, () => DateTimeOffset.UtcNow) { PlannedModes = modes },
            },
            WhyNotWritten = new FixScope(chosen.Root).WhyNot,
            NewSecret = parsed.GetValue(_unsafe) ? RandomSecret.Create : null,
        };
        var outcome = run.Run(chosen.Deployments);

        var isDryRun = parsed.GetValue(_dryRun);
        if (!isDryRun)
            WriteFiles(outcome, folder);
        using var output = Terminal.OpenTextOutput();
        if (isDryRun)
            UnifiedDiffWriter.Write(outcome, output, folder);
        FixReportWriter.Write(outcome, output, folder, isDryRun);
        return outcome.Report.HasAtLeast(Severity.Error) ? ExitCode.Findings : ExitCode.Clean;
    }

    /// <summary>Writes one file after the other; when one cannot be written, says which ones are.</summary>
    private static void WriteFiles(FixOutcome outcome, string folder)
    {
        var written = new List<string>();
        var path = "";
        try
        {
            foreach (var changed in outcome.Files)
            {
                path = RelativePath.From(folder, changed.Before.Path);
                FixWriter.Write(changed);
                written.Add(path);
            }

            foreach (var mode in outcome.Modes)
            {
                path = RelativePath.From(folder, mode.Path);
                FixWriter.Write(mode);
                written.Add(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                "'" + path + "' cannot be written: " + (e is UnauthorizedAccessException ? "permission is denied" : e.Message)
                + (written.Count == 0 ? "; nothing was changed" : "; changed already: " + string.Join(", ", written)));
        }
    }
}
