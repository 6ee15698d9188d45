using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Suppressions;

/// <summary>
/// The suppressions in the files of a run: hides the findings that they cover, and knows at the end which of them cover nothing. Every host
/// that judges deployments applies the same.
/// </summary>
public sealed class FileSuppressions
{
    private readonly IReadOnlyCollection<string> _lockedRules;
    private readonly Dictionary<string, FileState> _files = new(StringComparer.Ordinal);

    /// <summary>Begins a run.</summary>
    /// <param name="lockedRules">The ids of the rules that may not be suppressed.</param>
    public FileSuppressions(IReadOnlyCollection<string> lockedRules) => _lockedRules = lockedRules;

    /// <summary>The places of suppressions that are needed, or that cannot be said to be needed by nobody, in order.</summary>
    public IEnumerable<Location> Kept => _files.Values.SelectMany(file => file.Kept).Select(suppression => suppression.Span.ToLocation());

    /// <summary>Takes note of what a deployment was made of, before its findings are asked about.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="files">Every file that was read for it.</param>
    public void Add(Deployment deployment, IEnumerable<SourceFile> files)
    {
        var project = deployment.Project;
        foreach (var file in files)
        {
            if (!_files.TryGetValue(file.Path, out var state))
            {
                var suppressions = SuppressionReader.Read(file, SyntaxOf(file.Path, project), _lockedRules, out var problems);
                _files[file.Path] = state = new FileState(suppressions, problems);
            }

            if (state.Suppressions.Count == 0)
                continue;
            state.IsJudged |= deployment.IsProduction && !IsTemplate(file.Path);
            state.KeepThoseAt([.. project.UnresolvedVariables.Where(variable => variable.Span.File.Path == file.Path).Select(variable => variable.Span.ToLocation().Start.Line)]);
        }
    }

    /// <summary>Whether a suppression covers a finding.</summary>
    /// <param name="finding">The finding.</param>
    public bool Covers(Finding finding) => _files.TryGetValue(finding.Location.Path, out var state) && state.Covers(finding);

    /// <summary>
    /// What is to be said of the suppressions themselves. One is stale when production was judged, the host runs its rule, and no variable
    /// without a value stands on its lines: otherwise there may be a finding elsewhere that it covers.
    /// </summary>
    /// <param name="runsRule">Whether this host looks for a rule's fault in a file at all.</param>
    public IEnumerable<Finding> Judge(Func<RuleInfo, string, bool> runsRule)
    {
        foreach (var state in _files.Values)
        {
            foreach (var problem in state.Problems)
                yield return problem.Text.At(problem.Span.ToLocation(), problem.Subject);
            foreach (var suppression in state.Suppressions.Where(s => state.IsJudged && !state.Kept.Contains(s) && runsRule(s.Rule, s.Span.File.Path)))
                yield return RuleTexts.SuppressionStale.Default(suppression.Rule.Id).At(suppression.Span.ToLocation(), suppression.Subject);
        }
    }

    /// <summary>What the project took a file for; else what the name tells.</summary>
    private static CommentSyntax SyntaxOf(string path, ComposeProject project) =>
        project.Files.Contains(path) ? CommentSyntax.Yaml
        : project.EnvFileContents.Any(env => env.File.Path == path) ? CommentSyntax.EnvFile
        : CommentSyntaxes.OfName(path);

    /// <summary>A template is not judged, its copy is.</summary>
    private static bool IsTemplate(string path) => new FileFact(path, SecretFileKind.EnvFile).IsTemplate;

    private sealed class FileState
    {
        private readonly ILookup<(RuleInfo, int), Suppression> _lines;
        private readonly IReadOnlyList<Suppression> _blocks;

        public FileState(IReadOnlyList<Suppression> suppressions, IReadOnlyList<SuppressionProblem> problems)
        {
            Suppressions = suppressions;
            Problems = problems;
            _lines = suppressions.Where(s => s.FirstLine == s.LastLine).ToLookup(s => (s.Rule, s.FirstLine));
            _blocks = [.. suppressions.Where(s => s.FirstLine != s.LastLine)];
        }

        public IReadOnlyList<Suppression> Suppressions { get; }

        public IReadOnlyList<SuppressionProblem> Problems { get; }

        public HashSet<Suppression> Kept { get; } = [];

        /// <summary>Whether the file was a part of a deployment under production rules.</summary>
        public bool IsJudged { get; set; }

        /// <summary>Every suppression that covers a finding is needed, be it by two.</summary>
        public bool Covers(Finding finding)
        {
            var covering = _lines[(finding.Rule, finding.Location.Start.Line)].Concat(_blocks.Where(block => block.Covers(finding))).ToList();
            Kept.UnionWith(covering);
            return covering.Count > 0;
        }

        public void KeepThoseAt(List<int> lines)
        {
            lines.Sort();
            foreach (var suppression in Suppressions)
            {
                var at = lines.BinarySearch(suppression.FirstLine);
                at = at < 0 ? ~at : at;
                if (at < lines.Count && lines[at] <= suppression.LastLine)
                    Kept.Add(suppression);
            }
        }
    }
}
