using System.CommandLine;
using System.Text;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Files;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint init</c>: writes a <c>koda-lint.yml</c> that names what discovery finds.</summary>
internal sealed class InitCommand
{
    private readonly DeploymentOptions _deployments = new();
    private readonly Option<bool> _force = new("--force") { Description = "Write the file anew where there is one." };

    public InitCommand()
    {
        Command = new Command("init", "Writes a " + LintConfiguration.FileName + " that names the deployments found in PATH.");
        _deployments.AddTo(Command);
        Command.Add(_force);
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var folder = Terminal.Folder;
        var files = _deployments.OpenFiles(parsed);
        var chosen = _deployments.Choose(parsed, folder, files, readsConfiguration: false);
        var path = DeploymentPath.Resolve(chosen.Root, LintConfiguration.FileName);
        var shown = RelativePath.From(folder, path);
        if (Path.Exists(path) && !parsed.GetValue(_force))
            throw new UsageException("'" + shown + "' is there already; --force writes it anew");

        // Which files COMPOSE_FILE names is known after loading.
        var plans = chosen.Deployments.Plans
            .Select(plan => (plan, Files: ComposeLoader.Load(plan.Request, files).Files))
            .Where(found => found.Files.Count > 0)
            .ToList();
        OutputFile.Write(path, new UTF8Encoding(false).GetBytes(LintConfigurationWriter.Write(plans, chosen.Root)));
        using var output = Terminal.OpenTextOutput();
        output.Write(shown + " names " + (plans.Count == 1 ? "1 deployment" : plans.Count + " deployments") + ": " + string.Join(", ", plans.Select(found => found.plan.Name)) + "\n");
        return ExitCode.Clean;
    }
}
