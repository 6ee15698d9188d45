using Koda.Lint.Files;

namespace Koda.Lint.Git;

/// <summary>
/// The repositories around the folders that one run asks for. Each folder is looked at once, and a repository's index is read once for all deployments in it.
/// Not thread-safe.
/// </summary>
public sealed class GitRepositories
{
    private readonly Dictionary<string, GitRepository?> _around = new(StringComparer.Ordinal);

    /// <summary>The repository that a folder lies in, or null.</summary>
    /// <param name="folder">The folder, absolute.</param>
    public GitRepository? Around(string folder)
    {
        var passed = new List<string>();
        GitRepository? repository;
        for (var at = folder; !_around.TryGetValue(at, out repository); at = DeploymentPath.FolderOf(at))
        {
            passed.Add(at);
            if (GitRepository.IsRoot(at))
            {
                repository = GitRepository.At(at);
                break;
            }

            if (DeploymentPath.FolderOf(at) == at)
                break;
        }

        foreach (var inside in passed)
            _around.Add(inside, repository);
        return repository;
    }
}
