using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Policy;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint check</c>: finds deployments, judges them, writes a report.</summary>
internal sealed class CheckCommand
{
    private readonly CheckInput _input = new();
    private readonly ReportOutput _output = new();

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "The findings to admit, in place of the nearest " + Baseline.FileName + " in PATH or above it.",
        HelpName = "FILE",
    };

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
        _input.AddTo(command);
        foreach (var option in (Option[])[_baseline, _noIgnores, _changedSince, _shard])
            command.Add(option);
        _output.AddTo(command);
        command.SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var shard = Shard.Whole;
        if (parsed.GetValue(_shard) is { } part && !Shard.TryParse(part, out shard))
            throw new UsageException("--shard takes a part and how many there are, such as 3/8");
        var subject = _input.Find(parsed);
        subject = subject with { Discovered = shard.Of(subject.Discovered) };
        var settings = subject.Settings with { ShowsAll = parsed.GetValue(_noIgnores), Baseline = FindBaseline(parsed, subject) };
        var changes = parsed.GetValue(_changedSince) is { } reference ? GitChanges.Since(reference, subject.Root) : null;
        var report = subject.Judge(settings, IsWanted(changes));
        if (changes is not null && report.Deployments.Count == 0)
            Terminal.Error.WriteLine("koda-lint: no deployment has changed since " + parsed.GetValue(_changedSince));
        return _output.Write(report, parsed, subject.Folder, subject.Root, subject.Files);
    }

    private Baseline? FindBaseline(ParseResult parsed, CheckSubject subject)
    {
        var baseline = parsed.GetValue(_baseline) is { } named
            ? Baseline.Read(DeploymentPath.Resolve(subject.Folder, named), subject.Files)
            : Baseline.Find(subject.Root, subject.Files);
        CheckInput.Refuse(baseline?.Problems ?? [], subject.Folder);
        return baseline;
    }

    private static Func<JudgedDeployment, IReadOnlyDictionary<string, FileAnswer>, bool>? IsWanted(GitChanges? changes) =>
        changes is null ? null : (deployment, answers) => changes.Touch(deployment, answers.Keys);
}
