using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Systemd;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>KODA7006: a unit starts the stack without the overlay that makes it fit for production.</summary>
internal sealed class UnitSkipsProductionOverlay : DeploymentRule
{
    private const string ComposeFile = "COMPOSE_FILE";
    private static readonly string[] Keys = ["ExecStartPre", "ExecStart", "ExecStartPost", "ExecReload"];

    public override void Judge(RuleContext context)
    {
        var files = context.Deployment.Project.Files;
        // A release file stands alone: a unit that does not name it starts another deployment.
        if (files.FirstOrDefault(ComposeFileName.IsForProduction) is not { } overlay || files.Count < 2)
            return;
        foreach (var unit in context.Deployment.Companions.Units)
        {
            foreach (var command in Keys.SelectMany(unit.Commands))
            {
                if (ComposeCommand.Of(command) is { StartsContainers: true } start)
                    Judge(context, unit, command, start, files, overlay);
            }
        }
    }

    private static void Judge(RuleContext context, SystemdUnit unit, SystemdCommand command, ComposeCommand start, IReadOnlyList<string> files, string overlay)
    {
        var named = start.Files.Select(file => Expand(unit, file)).ToList();
        if (named.Count == 0 && FilesOfEnvironment(context.Deployment, unit, start) is { } fromEnvironment)
            named = [.. fromEnvironment.Split(Separator(unit)[0]).Where(file => file.Length > 0)];
        if (named.Exists(ComposeFileName.IsForProduction) || (named.Count > 0 && !named.Exists(name => files.Any(file => DeploymentPath.NameOf(file) == DeploymentPath.NameOf(name)) || IsUnknown(name))))
            return;

        var overlayName = DeploymentPath.NameOf(overlay);
        var subject = "unit:" + DeploymentPath.NameOf(unit.Files[0].File.Path);
        if (named.Exists(IsUnknown))
        {
            context.Report(RuleTexts.UnitSkipsProductionOverlay.Unknown(overlayName), command.Span, subject);
            return;
        }

        var all = string.Join(" ", files.Select(file => "-f " + DeploymentPath.NameOf(file)));
        context.Report(RuleTexts.UnitSkipsProductionOverlay.Default(overlayName, all), command.Span, subject);
    }

    private static string Separator(SystemdUnit unit) => ValueIn(unit, "COMPOSE_PATH_SEPARATOR") is { Length: > 0 } separator ? separator : ":";

    /// <summary>The command's own variables win over the unit's, and those over <c>.env</c> in the folder that it starts in.</summary>
    private static string? FilesOfEnvironment(Deployment deployment, SystemdUnit unit, ComposeCommand start) =>
        (start.Variables.TryGetValue(ComposeFile, out var own) ? own : null)
        ?? FilesOfEnvironmentFiles(deployment, unit)
        ?? ValueIn(unit, ComposeFile)
        ?? (deployment.Project.FindVariable(ComposeFile) is { Value.Length: > 0 } variable ? variable.Value : null);

    /// <summary>An <c>EnvironmentFile</c> of the server is found by its name among the deployment's env files.</summary>
    private static string? FilesOfEnvironmentFiles(Deployment deployment, SystemdUnit unit)
    {
        foreach (var path in unit.EnvironmentFiles.Reverse())
        {
            var file = deployment.Project.EnvFileContents.FirstOrDefault(env => DeploymentPath.NameOf(env.File.Path) == DeploymentPath.NameOf(path.Path.Value));
            if (file?.Find(ComposeFile) is { Value.Length: > 0 } entry)
                return entry.Value;
        }

        return null;
    }

    private static string? ValueIn(SystemdUnit unit, string name) => unit.Environment.LastOrDefault(variable => variable.Name == name)?.Value.Value;

    private static string Expand(SystemdUnit unit, string text)
    {
        foreach (var variable in unit.Environment.Reverse())
            text = text.Replace("${" + variable.Name + "}", variable.Value.Value).Replace("$" + variable.Name, variable.Value.Value);
        return text;
    }

    /// <summary>A variable of elsewhere or a specifier of a template unit decides the file.</summary>
    private static bool IsUnknown(string file) => file.IndexOf('$') >= 0 || file.IndexOf('%') >= 0;
}
