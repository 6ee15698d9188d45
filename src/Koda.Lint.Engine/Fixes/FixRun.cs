using Koda.Lint.Checking;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Fixes;

/// <summary>
/// Mends what can be mended, in memory: proposes edits, judges the result, and keeps the edits only when their findings are gone and no new error
/// or warning has come. Goes on until nothing is left to propose, so that a second run changes nothing.
/// </summary>
public sealed class FixRun
{
    private const string NotByProgram = "there is no automatic fix for it";
    private const string DoesNotHelp = "the edit was tried in memory, and the deployment was not better for it";

    private readonly IFolderProvider _files;

    /// <summary>Prepares a run.</summary>
    /// <param name="files">The host's files.</param>
    public FixRun(IFolderProvider files) => _files = files;

    /// <summary>Prepares a check over given files, in which files have the given permissions.</summary>
    public required Func<IFolderProvider, IReadOnlyDictionary<string, int>, DeploymentCheck> Check { get; init; }

    /// <summary>Why a file must not be written, as the end of a sentence; null when it may be.</summary>
    public required Func<string, string?> WhyNotWritten { get; init; }

    /// <summary>Makes a secret; null when none may be made.</summary>
    public Func<string>? NewSecret { get; init; }

    /// <summary>Mends deployments.</summary>
    /// <param name="discovered">What there is to judge.</param>
    public FixOutcome Run(DiscoveredDeployments discovered)
    {
        var state = Judge(new EditedFiles(_files), [], discovered);
        var mended = new List<Finding>();
        var whyNot = new Dictionary<FindingName, string>();

        // Ends, because each round leaves fewer findings or rules one out.
        while (Propose(state, discovered, whyNot) is { Count: > 0 } proposed)
        {
            var batch = WithoutConflicts(proposed);
            if (TryAll(state, batch, discovered) is { } better)
            {
                mended.AddRange(batch.Select(fix => fix.Finding));
                state = better;
                continue;
            }

            // Something among them does harm: one at a time shows which. The first that helps moves places, so the others are proposed anew.
            foreach (var fix in batch)
            {
                if (TryAll(state, [fix], discovered) is { } single)
                {
                    mended.Add(fix.Finding);
                    state = single;
                    break;
                }

                whyNot[FindingName.Of(fix.Finding)] = DoesNotHelp;
            }
        }

        var remaining = state.Report.Findings
            .Select(reported => reported.Finding)
            .Where(finding => finding.Severity > Severity.Info)
            .Select(finding => new RemainingFinding(finding, whyNot.TryGetValue(FindingName.Of(finding), out var reason) ? reason : NotByProgram));
        return new FixOutcome(
            mended, [.. remaining], [.. state.Files.Edited.OrderBy(file => file.Path, StringComparer.Ordinal).Select(file => new ChangedFile(_files.Read(file.Path).File!, file))],
            state.Modes, state.Report);
    }

    private List<Fix> Propose(State state, DiscoveredDeployments discovered, Dictionary<FindingName, string> whyNot)
    {
        var plans = discovered.Plans.ToDictionary(plan => plan.Name, StringComparer.Ordinal);
        var loaded = new Dictionary<string, Deployment>(StringComparer.Ordinal);
        var proposed = new List<Fix>();
        foreach (var finding in state.Report.Findings.Select(reported => reported.Finding))
        {
            var name = FindingName.Of(finding);
            if (finding.Severity == Severity.Info || whyNot.ContainsKey(name) || FixTable.Find(finding.Rule) is not { } fix
                || finding.Deployment is not { } owner || !plans.TryGetValue(owner, out var plan))
                continue;
            if (!loaded.TryGetValue(owner, out var deployment))
                loaded[owner] = deployment = state.Check.Load(plan);
            var proposal = fix.Propose(new FixRequest(finding, deployment, state.Files, NewSecret));
            if ((proposal.WhyNot ?? WhyNotWrittenBy(proposal)) is { } reason)
                whyNot[name] = reason;
            else
                proposed.Add(new Fix(finding, proposal));
        }

        return proposed;
    }

