using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Files;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint merge</c>: joins the SARIF reports of several machines.</summary>
internal sealed class MergeCommand
{
    private readonly OutputOptions _output = new();
    private readonly FailOnOption _failOn = new();
    private readonly Argument<string[]> _reports = new("REPORT") { Description = "SARIF reports of 'koda-lint check --shard', in any order.", Arity = ArgumentArity.OneOrMore };

    public MergeCommand()
    {
        Command = new Command("merge", "Joins the SARIF reports of several machines to the one that a single run would have given.") { _reports };
        _output.AddTo(Command);
        Command.Add(_failOn);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var outputs = _output.Read(parsed, folder);
        var reports = new List<CheckReport>();
        string? root = null;
        foreach (var name in parsed.GetValue(_reports)!)
            reports.Add(Read(name, folder, ref root));
        var report = ReportMerge.Join(reports);

        // Reports come from other machines: what they name shows no line of a file outside of what was judged.
        var files = new DiskFileProvider();
        files.Boundary = new ReadBoundary([ReadBoundary.RootOf(folder, files), folder], []);
        outputs.Write(report, root!, files);
        return _failOn.ExitCodeOf(report, parsed);
    }

    private static CheckReport Read(string name, string folder, ref string? root)
    {
        try
        {
            using var log = File.OpenRead(DeploymentPath.Resolve(folder, name));
            return SarifReportReader.Read(log, ref root);
        }
        catch (FormatException e)
        {
            throw new UsageException("'" + name + "' cannot be merged: " + e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException("'" + name + "' cannot be read");
        }
    }
}
