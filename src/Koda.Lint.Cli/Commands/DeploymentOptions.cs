using System.CommandLine;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Cli.Commands;

/// <summary>What is to be judged, as the command line says it: shared by the commands that judge.</summary>
internal sealed class DeploymentOptions
{
    private readonly Argument<string?> _path = new("PATH")
    {
        Description = "The folder to judge, or one file: Compose ('-' for standard input), a Caddyfile, nginx*.conf, *.service, appsettings.json. The current folder by default.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _files = new("--file", "-f")
    {
        Description = "A Compose file, '-' for standard input; again for each overlay, and for a proxy's configuration, a unit or settings that belong to it. Judges these as one deployment instead of what PATH holds.",
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

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration, in place of the nearest koda-lint.yml in PATH or above it.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _allowRead = new("--allow-read")
    {
        Description = "A folder or file outside of the repository that deployments may lead to; nothing else outside of it is read.",
        HelpName = "PATH",
    };

    private readonly Option<string> _maxFileSize = new("--max-file-size")
    {
        Description = "The largest file that is read, such as 64MiB.",
        DefaultValueFactory = _ => ByteSize.ToText(DiskFileProvider.DefaultMaxFileSize),
        HelpName = "SIZE",
    };

    public DeploymentOptions() => _environment.AcceptOnlyFromAmong("auto", "production", "development");

    /// <summary>Gives a command the arguments.</summary>
    public void AddTo(Command command)
    {
        command.Add(_path);
        foreach (var option in (Option[])[_files, _envFiles, _profiles, _environment, _requireEnv, _inheritEnv, _recursive, _config, _allowRead, _maxFileSize])
            command.Add(option);
    }

    /// <summary>Opens the machine's files with the limits that were asked for.</summary>
    /// <exception cref="UsageException">A limit cannot be understood.</exception>
    public DiskFileProvider OpenFiles(ParseResult parsed)
    {
        if (!ByteSize.TryParse(parsed.GetValue(_maxFileSize)!, out var maxFileSize))
            throw new UsageException("--max-file-size takes a size up to " + ByteSize.ToText(ByteSize.Largest) + ", such as 64MiB");
        return new DiskFileProvider(maxFileSize, Console.OpenStandardInput);
    }

    /// <summary>Finds what there is to judge.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="folder">The current folder.</param>
    /// <param name="files">The machine's files.</param>
    /// <param name="readsConfiguration">Whether a <c>koda-lint.yml</c> has its say.</param>
    /// <exception cref="UsageException">There is nothing, or the configuration has mistakes.</exception>
    public ChosenDeployments Choose(ParseResult parsed, string folder, DiskFileProvider files, bool readsConfiguration = true)
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
            Files = parsed.Values(_files),
            EnvFiles = parsed.Values(_envFiles),
            Profiles = parsed.Values(_profiles),
            RequireEnv = parsed.GetValue(_requireEnv),
            Shell = parsed.GetValue(_inheritEnv) ? Terminal.Variables() : [],
            HomeDirectory = Terminal.HomeFolder,
        };

        var path = parsed.GetValue(_path) ?? ".";
        var place = DeploymentPath.Resolve(folder, path);
        var isStandardInput = path == DiskFileProvider.StandardInput;
        if (isStandardInput || !Directory.Exists(place))
        {
            if (!isStandardInput && !File.Exists(place))
                throw new UsageException("there is no '" + path + "'");
            if (options.Files.Count > 0)
                throw new UsageException("'" + path + "' is a file: name it with -f like the others");
            options = options with { Files = [isStandardInput ? path : place] };
            place = folder;
        }

        files.Boundary = BoundaryOf(parsed, options, folder, place, files);
        foreach (var named in options.Files.Concat(options.EnvFiles))
        {
            if (files.WhyNotOpened(named == DiskFileProvider.StandardInput ? named : DeploymentPath.Resolve(folder, named)) is { } reason)
                throw new UsageException("'" + named + "' cannot be read: " + reason);
        }

        var configured = readsConfiguration ? Configured(parsed, folder, place, files) : new ConfigurationFile(place, LintConfiguration.Empty, []);
        if (options.Files.Count > 0)
            return new(parsed.GetValue(_path) is null ? folder : place, configured.Configuration, DeploymentDiscovery.Of(options, environment));
        if (configured.Configuration.Deployments.Count > 0)
            return new(configured.Folder, configured.Configuration, DeploymentDiscovery.Of(configured, options, environment, files));
        var isRecursive = parsed.GetValue(_recursive);
        var discovered = DeploymentDiscovery.Find(place, isRecursive, options, environment, files);
        if (discovered.Plans.Count > 0)
            return new(place, configured.Configuration, discovered);
        if (discovered.LeftOut.Contains(place))
            throw new UsageException("'" + path + "' cannot be listed: permission is denied");
        throw new UsageException(
            "no deployment in '" + path + "'" + (isRecursive ? " or below it" : "")
            + ": there is no " + string.Join(", ", ComposeFileName.BaseNames) + ", *.release.yml, Caddyfile, nginx*.conf, *.service or appsettings.json"
            + (isRecursive ? "" : " (--recursive looks below it, too; -f names other files)"));
    }

    /// <summary>What was named is read wherever it lies, and lets the deployment read what lies around it.</summary>
    private ReadBoundary BoundaryOf(ParseResult parsed, ComposeRequest options, string folder, string place, DiskFileProvider files)
    {
        var composeFiles = options.Files.Where(path => path != DiskFileProvider.StandardInput).Select(path => DeploymentPath.Resolve(folder, path)).ToList();
        var config = parsed.GetValue(_config) is { } named ? DeploymentPath.Resolve(folder, named) : null;
        var allowed = parsed.Values(_allowRead).Select(path => DeploymentPath.Resolve(folder, path)).ToList();
        var places = composeFiles.Count > 0 ? composeFiles.ConvertAll(DeploymentPath.FolderOf) : [place];
        if (config is not null)
            places.Add(DeploymentPath.FolderOf(config));
        return new ReadBoundary(
            [.. places.Select(at => ReadBoundary.RootOf(at, files)).Concat(places).Concat(allowed).Distinct(StringComparer.Ordinal)],
            [.. composeFiles, .. options.EnvFiles.Select(path => DeploymentPath.Resolve(folder, path)), .. config is null ? (string[])[] : [config]]);
    }

    /// <summary>The configuration that holds for a place; one with mistakes stops the run, with all of them told.</summary>
    private ConfigurationFile Configured(ParseResult parsed, string folder, string place, DiskFileProvider files)
    {
        var configured = parsed.GetValue(_config) is { } named
            ? ConfigurationFile.Read(DeploymentPath.Resolve(folder, named), files)
            : ConfigurationFile.Find(place, files);
        Refuse(configured.Problems, folder);
        return configured;
    }

    /// <summary>Stops the run when a file that steers it has mistakes, and tells all of them.</summary>
    /// <exception cref="UsageException">It has.</exception>
    public static void Refuse(IReadOnlyList<ConfigurationProblem> problems, string folder)
    {
        if (problems.Count == 0)
            return;
        throw new UsageException(string.Join(
            KodaLintProgram.NewLine,
            problems.Select(problem => RelativePath.From(folder, problem.Span.File.Path) + ":" + problem.Span.ToLocation().Start + ": " + problem.Message)));
    }
}
