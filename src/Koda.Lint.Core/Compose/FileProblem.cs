using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>Words for a file that gave no text: at its own path, or where another file names it.</summary>
internal static class FileProblem
{
    /// <summary>A file that the host named.</summary>
    public static ComposeProblem Of(string path, FileAnswer answer) =>
        new(answer.LimitText(path) ?? RuleTexts.FileUnreadable.Default(path, answer.Reason!), path, span: null, "file");

    /// <summary>A file that <c>include</c>, <c>extends</c> or <c>env_file</c> names.</summary>
    public static ComposeProblem Of(string path, FileAnswer answer, string key, SourceSpan from, string folder)
    {
        var text = answer.LimitText(path) ?? (answer.Status == FileStatus.Missing
            ? RuleTexts.ReferenceBroken.MissingFile(key, path, folder)
            : RuleTexts.FileUnreadable.Default(path, answer.Reason!));
        return new ComposeProblem(text, from.File.Path, from, key + ":" + DeploymentPath.NameOf(path));
    }
}
