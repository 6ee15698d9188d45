using Koda.Lint.Files;

namespace Koda.Lint.Configuration;

/// <summary>
/// The severities that a repository gives the compiler: <c>dotnet_diagnostic.KODA2001.severity</c> in <c>.globalconfig</c> for all files, in
/// <c>.editorconfig</c> for those of its sections. A build hears them from the compiler; other hosts hear them here.
/// </summary>
/// <remarks>
/// An <c>.editorconfig</c> wins over a <c>.globalconfig</c>, the nearest one over those above it, the last section over earlier ones. Two
/// global files that say different things at the same level say nothing, as for the compiler. Nothing beyond the repository's root is read.
/// </remarks>
public sealed class CompilerSeverities
{
    private readonly IFolderProvider _files;
    private readonly Dictionary<string, IReadOnlyList<(string Folder, EditorConfigFile File)>> _chains = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<EditorConfigFile> _global;

    private CompilerSeverities(IFolderProvider files, IReadOnlyList<EditorConfigFile> global)
    {
        _files = files;
        _global = global;
    }

    /// <summary>Reads the global files of a folder and of those above it.</summary>
    /// <param name="folder">The folder that is judged, absolute.</param>
    /// <param name="files">The host's files.</param>
    public static CompilerSeverities Of(string folder, IFolderProvider files)
    {
        var global = new List<EditorConfigFile>();
        foreach (var at in FoldersFrom(folder, files))
        {
            if (files.Read(DeploymentPath.Resolve(at, ".globalconfig")).File is { } file)
                global.Add(EditorConfigFile.Read(file));
        }

        return new CompilerSeverities(files, global);
    }

    /// <summary>The severity of a finding; null when its rule is turned off for its file.</summary>
    /// <param name="rule">The finding's rule.</param>
    /// <param name="path">Its file.</param>
    /// <param name="configured">What its rule and <c>koda-lint.yml</c> say.</param>
    public Severity? Of(RuleInfo rule, string path, Severity configured) => WordFor(rule.Id, path) switch
    {
        SeverityWord.Error => Severity.Error,
        SeverityWord.Warning => Severity.Warning,
        SeverityWord.Suggestion => Severity.Info,
        SeverityWord.None => null,
        _ => configured,
    };

    private SeverityWord WordFor(string rule, string path)
    {
        if (DeploymentPath.IsAbsolute(path))
        {
            foreach (var (folder, file) in ChainOf(DeploymentPath.FolderOf(path)))
            {
                if (file.For(rule, DeploymentPath.RelativeTo(folder, path)) is { } word)
                    return word;
            }
        }

        return GlobalWord(rule);
    }

    private SeverityWord GlobalWord(string rule)
    {
        var highest = _global.Where(file => file.Global(rule) is not null).GroupBy(file => file.GlobalLevel).OrderByDescending(group => group.Key).FirstOrDefault();
        var words = highest?.Select(file => file.Global(rule)!.Value).Distinct().ToList();
        return words is [var single] ? single : SeverityWord.Default;
    }

    /// <summary>The files that hold for a folder, the nearest first.</summary>
    private IReadOnlyList<(string Folder, EditorConfigFile File)> ChainOf(string folder)
    {
        if (_chains.TryGetValue(folder, out var known))
            return known;
        var file = _files.Read(DeploymentPath.Resolve(folder, ".editorconfig")).File;
        var config = file is null ? null : EditorConfigFile.Read(file);
        var above = config?.IsRoot == true || ConfigurationFile.IsOutermost(folder, _files) ? [] : ChainOf(DeploymentPath.FolderOf(folder));
        return _chains[folder] = config is null ? above : [(folder, config), .. above];
    }

    private static IEnumerable<string> FoldersFrom(string folder, IFolderProvider files)
    {
        for (var at = folder; ; at = DeploymentPath.FolderOf(at))
        {
            yield return at;
            if (ConfigurationFile.IsOutermost(at, files))
                yield break;
        }
    }
}
