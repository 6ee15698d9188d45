using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Files;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli.Commands;

/// <summary>Where a report goes, and in which formats: one on standard output, and any number in files.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _format = new("--format")
    {
        Description = "What standard output gets: " + string.Join(", ", ReportFormat.All.Select(format => format.Name)) + ".",
        DefaultValueFactory = _ => ReportFormat.All[0].Name,
        HelpName = string.Join('|', ReportFormat.All.Select(format => format.Name)),
    };

    private readonly Option<string[]> _outputs = new("--output", "-o")
    {
        Description = "A report in a file beside that, such as sarif=koda-lint.sarif; again for each further one.",
        HelpName = "FORMAT=FILE",
    };

    private readonly Option<bool> _noColour = new("--no-color")
    {
        Description = "No colours, as with NO_COLOR=1.",
    };

    public OutputOptions() => _format.AcceptOnlyFromAmong([.. ReportFormat.All.Select(format => format.Name)]);

    /// <summary>Gives a command the options.</summary>
    public void AddTo(Command command)
    {
        command.Add(_format);
        command.Add(_outputs);
        command.Add(_noColour);
    }

    /// <summary>Reads the options, so that a mistake in them is told before anything is judged.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The current folder.</param>
    /// <exception cref="UsageException">A file's format is none, its folder is missing, or two reports have one file.</exception>
    public ReportOutputs Read(ParseResult parsed, string folder)
    {
        var files = new Dictionary<string, ReportFormat>(StringComparer.Ordinal);
        foreach (var output in parsed.Values(_outputs))
        {
            var equals = output.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == output.Length - 1 || ReportFormat.Find(output[..equals]) is not { } format)
                throw new UsageException("--output takes FORMAT=FILE, such as sarif=koda-lint.sarif, with one of " + string.Join(", ", ReportFormat.All.Select(known => known.Name)) + "; not '" + output + "'");
            var path = DeploymentPath.Resolve(folder, output[(equals + 1)..]);
            if (!Directory.Exists(DeploymentPath.FolderOf(path)))
                throw new UsageException("'" + output + "' cannot be written: there is no folder '" + DeploymentPath.FolderOf(path) + "'");
            if (Directory.Exists(path))
                throw new UsageException("'" + output + "' cannot be written: it is a folder");
            if (!files.TryAdd(path, format))
                throw new UsageException("--output names '" + path + "' twice");
        }

        return new ReportOutputs(ReportFormat.Find(parsed.GetValue(_format)!)!, files, Terminal.ReportOptions(folder, parsed.GetValue(_noColour)));
    }
}

/// <summary>The reports that were asked for.</summary>
/// <param name="Standard">The format of standard output.</param>
/// <param name="Files">The formats of files, by absolute path.</param>
/// <param name="Text">How text looks on standard output.</param>
internal sealed record ReportOutputs(ReportFormat Standard, IReadOnlyDictionary<string, ReportFormat> Files, TextReportOptions Text)
{
    /// <summary>Whether one of them shows the deployments themselves.</summary>
    public bool ShowDeployments => Standard.ShowsDeployments || Files.Values.Any(format => format.ShowsDeployments);

    /// <summary>Writes all of them, standard output last: whoever waits for it finds the files done.</summary>
    /// <exception cref="UsageException">A file cannot be written.</exception>
    public void Write(CheckReport report, string root, IFileProvider files)
    {
        var surroundings = new ReportSurroundings
        {
            Folder = Text.Folder,
            Root = root,
            Files = files,
            ToolVersion = () => ToolVersion.Current,
            Text = new TextReportOptions { Folder = Text.Folder },
            MadeAt = DateTimeOffset.UtcNow,
        };
        foreach (var (path, format) in Files)
        {
            try
            {
                WholeFile.Write(path, stream => format.Write(report, stream, surroundings));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new UsageException("'" + path + "' cannot be written: " + (e is UnauthorizedAccessException ? "permission is denied" : "the system refuses"));
            }
        }

        using var output = Terminal.OpenOutput();
        Standard.Write(report, output, surroundings with { Text = Text });
    }
}
