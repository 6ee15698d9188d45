using System.Globalization;
using Koda.Lint.Deployments;
using Koda.Lint.Files;

namespace Koda.Lint.Policy;

/// <summary>A baseline during one run: which findings it admits, and which of its entries nobody needed.</summary>
internal sealed class BaselineMatch
{
    private readonly Baseline _baseline;
    private readonly IFileProvider _files;
    private readonly IReadOnlyCollection<string> _lockedRules;
    private readonly DateTime _today;
    private readonly ILookup<string, BaselineEntry> _entries;
    private readonly HashSet<BaselineEntry> _used = [];
    private readonly HashSet<string> _judgedPaths = new(StringComparer.Ordinal);

    /// <summary>Begins a run.</summary>
    /// <param name="baseline">The baseline, without a mistake.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="lockedRules">The ids of the rules that no baseline admits.</param>
    /// <param name="today">The day, for entries that expire.</param>
    public BaselineMatch(Baseline baseline, IFileProvider files, IReadOnlyCollection<string> lockedRules, DateTime today)
    {
        _baseline = baseline;
        _files = files;
        _lockedRules = lockedRules;
        _today = today;
        _entries = baseline.Entries.ToLookup(entry => entry.Fingerprint, StringComparer.Ordinal);
    }

    /// <summary>The folder that fingerprints are seen from.</summary>
    public string Folder => _baseline.Folder;

    /// <summary>The places of the entries that admitted a finding.</summary>
    public IEnumerable<Location> Kept => _used.Select(entry => entry.Span!.Value.ToLocation());

    /// <summary>Takes note of what a deployment was made of.</summary>
    public void Add(Deployment deployment, IEnumerable<string> paths)
    {
        if (deployment.IsProduction)
            _judgedPaths.UnionWith(paths);
    }

    /// <summary>Whether the baseline admits a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="fingerprint">Its fingerprint, seen from <see cref="Folder"/>.</param>
    public bool Admits(Finding finding, string fingerprint)
    {
        var admits = false;
        foreach (var entry in _entries[fingerprint].Where(entry => entry.Rule == finding.Rule.Id && !IsLocked(finding.Rule) && !IsExpired(entry)))
        {
            _used.Add(entry);
            admits = true;
        }

        return admits;
    }

    /// <summary>What is to be said of the baseline itself.</summary>
    /// <param name="runsRule">Whether this host looks for a rule's fault in a file at all.</param>
    public IEnumerable<Finding> Judge(Func<RuleInfo, string, bool> runsRule)
    {
        foreach (var entry in _baseline.Entries)
        {
            if (!_used.Contains(entry) && TextFor(entry, runsRule) is { } text)
                yield return text.At(entry.Span!.Value.ToLocation(), "baseline:" + entry.Fingerprint);
        }
    }

    private FindingText? TextFor(BaselineEntry entry, Func<RuleInfo, string, bool> runsRule)
    {
        if (RuleCatalogue.Find(entry.Rule) is not { } rule)
            return RuleTexts.SuppressionStale.UnknownRule(entry.Rule);
        if (IsLocked(rule))
            return RuleTexts.SuppressionStale.BaselineLocked(rule.Id);
        if (IsExpired(entry))
            return RuleTexts.SuppressionStale.BaselineExpired(rule.Id, entry.Path, entry.Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var path = DeploymentPath.Resolve(_baseline.Folder, entry.Path);
        var isJudged = _judgedPaths.Contains(path) || _files.Read(path).Status == FileStatus.Missing;
        return isJudged && runsRule(rule, path) ? RuleTexts.SuppressionStale.Baseline(rule.Id, entry.Path) : null;
    }

    private bool IsLocked(RuleInfo rule) => _lockedRules.Contains(rule.Id);

    private bool IsExpired(BaselineEntry entry) => entry.Expires is { } last && last < _today;
}
