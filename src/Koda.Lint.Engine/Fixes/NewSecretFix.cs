using Koda.Lint.Compose;
using Koda.Lint.Compose.Model;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Rules;

namespace Koda.Lint.Fixes;

/// <summary>Writes a random secret in place of a placeholder or a short one, or where an env file leaves one empty. Only when that is asked for.</summary>
internal sealed class NewSecretFix : FindingFix
{
    private const string SubjectStart = "secret:";

    public override FixProposal Propose(FixRequest request)
    {
        var name = request.Finding.Subject.Substring(SubjectStart.Length);
        if (FindEntry(request, name) is not { } entry)
        {
            return FixProposal.Not(request.Finding.Rule == RuleCatalogue.SecretMissing
                ? "no env file has a line for it"
                : "'" + DeploymentPath.NameOf(request.Finding.Location.Path) + "' is no place for a secret: move it to an env file");
        }

        if (request.NewSecret is not { } newSecret)
            return FixProposal.Not("a new value would lock out whoever knows the old one: `--unsafe` writes a random one");
        if (entry.Value.IndexOf(',') >= 0)
            return FixProposal.Not("it has several tokens, and only their owners know which of them are in use");
        if (entry.Value.Length > 0 && UserOf(request, entry) is { } user)
            return FixProposal.Not("'" + user + "' has the same value written out, and both have to change");
        return FixProposal.Of(new TextEdit(entry.ValueSpan, newSecret()));
    }

    private static EnvEntry? FindEntry(FixRequest request, string name)
    {
        foreach (var file in request.Deployment.Project.EnvFileContents)
        {
            if (file.Find(name) is { IsInherited: false, HasValue: true, Uses.Count: 0 } entry
                && (entry.ValueSpan.ToLocation() == request.Finding.Location || (request.Finding.Rule == RuleCatalogue.SecretMissing && entry.Value.Length == 0)))
                return entry;
        }

        return null;
    }

    /// <summary>A setting with a URL that has the same password written out, such as a database's address beside its password.</summary>
    private static string? UserOf(FixRequest request, EnvEntry entry)
    {
        var settings = request.Deployment.Project.EnvFileContents.SelectMany(file => file.Entries).Where(other => other.Uses.Count == 0).Select(other => (other.Key, other.Value))
            .Concat(request.Deployment.Project.Services.SelectMany(service => service.Environment)
                .Select(setting => (setting.Key, Value: (setting.Value as ModelScalar)?.Text ?? "", Uses: (setting.Value as ModelScalar)?.Variables ?? []))
                .Where(setting => !setting.Uses.Any(use => use.Contributes && use.Definition?.Span == entry.ValueSpan))
                .Select(setting => (setting.Key, setting.Value)));
        return settings.FirstOrDefault(setting => setting.Value.IndexOf(":" + entry.Value + "@", StringComparison.Ordinal) >= 0).Key;
    }
}
