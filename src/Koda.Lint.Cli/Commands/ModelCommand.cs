using System.CommandLine;
using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli.Commands;

/// <summary>
/// <c>koda-lint model</c>: takes <c>docker compose</c>'s global options and stands in for its <c>config</c>; <c>origins</c> says where each value
/// came from.
/// </summary>
internal sealed class ModelCommand
{
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "A Compose file, '-' for standard input; again for each overlay.", HelpName = "FILE" };
    private readonly Option<string[]> _envFiles = new("--env-file") { Description = "A file of variables in place of .env; a later one wins.", HelpName = "FILE" };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "A profile to enable; '*' for all.", HelpName = "NAME" };
    private readonly Option<string?> _projectName = new("--project-name", "-p") { Description = "The project's name.", HelpName = "NAME" };
    private readonly Option<string?> _projectDirectory = new("--project-directory", "--workdir") { Description = "The folder that relative paths are seen from.", HelpName = "FOLDER" };

    private readonly Argument<string[]> _services = new("SERVICE") { Description = "The services to show, with what they depend on; all by default.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string> _format = new("--format") { Description = "yaml or json.", DefaultValueFactory = _ => "yaml", HelpName = "yaml|json" };
    private readonly Option<bool> _noInterpolate = new("--no-interpolate") { Description = "Leave variables as they are written." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print nothing: the exit code tells." };
    private readonly Option<bool> _showServices = new("--services") { Description = "Print the names of the services." };
    private readonly Option<bool> _showProfiles = new("--profiles") { Description = "Print the names of the profiles." };
    private readonly Option<bool> _showImages = new("--images") { Description = "Print the names of the images." };
    private readonly Option<bool> _showVolumes = new("--volumes") { Description = "Print the names of the volumes." };

    public ModelCommand()
    {
        _format.AcceptOnlyFromAmong("yaml", "json");

        var config = new Command("config", "Prints the effective model as 'docker compose config' does, secrets included.") { Aliases = { "convert" } };
        config.Add(_services);
        foreach (var option in (Option[])[_format, _noInterpolate, _quiet, _showServices, _showProfiles, _showImages, _showVolumes])
            config.Add(option);
        config.SetAction(PrintConfig);

        var origins = new Command("origins", "Prints every value of the effective model with the place that set it. Secrets are masked.");
        origins.Add(_services);
        origins.SetAction(PrintOrigins);

        Command = new Command("model", "Shows the effective model. Takes the options of 'docker compose', then a command.") { config, origins };
        foreach (var option in (Option[])[_files, _envFiles, _profiles, _projectName, _projectDirectory])
            Command.Add(option);

        // What Docker Compose takes and what changes nothing about a model.
        foreach (var name in (string[])["--ansi", "--parallel", "--progress"])
            Command.Add(new Option<string?>(name) { Hidden = true });
        foreach (var name in (string[])["--all-resources", "--dry-run", "--no-ansi", "--verbose", "--debug"])
            Command.Add(new Option<bool>(name) { Hidden = true });
    }

    public Command Command { get; }

    private int PrintConfig(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var showProfiles = parsed.GetValue(_showProfiles);
        var project = Load(parsed, folder, interpolate: !parsed.GetValue(_noInterpolate), allProfiles: showProfiles);
        if (Complain(project, folder))
            return ExitCode.Findings;

        IEnumerable<string>? names = parsed.GetValue(_showServices) ? project.Services.Select(service => service.Name)
            : parsed.GetValue(_showVolumes) ? (project.Model["volumes"] as ModelMap)?.Entries.Select(volume => volume.Key) ?? []
            : showProfiles ? project.Services.SelectMany(ProfilesOf)
            : parsed.GetValue(_showImages) ? project.Services.Select(service => service.Image?.Text ?? project.Name + "-" + service.Name)
            : null;
        if (names is not null)
        {
            using var output = Terminal.OpenTextOutput();
            foreach (var name in names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
                output.Write(name + "\n");
        }
        else if (!parsed.GetValue(_quiet))
        {
            PrintModel(project, parsed.GetValue(_format) == "json", interpolated: !parsed.GetValue(_noInterpolate));
        }

        return ExitCode.Clean;
    }

    private static void PrintModel(ComposeProject project, bool asJson, bool interpolated)
    {
        using var stream = Terminal.OpenOutput();
        if (asJson)
            ComposeConfigWriter.WriteJson(project, stream, interpolated);
        else
            ComposeConfigWriter.WriteYaml(project, stream, interpolated);
    }

    private int PrintOrigins(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var project = Load(parsed, folder, interpolate: true, allProfiles: false);
        using (var output = Terminal.OpenTextOutput())
            new OriginsWriter(output, folder).Write(project);
        return Complain(project, folder) ? ExitCode.Findings : ExitCode.Clean;
    }

    private static IEnumerable<string> ProfilesOf(ComposeService service) =>
        (service.Model["profiles"] as ModelList)?.Items.OfType<ModelScalar>().Select(profile => profile.Text) ?? [];

    private ComposeProject Load(ParseResult parsed, string folder, bool interpolate, bool allProfiles)
    {
        var request = new ComposeRequest
        {
            WorkingDirectory = folder,
            Files = parsed.Values(_files),
            EnvFiles = parsed.Values(_envFiles),
            Profiles = allProfiles ? ["*"] : parsed.Values(_profiles),
            ProjectName = parsed.GetValue(_projectName),
            ProjectDirectory = parsed.GetValue(_projectDirectory),
            Shell = Terminal.Variables(),
            HomeDirectory = Terminal.HomeFolder,
            Services = parsed.GetValue(_services) ?? [],
            Interpolate = interpolate,
        };
        return ComposeLoader.Load(request, new DiskFileProvider(openStandardInput: Console.OpenStandardInput));
    }

    /// <summary>Warns of variables without a value, and says why Docker Compose would refuse the project, if it would.</summary>
    private static bool Complain(ComposeProject project, string folder)
    {
        foreach (var unset in project.UnresolvedVariables.Where(variable => variable.Use.State == VariableState.Unset).DistinctBy(variable => variable.Use.Name))
            Complain(folder, "warning", unset.Span.ToLocation(), "the \"" + unset.Use.Name + "\" variable is not set. Defaulting to a blank string.");
        foreach (var missing in project.UnresolvedVariables.Where(variable => variable.Use.State == VariableState.RequiredMissing))
            Complain(folder, "error", missing.Span.ToLocation(), "required variable " + missing.Use.Name + " is missing a value" + (missing.Reason is { } reason ? ": " + reason : ""));
        foreach (var problem in project.Problems)
            Complain(folder, problem.Text.Severity == Severity.Error ? "error" : "warning", problem.Span?.ToLocation() ?? Location.OfFile(problem.Path), problem.Text.Message);
        return project.IsRefused;
    }

    private static void Complain(string folder, string severity, Location place, string message)
    {
        var path = place.Path == DiskFileProvider.StandardInput ? "<stdin>" : RelativePath.From(folder, place.Path);
        Terminal.Error.WriteLine(path + ":" + place.Start + ": " + severity + ": " + message);
    }
}
