using Koda.Lint.Discovery;
using Koda.Lint.Files;

namespace Koda.Lint.Cli;

/// <summary>
/// Garbage collections of this process. A model is held until its last rule has spoken, so collecting while it grows moves much and frees little:
/// a third of the time that a large file takes, and more of it the larger the file is.
/// </summary>
internal static class Collections
{
    /// <summary>The size of a deployment's files, in bytes, up to which collections cost nothing that anybody notices.</summary>
    private const long LargeInput = 512 * 1024;

    /// <summary>How many bytes a model takes for each byte of its files.</summary>
    private const long BytesForEach = 56;

    /// <summary>How many bytes its text takes for each byte of a file, as it was read and as it is decoded.</summary>
    private const long BytesOfText = 3;

    /// <summary>What part of the memory that this process may have it takes at most before it collects.</summary>
    private const long PartOfMemory = 3;

    /// <summary>Puts collections off until a large deployment is judged, as far as memory can be had for it.</summary>
    /// <param name="deployments">What is going to be judged.</param>
    public static void PutOff(DiscoveredDeployments deployments)
    {
        var largest = deployments.Plans.Select(plan => plan.Request.Files.Sum(file => SizeOf(DeploymentPath.Resolve(plan.Request.WorkingDirectory, file)))).DefaultIfEmpty().Max();
        if (largest < LargeInput)
            return;
        try
        {
            var bytes = Math.Min(largest * BytesForEach, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / PartOfMemory);
            HeapPages.Enlarge(bytes, largest * BytesOfText);
            GC.TryStartNoGCRegion(bytes);
        }
        catch (ArgumentOutOfRangeException)
        {
            // More than a container's limit lets the collector promise: it collects when it has to.
        }
    }

    private static long SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
