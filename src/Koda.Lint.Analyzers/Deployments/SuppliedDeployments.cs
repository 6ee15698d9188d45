using System.Collections.Immutable;
using System.Text;
using Koda.Lint.Checking;
using Koda.Lint.Compose;
using Koda.Lint.Configuration;
using Koda.Lint.Deployments;
using Koda.Lint.Discovery;
using Koda.Lint.Files;
using Koda.Lint.Policy;
using Koda.Lint.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Koda.Lint.Analyzers.Deployments;

/// <summary>The deployments in the files that a project handed to the compiler, judged as a group when the first of them is looked at.</summary>
internal sealed class SuppliedDeployments
{
    private readonly string _root;
    private readonly IReadOnlyList<NamedDeployment> _named;
    private readonly ImmutableArray<AdditionalText> _texts;
    private readonly Lazy<Judgement> _judgement;

    private SuppliedDeployments(string root, IReadOnlyList<NamedDeployment> named, ImmutableArray<AdditionalText> texts)
    {
        _root = root;
        _named = named;
        _texts = texts;
        _judgement = new Lazy<Judgement>(Judge);
    }

    /// <summary>What the project handed over; null when it lints nothing, or when its build's task reports.</summary>
    public static SuppliedDeployments? Of(AnalyzerOptions options)
    {
        var given = options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (given.TryGetValue("koda_lint_reported_by_task", out var reported) && reported == "true")
            return null;
        var root = Decoded(given, "_KodaLintFolderText");
        var project = Decoded(given, "_KodaLintProjectText");
        var named = Named(Decoded(given, "_KodaLintDeploymentsText"), project);
        if (root.Length == 0 && named.Count == 0)
            return null;
        return new SuppliedDeployments(EnginePath(root.Length > 0 ? root : project), named, options.AdditionalFiles);
    }

    /// <summary>What is wrong in a file. What is wrong nowhere in particular is told with the first file.</summary>
    public IEnumerable<Finding> In(AdditionalText file)
    {
        var path = EnginePath(file.Path);
        return _judgement.Value.Findings.Where(finding => finding.Location.Path == path || (path == _judgement.Value.First && !_judgement.Value.Files.ContainsKey(finding.Location.Path)));
    }

    /// <summary>The mistakes in a file that steers the lint; while there is one, nothing is judged.</summary>
    public IEnumerable<ConfigurationProblem> MistakesIn(AdditionalText file)
    {
        var path = EnginePath(file.Path);
        return _judgement.Value.Mistakes.Where(mistake => mistake.Span.File.Path == path);
    }

    /// <summary>A place as the compiler names places.</summary>
    public Microsoft.CodeAnalysis.Location ToLocation(Location place)
    {
        var (path, start, end) = place;
        var span = _judgement.Value.Files.TryGetValue(path, out var file) ? TextSpan.FromBounds(file.GetOffset(start), Math.Max(file.GetOffset(start), file.GetOffset(end))) : default;
        var original = _texts.FirstOrDefault(text => EnginePath(text.Path) == path)?.Path ?? path;
        return Microsoft.CodeAnalysis.Location.Create(
            original, span, new LinePositionSpan(new LinePosition(start.Line - 1, start.Column - 1), new LinePosition(end.Line - 1, end.Column - 1)));
    }

    private Judgement Judge()
    {
        var texts = new SortedDictionary<string, SourceText>(StringComparer.Ordinal);
        foreach (var file in _texts)
        {
            if (file.GetText() is { } text)
                texts[EnginePath(file.Path)] = text;
        }

        return JudgementCache.Get(_root + "\n" + NamedDeployment.Join(_named), texts, () => Judge(texts));
    }

    private Judgement Judge(IReadOnlyDictionary<string, SourceText> texts)
    {
        var files = texts.ToDictionary(
            entry => entry.Key,
            entry => new SourceFile(entry.Key, entry.Value.ToString()) { HasByteOrderMark = entry.Value.Encoding?.GetPreamble().Length > 0 },
            StringComparer.Ordinal);
        var supplied = new SuppliedFiles(files);
        var options = new ComposeRequest { WorkingDirectory = _root };
        var configured = ConfigurationFile.Find(_root, supplied);
        var baseline = Baseline.Find(_root, supplied);
        IReadOnlyList<ConfigurationProblem> mistakes = [.. configured.Problems, .. baseline?.Problems ?? []];
        if (mistakes.Count > 0)
            return new Judgement([], mistakes, files, null);
        var settings = new PolicySettings { Configuration = configured.Configuration, Baseline = baseline, Today = DateTime.UtcNow.Date };
        var discovered = _named.Count > 0
            ? NamedDeployment.Plans(_named, options)
            : DeploymentDiscovery.In(configured, _root, options, DeploymentEnvironment.Auto, supplied);
        var report = new DeploymentCheck(supplied) { Root = _root, Settings = settings }.Run(discovered);
        return new Judgement(
            [.. report.Findings.Select(reported => reported.Finding)], [], files, report.Deployments.SelectMany(deployment => deployment.Files).FirstOrDefault(files.ContainsKey));
    }

    private static IReadOnlyList<NamedDeployment> Named(string lines, string project) =>
    [
        .. lines.Split(['\n'], StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Where(fields => fields.Length == 5)
            .Select(fields => NamedDeployment.Of(EnginePath(project), fields[0], fields[1], fields[2], fields[3], fields[4])),
    ];

    private static string Decoded(AnalyzerConfigOptions options, string property)
    {
        if (!options.TryGetValue("build_property." + property, out var text) || text.Length == 0)
            return "";
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            return "";
        }
    }

    private static string EnginePath(string path) =>
        DeploymentPath.Clean(Path.DirectorySeparatorChar == '/' ? path : path.Replace(Path.DirectorySeparatorChar, '/'));
}

/// <summary>What was found in a group of files.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Mistakes">What is wrong in <c>koda-lint.yml</c> and the baseline.</param>
/// <param name="Files">The files by their paths.</param>
/// <param name="First">The first file of the first deployment, or null when there is none.</param>
internal sealed record Judgement(
    IReadOnlyList<Finding> Findings, IReadOnlyList<ConfigurationProblem> Mistakes, IReadOnlyDictionary<string, SourceFile> Files, string? First);
