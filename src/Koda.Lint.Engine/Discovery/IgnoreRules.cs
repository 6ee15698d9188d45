using Koda.Lint.Files;
using Koda.Lint.Git;

namespace Koda.Lint.Discovery;

/// <summary>What git ignores below a folder: its own <c>.gitignore</c> and those of the folders above it, up to the repository's root.</summary>
internal sealed class IgnoreRules
{
    private readonly IgnoreRules? _outer;
    private readonly string _folder;
    private readonly IReadOnlyList<IgnorePattern> _patterns;

    private IgnoreRules(IgnoreRules? outer, string folder, IReadOnlyList<IgnorePattern> patterns)
    {
        _outer = outer;
        _folder = folder;
        _patterns = patterns;
    }

    /// <summary>The rules of a folder where a walk starts, with those of the repository around it.</summary>
    public static IgnoreRules? Around(string folder, IFileProvider files)
    {
        var chain = new List<string> { folder };
        while (!GitRepository.IsRoot(chain[chain.Count - 1]))
        {
            var above = DeploymentPath.FolderOf(chain[chain.Count - 1]);
            if (above == chain[chain.Count - 1])
            {
                // No repository: only the walked tree's own files count.
                chain.RemoveRange(1, chain.Count - 1);
                break;
            }

            chain.Add(above);
        }

        IgnoreRules? rules = null;
        for (var i = chain.Count - 1; i >= 0; i--)
            rules = Below(rules, chain[i], files);
        return rules;
    }

    /// <summary>The rules inside a folder; those of the folder around it when it adds none.</summary>
    public static IgnoreRules? Below(IgnoreRules? outer, string folder, IFileProvider files)
    {
        // A repository inside another one is its own master.
        var isRepository = GitRepository.IsRoot(folder);
        if (isRepository)
            outer = With(null, folder, files, ".git/info/exclude");
        return With(outer, folder, files, ".gitignore");
    }

    /// <summary>Whether git ignores a path below the folder; the last pattern of the nearest file decides.</summary>
    public bool Ignores(string path, bool isFolder)
    {
        for (var rules = this; rules is not null; rules = rules._outer)
        {
            var relative = DeploymentPath.RelativeTo(rules._folder, path);
            for (var i = rules._patterns.Count - 1; i >= 0; i--)
            {
                if (rules._patterns[i].Matches(relative, isFolder))
                    return !rules._patterns[i].IsNegated;
            }
        }

        return false;
    }

    private static IgnoreRules? With(IgnoreRules? outer, string folder, IFileProvider files, string name)
    {
        if (files.Read(DeploymentPath.Resolve(folder, name)).File is not { } file)
            return outer;
        var patterns = file.Text.Split('\n').Select(IgnorePattern.Parse).OfType<IgnorePattern>().ToList();
        return patterns.Count == 0 ? outer : new IgnoreRules(outer, folder, patterns);
    }
}
