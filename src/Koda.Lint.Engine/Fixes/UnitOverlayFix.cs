using Koda.Lint.Compose;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>Names the production overlay in a unit's call of <c>docker compose</c>: behind the files that it names, or together with all of them.</summary>
internal sealed class UnitOverlayFix : FindingFix
{
    private const string Call = "compose";

    /// <summary>The ways to name a file, the longer one of the same start first.</summary>
    private static readonly string[] FileOptions = ["--file=", "--file ", "-f=", "-f "];

    public override FixProposal Propose(FixRequest request)
    {
        var project = request.Deployment.Project.Files;
        var unit = request.Deployment.Companions.Units.SelectMany(found => found.Files).Select(found => found.File)
            .FirstOrDefault(file => file.Path == request.Finding.Location.Path);
        if (unit is null || project.FirstOrDefault(ComposeFileName.IsForProduction) is not { } overlay)
            return FixProposal.Not("its unit is not at hand");
        var names = project.Select(DeploymentPath.NameOf).ToList();
        if (names.Exists(name => name.Any(char.IsWhiteSpace)))
            return FixProposal.Not("a file's name has blanks");

        var start = unit.GetOffset(request.Finding.Location.Start);
        var command = unit.Text.Substring(start, unit.GetOffset(request.Finding.Location.End) - start);
        var calls = CallsIn(command).ToList();
        if (calls.Count != 1)
            return FixProposal.Not("the command calls compose " + (calls.Count == 0 ? "through something else" : "more than once"));

        var (at, text) = LastFile(command, calls[0]) is { } last
            ? (last.End, " -f " + FolderOf(command.Substring(last.Start, last.End - last.Start)) + DeploymentPath.NameOf(overlay))
            : (calls[0] + Call.Length, string.Concat(names.Select(name => " -f " + name)));
        return FixProposal.Of(new TextEdit(new SourceSpan(unit, start + at, start + at), text));
    }

    /// <summary>Where <c>docker compose</c>, <c>docker-compose</c> and their like say <c>compose</c>.</summary>
    private static IEnumerable<int> CallsIn(string command)
    {
        for (var at = command.IndexOf(Call, StringComparison.Ordinal); at >= 0; at = command.IndexOf(Call, at + 1, StringComparison.Ordinal))
        {
            var end = at + Call.Length;
            if (at > 0 && command[at - 1] is ' ' or '\t' or '-' && end < command.Length && command[end] is ' ' or '\t')
                yield return at;
        }
    }

    /// <summary>The last file that the call names.</summary>
    private static (int Start, int End)? LastFile(string command, int call)
    {
        (int Start, int End)? found = null;
        foreach (var option in FileOptions)
        {
            var at = command.LastIndexOf(" " + option, StringComparison.Ordinal);
            var start = at + 1 + option.Length;
            if (at < call || found is { } before && start <= before.Start)
                continue;
            var end = command.IndexOfAny([' ', '\t', '\r', '\n', '"', '\''], start);
            found = (start, end < 0 ? command.Length : end);
        }

        return found;
    }

    private static string FolderOf(string path) => path.Substring(0, path.LastIndexOf('/') + 1);
}
