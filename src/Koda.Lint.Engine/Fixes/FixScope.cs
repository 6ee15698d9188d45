#if NET
using Koda.Lint.Files;

namespace Koda.Lint.Fixes;

/// <summary>Which files a fix may write: those that really lie below a folder, whatever links lead to them.</summary>
public sealed class FixScope
{
    private readonly RealPaths _real = new();
    private readonly string _root;

    /// <summary>Allows a folder.</summary>
    /// <param name="root">The folder, absolute.</param>
    public FixScope(string root) => _root = _real.Of(root);

    /// <summary>Why a file must not be written, as the end of a sentence; null when it may be.</summary>
    /// <param name="path">The file, absolute, or what stands for standard input.</param>
    public string? WhyNot(string path)
    {
        if (!DeploymentPath.IsAbsolute(path))
            return "it is standard input";
        var real = _real.Of(path);
        if (!File.Exists(real))
            return "its links lead nowhere";
        return real.StartsWith(_root.TrimEnd('/') + "/", StringComparison.Ordinal) ? null : "it lies outside of the folder that was named";
    }
}
#endif
