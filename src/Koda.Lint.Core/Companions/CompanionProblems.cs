using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Companions;

/// <summary>Turns what readers could not take into words.</summary>
internal sealed class CompanionProblems
{
    /// <summary>Files that come with nginx itself and change no route: they lie on the server, not in the tree.</summary>
    private static readonly string[] DistributedWithNginx =
    [
        "mime.types", "fastcgi_params", "fastcgi.conf", "fastcgi-php.conf", "uwsgi_params", "scgi_params", "proxy_params", "options-ssl-nginx.conf", "koi-utf", "koi-win", "win-utf",
    ];

    private readonly List<CompanionProblem> _all = [];

    public IReadOnlyList<CompanionProblem> All => _all;

    public void AddUnreadable(string path, FileAnswer answer)
    {
        var name = DeploymentPath.NameOf(path);
        _all.Add(new CompanionProblem(answer.RefusalText(name) ?? RuleTexts.FileUnreadable.Default(name, answer.Reason!), Location.OfFile(path), "file"));
    }

    /// <summary>What systemd passes over with a warning in its journal.</summary>
    public void AddSkipped(ReadProblem problem) =>
        Add(RuleTexts.FileUnreadable.Skipped(NameOf(problem), problem.Message), problem);

    public void Add(ReadProblem problem, string format)
    {
        switch (problem.Kind)
        {
            case ReadProblemKind.Malformed:
                Add(RuleTexts.FileUnreadable.Syntax(NameOf(problem), format, problem.Message), problem);
                break;
            case ReadProblemKind.NotUnderstood:
                Add(RuleTexts.FileUnreadable.NotUnderstood(NameOf(problem), problem.Message), problem);
                break;
            case ReadProblemKind.LimitReached:
                Add(RuleTexts.LimitReached.Reader(NameOf(problem), problem.Message), problem);
                break;
            case ReadProblemKind.ReferenceBroken when LiesElsewhere(problem.Span.Text):
                if (!IsHarmless(problem.Span.Text))
                    Add(RuleTexts.ReferenceBroken.Elsewhere(problem.Span.Text.Trim('"', '\'')), problem);
                break;
            case ReadProblemKind.ReferenceBroken:
                Add(RuleTexts.ReferenceBroken.Included(NameOf(problem), problem.Message), problem);
                break;
        }
    }

    private void Add(FindingText text, ReadProblem problem) =>
        _all.Add(new CompanionProblem(text, problem.Span.ToLocation(), "read:" + NameOf(problem)));

    private static string NameOf(ReadProblem problem) => DeploymentPath.NameOf(problem.Span.File.Path);

    /// <summary>An absolute path is one of the server's, and a checkout does not hold it; nor what nginx brings along.</summary>
    private static bool LiesElsewhere(string written) => DeploymentPath.IsAbsolute(written.Trim('"', '\'')) || IsHarmless(written);

    private static bool IsHarmless(string written)
    {
        var path = written.Trim('"', '\'');
        return DistributedWithNginx.Contains(DeploymentPath.NameOf(path)) || path.IndexOf("modules-enabled/", StringComparison.Ordinal) >= 0;
    }
}
