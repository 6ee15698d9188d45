using Koda.Lint.Checking;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Files;
using Koda.Lint.Rules;
using Koda.Lint.Suppressions;

namespace Koda.Lint.Policy;

/// <summary>
/// The step between judging and reporting: severities, suppressions in files, the baseline, and one finding for what several deployments
/// share.
/// </summary>
public sealed class FindingPolicy
{
    private readonly PolicySettings _settings;
    private readonly IFileProvider _files;
    private readonly string _root;
    private readonly FileSuppressions _suppressions;
    private readonly BaselineMatch? _baseline;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _suppressed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _admitted = new(StringComparer.Ordinal);
    private readonly List<ReportedFinding> _findings = [];

    /// <summary>Begins a run.</summary>
    /// <param name="root">The folder that fingerprints see paths from, absolute.</param>
    /// <param name="settings">What holds in the run.</param>
    /// <param name="files">The host's files.</param>
    public FindingPolicy(string root, PolicySettings settings, IFileProvider files)
    {
        _root = root;
        _settings = settings;
        _files = files;
        _suppressions = new FileSuppressions(settings.Configuration.LockedRules);
        if (settings.Baseline is { } baseline && !settings.ShowsAll)
            _baseline = new BaselineMatch(baseline, files, settings.Configuration.LockedRules, settings.Today);
    }

    /// <summary>Takes what was found in one deployment. Of what another one has as well, the first tells.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="answers">Every file that was asked for to judge it.</param>
    /// <param name="findings">The findings, in the order of a report.</param>
    public void Add(Deployment deployment, IReadOnlyDictionary<string, FileAnswer> answers, IReadOnlyList<Finding> findings)
    {
        _suppressions.Add(deployment, answers.Values.Where(answer => answer.File is not null).Select(answer => answer.File!));
        _baseline?.Add(deployment, answers.Keys);
        var fingerprints = new Fingerprints(_root);
        var baselineFingerprints = _baseline is null ? null : new Fingerprints(_baseline.Folder);
        var places = new HashSet<(RuleInfo, Location, string)>();
        foreach (var finding in findings.Where(finding => places.Add((finding.Rule, finding.Location, finding.Subject))))
        {
            var fingerprint = fingerprints.Of(finding);
            Add(finding, fingerprint, baselineFingerprints?.Of(finding));
        }
    }

    /// <summary>Everything to report, with what there is to say of suppressions and baseline, in the order of a report.</summary>
    /// <param name="hidden">What is not reported.</param>
    public IReadOnlyList<ReportedFinding> Finish(out HiddenFindings hidden)
    {
        var fingerprints = new Fingerprints(_root);
        var baselineFingerprints = _baseline is null ? null : new Fingerprints(_baseline.Folder);
        foreach (var finding in _suppressions.Judge(RunsRule).OrderBy(finding => finding, FindingOrder.Instance))
            Add(finding, fingerprints.Of(finding), baselineFingerprints?.Of(finding));
        foreach (var finding in _baseline?.Judge(RunsRule) ?? [])
            Add(finding, fingerprints.Of(finding), baselineFingerprint: null);

        _findings.Sort((left, right) => FindingOrder.Instance.Compare(left.Finding, right.Finding));
        var kept = _suppressions.Kept.Concat(_baseline?.Kept ?? []);
        hidden = HiddenFindings.Of(_suppressed, _admitted, kept, _baseline is null ? null : _settings.Baseline!.Path);
        return _findings;
    }

    private void Add(Finding finding, string fingerprint, string? baselineFingerprint)
    {
        if (_settings.Weigh(finding) is not { } weighed)
            return;
        if (_suppressions.Covers(finding) && !_settings.ShowsAll)
            _suppressed.Add(fingerprint);
        else if (baselineFingerprint is not null && _baseline!.Admits(finding, baselineFingerprint))
            _admitted.Add(fingerprint);
        else if (_known.Add(fingerprint))
            _findings.Add(new ReportedFinding(weighed, fingerprint));
    }

    /// <summary>Rules that are judged on deployments; those that look at the machine's files only where the host does. Not one that is turned off.</summary>
    private bool RunsRule(RuleInfo rule, string path) =>
        (Suppression.IsInputRule(rule) || RuleRegistry.All.Any(registered => registered.Info == rule))
        && (_settings.LooksAtFiles || (rule.Surfaces & Surfaces.FileSystem) == 0)
        && _settings.SeverityOf(rule, rule.DefaultSeverity, path) is not null;
}
