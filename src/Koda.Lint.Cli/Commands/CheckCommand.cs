using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint check</c>: finds deployments, judges them, writes a report.</summary>
internal sealed class CheckCommand
{
    private readonly DeploymentOptions _deployments = new();
    private readonly OutputOptions _output = new();
    private readonly FailOnOption _failOn = new();
    private readonly BaselineOption _baseline = new();

    private readonly Option<bool> _noIgnores = new("--no-ignores")
    {
        Description = "Report what suppressions in files and the baseline hide, too: for auditors.",
    };

    private readonly Option<string?> _changedSince = new("--changed-since")
    {
        Description = "Judge only deployments of which a file changed since a commit or branch, in git or not committed yet.",
        HelpName = "REF",
    };

    private readonly Option<string?> _shard = new("--shard")
    {
        Description = "Judge one of several parts of the deployments, such as 3/8; 'koda-lint merge' joins the reports.",
        HelpName = "N/COUNT",
    };

    /// <summary>Gives a command the arguments and the action.</summary>
    public void AddTo(Command command)
    {
        _deployments.AddTo(command);
        foreach (var option in (Option[])[_baseline, _noIgnores, _changedSince, _shard])
            command.Add(option);
        _output.AddTo(command);
        command.Add(_failOn);
        command.SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var outputs = _output.Read(parsed, folder);
        var shard = Shard.Whole;
        if (parsed.GetValue(_shard) is { } part && !Shard.TryParse(part, out shard))
            throw new UsageException("--shard takes a part and how many there are, such as 3/8");
        var files = _deployments.OpenFiles(parsed);
        var chosen = _deployments.Choose(parsed, folder, files);
        chosen = chosen with { Deployments = shard.Of(chosen.Deployments) };
        var settings = chosen.SettingsFor(files) with { ShowsAll = parsed.GetValue(_noIgnores), Baseline = _baseline.Find(parsed, folder, chosen.Root, files) };
        var changes = parsed.GetValue(_changedSince) is { } reference ? GitChanges.Since(reference, chosen.RepositoryFolder) : null;

        var report = chosen.Judge(files, settings, IsWanted(changes), outputs.ShowDeployments);
        if (changes is not null && report.Deployments.Count == 0)
            Terminal.Error.WriteLine("koda-lint: no deployment has changed since " + parsed.GetValue(_changedSince));
        outputs.Write(report, chosen.Root, files);
        return _failOn.ExitCodeOf(report, parsed);
    }

    private static Func<JudgedDeployment, IReadOnlyDictionary<string, FileAnswer>, bool>? IsWanted(GitChanges? changes) =>
        changes is null ? null : (deployment, answers) => changes.Touch(deployment, answers.Keys);
}
