using System.CommandLine;
using System.Globalization;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint baseline</c>: writes down today's findings, so that only new ones fail.</summary>
internal sealed class BaselineCommand
{
    private readonly DeploymentOptions _deployments = new();

    private readonly Option<string?> _output = new("--output", "-o")
    {
        Description = "The file to write, in place of the nearest " + Baseline.FileName + ", or of a new one in PATH.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _expires = new("--expires")
    {
        Description = "The last day on which the added findings are admitted.",
        HelpName = "YYYY-MM-DD",
    };

    public BaselineCommand()
    {
        Command = new Command("baseline", "Writes today's findings to " + Baseline.FileName + ", so that only new ones fail; takes out those that are gone.");
        _deployments.AddTo(Command);
        Command.Add(_output);
        Command.Add(_expires);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        DateTime? expires = null;
        if (parsed.GetValue(_expires) is { } date)
        {
            if (!DateTime.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new UsageException("--expires takes a day such as 2030-12-31");
            expires = day;
        }

        var here = Terminal.Folder;
        var files = _deployments.OpenFiles(parsed);
        var chosen = _deployments.Choose(parsed, here, files);
        var path = parsed.GetValue(_output) is { } named ? DeploymentPath.Resolve(here, named)
            : Baseline.Find(chosen.Root, files)?.Path ?? DeploymentPath.Resolve(chosen.Root, Baseline.FileName);
        var before = File.Exists(path) ? Baseline.Read(path, files) : null;
        DeploymentOptions.Refuse(before?.Problems ?? [], here);

        var settings = chosen.SettingsFor(files);
        var folder = DeploymentPath.FolderOf(path);
        var judged = new HashSet<string>(StringComparer.Ordinal);
        var report = (chosen with { Root = folder }).Judge(files, settings, (_, answers) =>
        {
            judged.UnionWith(answers.Keys);
            return true;
        });
        var update = BaselineUpdate.Of(report, judged, folder, before, settings, expires, files);
        OutputFile.Write(path, Baseline.Write(update.Entries));
        Tell(update, RelativePath.From(here, path));
        return ExitCode.Clean;
    }

    private static void Tell(BaselineUpdate update, string path)
    {
        using var output = Terminal.OpenTextOutput();
        output.Write(path + " admits " + Count(update.Entries.Count, "finding") + ": " + update.Added + " added, " + update.Removed + " removed\n");
        foreach (var group in update.NotAdmitted.GroupBy(finding => finding.Rule.Id, StringComparer.Ordinal))
            output.Write("locked, so still reported: " + Count(group.Count(), "finding") + " of " + group.Key + "\n");
    }

    private static string Count(int number, string what) => number.ToString(CultureInfo.InvariantCulture) + " " + what + (number == 1 ? "" : "s");
}
