using System.CommandLine;
using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Facts;
using Koda.Lint.Files;
using Koda.Lint.Reports;
using Koda.Lint.Reports.Sarif;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint check</c>: finds deployments, judges them, writes a report.</summary>
internal sealed class CheckCommand
{
    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "The folder to judge, or one Compose file. The current folder by default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "A Compose file, '-' for standard input; again for each overlay. Judges these as one deployment instead of what PATH holds.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _envFiles = new("--env-file")
    {
        Description = "A file of variables in place of .env; a later one wins.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _profiles = new("--profile")
    {
        Description = "A profile to enable; '*' for all.",
        HelpName = "NAME",
    };

    private readonly Option<string> _environment = new("--environment")
    {
        Description = "What the deployment is for: auto (its files and settings tell), production or development.",
        DefaultValueFactory = _ => "auto",
        HelpName = "auto|production|development",
    };

    private readonly Option<bool> _requireEnv = new("--require-env")
    {
        Description = "Take values that .env supplies as missing when there is no .env: for the step before a deploy.",
    };

    private readonly Option<bool> _inheritEnv = new("--inherit-env")
    {
        Description = "Let the shell's variables win over .env as Docker Compose does.",
    };

    private readonly Option<bool> _recursive = new("--recursive")
    {
        Description = "Look below PATH, too, but not where git ignores, nor in .git, node_modules, bin or obj.",
    };

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

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration, in place of the nearest koda-lint.yml in PATH or above it.",
        HelpName = "FILE",
    };

    private readonly Option<bool> _noColour = new("--no-color")
    {
        Description = "No colours, as with NO_COLOR=1.",
    };

    private readonly Option<string> _maxFileSize = new("--max-file-size")
    {
        Description = "The largest file that is read, such as 64MiB.",
        DefaultValueFactory = _ => ByteSize.ToText(DiskFileProvider.DefaultMaxFileSize),
        HelpName = "SIZE",
    };

    public CheckCommand()
    {
        _environment.AcceptOnlyFromAmong("auto", "production", "development");
        _format.AcceptOnlyFromAmong("text", "json", "sarif");
        _failOn.AcceptOnlyFromAmong("error", "warning", "info");
    }

    /// <summary>Gives a command the arguments and the action.</summary>
    public void AddTo(Command command)
    {
        command.Add(_path);
        foreach (var option in (Option[])[_files, _envFiles, _profiles, _environment, _requireEnv, _inheritEnv, _recursive, _format, _failOn, _config, _noColour, _maxFileSize])
            command.Add(option);
        command.SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        if (!ByteSize.TryParse(parsed.GetValue(_maxFileSize)!, out var maxFileSize))
            throw new UsageException("--max-file-size takes a size up to " + ByteSize.ToText(ByteSize.Largest) + ", such as 64MiB");
        var files = new DiskFileProvider(maxFileSize, Console.OpenStandardInput);
        var (root, configuration, discovered) = Discover(parsed, folder, files);

        CheckReport report;
        using (var progress = new ProgressLine())
        {
            var check = new DeploymentCheck(files)
            {
                Root = root,
                Configuration = configuration,
                Facts = new SecretFileFacts(files, () => DateTimeOffset.UtcNow),
                Progress = plan => progress.Show("judging " + plan.Name),
            };
            report = check.Run(discovered);
        }

        Write(report, parsed, folder, root, files);
        var failOn = parsed.GetValue(_failOn) switch
        {
            "warning" => Severity.Warning,
            "info" => Severity.Info,
            _ => Severity.Error,
        };
        return report.HasAtLeast(failOn) ? ExitCode.Findings : ExitCode.Clean;
    }

    private (string Root, LintConfiguration Configuration, DiscoveredDeployments Discovered) Discover(ParseResult parsed, string folder, DiskFileProvider files)
    {
        var environment = parsed.GetValue(_environment) switch
        {
            "production" => DeploymentEnvironment.Production,
            "development" => DeploymentEnvironment.Development,
            _ => DeploymentEnvironment.Auto,
        };
        var options = new ComposeRequest
        {
            WorkingDirectory = folder,
            Files = parsed.GetValue(_files) ?? [],
            EnvFiles = parsed.GetValue(_envFiles) ?? [],
            Profiles = parsed.GetValue(_profiles) ?? [],
            RequireEnv = parsed.GetValue(_requireEnv),
            Shell = parsed.GetValue(_inheritEnv) ? Terminal.Variables() : [],
            HomeDirectory = Terminal.HomeFolder,
        };

        var path = parsed.GetValue(_path) ?? ".";
        var place = DeploymentPath.Resolve(folder, path);
        if (!Directory.Exists(place))
        {
            if (!File.Exists(place))
                throw new UsageException("there is no '" + path + "'");
            if (options.Files.Count > 0)
                throw new UsageException("'" + path + "' is a file: name it with -f like the others");
            options = options with { Files = [place] };
            place = folder;
        }

        foreach (var named in options.Files.Concat(options.EnvFiles))
        {
            if (files.WhyNotOpened(named == DiskFileProvider.StandardInput ? named : DeploymentPath.Resolve(folder, named)) is { } reason)
                throw new UsageException("'" + named + "' cannot be read: " + reason);
        }

        var configured = Configured(parsed, folder, place, files);
        if (options.Files.Count > 0)
            return (parsed.GetValue(_path) is null ? folder : place, configured.Configuration, DeploymentDiscovery.Of(options, environment));
        if (configured.Configuration.Deployments.Count > 0)
            return (configured.Folder, configured.Configuration, DeploymentDiscovery.Of(configured, options, environment));
        var isRecursive = parsed.GetValue(_recursive);
        var discovered = DeploymentDiscovery.Find(place, isRecursive, options, environment, files);
        if (discovered.Plans.Count > 0)
            return (place, configured.Configuration, discovered);
        if (discovered.LeftOut.Contains(place))
            throw new UsageException("'" + path + "' cannot be listed: permission is denied");
        throw new UsageException(
            "no deployment in '" + path + "'" + (isRecursive ? " or below it" : "")
            + ": there is no " + string.Join(", ", ComposeFileName.BaseNames) + " or *.release.yml"
            + (isRecursive ? "" : " (--recursive looks below it, too; -f names other files)"));
    }

    /// <summary>The configuration that holds for a place; one with mistakes stops the run, with all of them told.</summary>
    private ConfigurationFile Configured(ParseResult parsed, string folder, string place, DiskFileProvider files)
    {
        var configured = parsed.GetValue(_config) is { } named
            ? ConfigurationFile.Read(DeploymentPath.Resolve(folder, named), files)
            : ConfigurationFile.Find(place, files);
        if (configured.Problems.Count == 0)
            return configured;
        throw new UsageException(string.Join(
            "\nkoda-lint: ",
            configured.Problems.Select(problem => RelativePath.From(folder, problem.Span.File.Path) + ":" + problem.Span.ToLocation().Start + ": " + problem.Message)));
    }

    private void Write(CheckReport report, ParseResult parsed, string folder, string root, DiskFileProvider files)
    {
        if (parsed.GetValue(_format) is "json" or "sarif")
        {
            using var stream = Terminal.OpenOutput();
            if (parsed.GetValue(_format) == "json")
                JsonReportWriter.Write(report, stream, folder, ToolVersion.Current);
            else
                SarifReportWriter.Write(report, stream, root, ToolVersion.Current);
            return;
        }

        using var output = Terminal.OpenTextOutput();
        new TextReportWriter(output, files, Terminal.ReportOptions(folder, parsed.GetValue(_noColour))).Write(report);
    }
}
