using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>Words for a file that gave no text: at its own path, or where another file names it.</summary>
internal static class FileProblem
{
    /// <summary>A file that the host named. The finding stands at its path, so that its name is enough.</summary>
    public static ComposeProblem Of(string path, FileAnswer answer)
    {
        var name = DeploymentPath.NameOf(path);
        return new ComposeProblem(answer.RefusalText(name) ?? RuleTexts.FileUnreadable.Default(name, answer.Reason!), path, span: null, "file");
    }

    /// <summary>A file that <c>include</c>, <c>extends</c> or <c>env_file</c> names, called by its way from the folder it is looked up from.</summary>
    public static ComposeProblem Of(string path, FileAnswer answer, string key, SourceSpan from, string folder)
    {
        var name = DeploymentPath.RelativeTo(folder, path);
        var text = answer.RefusalText(name) ?? (answer.Status == FileStatus.Missing
            ? RuleTexts.ReferenceBroken.MissingFile(key, name, folder)
            : RuleTexts.FileUnreadable.Default(name, answer.Reason!));
        return new ComposeProblem(text, from.File.Path, from, key + ":" + DeploymentPath.NameOf(path));
    }
}