    private string? WhyNotWrittenBy(FixProposal proposal)
    {
        foreach (var path in proposal.Edits.Select(edit => edit.Span.File.Path).Concat(proposal.Modes.Select(mode => mode.Path)))
        {
            if (WhyNotWritten(path) is { } reason)
                return "'" + (path == DiskFileProvider.StandardInput ? "<stdin>" : DeploymentPath.NameOf(path)) + "' is not touched: " + reason;
        }

        return null;
    }

    /// <summary>The first of each set of edits that cannot be done together; the others come again in the next round.</summary>
    private static List<Fix> WithoutConflicts(List<Fix> proposed)
    {
        var chosen = new List<Fix>();
        var edits = new List<TextEdit>();
        foreach (var fix in proposed)
        {
            if (fix.Proposal.Edits.Any(edit => edits.Exists(edit.ConflictsWith)))
                continue;
            chosen.Add(fix);
            edits.AddRange(fix.Proposal.Edits);
        }

        return chosen;
    }

    /// <summary>The state after some fixes, or null when it is not better.</summary>
    private State? TryAll(State state, IReadOnlyList<Fix> fixes, DiscoveredDeployments discovered)
    {
        var modes = state.Modes.Concat(fixes.SelectMany(fix => fix.Proposal.Modes)).Distinct();
        var after = Judge(state.Files.With(fixes.SelectMany(fix => fix.Proposal.Edits)), [.. modes], discovered);
        var before = NamesIn(state.Report);
        var names = NamesIn(after.Report);
        return fixes.All(fix => !names.Contains(FindingName.Of(fix.Finding))) && names.IsSubsetOf(before) ? after : null;
    }

    /// <summary>The findings that must not come; information may, and what suppressed a finding that is gone is stale.</summary>
    private static HashSet<FindingName> NamesIn(CheckReport report) =>
    [
        .. report.Findings.Select(reported => reported.Finding)
            .Where(finding => finding.Severity > Severity.Info && finding.Rule != RuleCatalogue.SuppressionStale)
            .Select(FindingName.Of),
    ];

    private State Judge(EditedFiles files, IReadOnlyList<ModeChange> modes, DiscoveredDeployments discovered)
    {
        var check = Check(files, modes.ToDictionary(mode => mode.Path, mode => mode.Mode, StringComparer.Ordinal));
        return new State(files, modes, check, check.Run(discovered));
    }

    private sealed record Fix(Finding Finding, FixProposal Proposal);

    private sealed record State(EditedFiles Files, IReadOnlyList<ModeChange> Modes, DeploymentCheck Check, CheckReport Report);

    /// <summary>What stays the same of a finding when other lines of its file change.</summary>
    private sealed record FindingName(string Rule, string Path, string Subject, string? Deployment)
    {
        public static FindingName Of(Finding finding) => new(finding.Rule.Id, finding.Location.Path, finding.Subject, finding.Deployment);
    }
}

/// <summary>What a run mended, and what it did not.</summary>
/// <param name="Mended">The findings that are gone, as they were.</param>
/// <param name="Remaining">The errors and warnings that are left.</param>
/// <param name="Files">The files whose text changes.</param>
/// <param name="Modes">The files whose permissions change.</param>
/// <param name="Report">What a check says afterwards.</param>
public sealed record FixOutcome(
    IReadOnlyList<Finding> Mended, IReadOnlyList<RemainingFinding> Remaining, IReadOnlyList<ChangedFile> Files, IReadOnlyList<ModeChange> Modes, CheckReport Report);

/// <summary>A finding that is left.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="WhyNot">Why no program can mend it, as a sentence without its end.</param>
public sealed record RemainingFinding(Finding Finding, string WhyNot);

/// <summary>A file whose text changes.</summary>
/// <param name="Before">The text as it is written.</param>
/// <param name="After">The text as it is to be.</param>
public sealed record ChangedFile(SourceFile Before, SourceFile After);
