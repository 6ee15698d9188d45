using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Settings;

namespace Koda.Lint.Fixes;

/// <summary>
/// Gives a setting the value that production needs: where it is written, be that a Compose file or an env file; in the overlay when it is the base
/// file that has it, since development shares that one.
/// </summary>
internal sealed class SettingFix(params (string Variable, string Value)[] values) : FindingFix
{
    public override FixProposal Propose(FixRequest request)
    {
        foreach (var service in request.Deployment.Project.Services)
        {
            foreach (var (variable, value) in values)
            {
                if (request.Finding.Subject == "services." + service.Name + ".environment:" + variable)
                    return Set(request, service, ["services", service.Name, "environment"], variable, service.VariableValue(variable), value);
                if (request.Finding.Subject == "services." + service.Name + ".build.args:" + variable)
                    return Set(request, service, ["services", service.Name, "build", "args"], variable, service.BuildArgument(variable), value);
            }
        }

        foreach (var (variable, value) in values)
        {
            // An env file that no service reads holds the settings of a process on the host itself.
            if (request.Finding.Subject == "env:" + variable && request.Deployment.Project.FindVariable(variable)?.Span is { } place)
                return FixProposal.Of(new TextEdit(place, value));
        }

        return FixProposal.Not("it is not set by a Compose file or an env file");
    }

    private static FixProposal Set(FixRequest request, ComposeService service, string[] path, string variable, ModelScalar? current, string value)
    {
        // What other programs mean by NODE_ENV is theirs; Koda's own variable wins over it.
        if (variable == KodaVariables.NodeEnvironment)
            return Insert(request, service, path, KodaVariables.Environment, value);
        if (current is null)
            return Insert(request, service, path, variable, value);
        if (ScalarEdit.PlaceOf(current, out var whyNot) is not { } place)
            return FixProposal.Not(whyNot!);
        return IsInSharedFile(request, place.File.Path) ? Insert(request, service, path, variable, value) : FixProposal.Of(new TextEdit(place, value));
    }

    private static FixProposal Insert(FixRequest request, ComposeService service, string[] path, string variable, string value)
    {
        var files = request.Deployment.Project.Files;
        var target = files.Count > 1 ? files[files.Count - 1] : service.NameSource.Span.File.Path;
        return request.Files.Read(target).File is { } file
            ? YamlSetting.Insert(file, path, variable, value)
            : FixProposal.Not("'" + DeploymentPath.NameOf(target) + "' cannot be read");
    }

    /// <summary>Any Compose file but the last of several.</summary>
    private static bool IsInSharedFile(FixRequest request, string path)
    {
        var project = request.Deployment.Project;
        return project.Files.Count > 1 && path != project.Files[project.Files.Count - 1] && project.EnvFileContents.All(env => env.File.Path != path);
    }
}
