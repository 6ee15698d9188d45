using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Koda.Lint.Cli;

/// <summary>
/// The memory that a short run allocates, asked of the kernel in one call instead of a page fault for every 4 KiB. Faults are dear in virtual
/// machines, which is where gates run: a tenth of a small check, half of a large one. What a kernel does not know it refuses, and then all is as it would be without.
/// </summary>
internal static class HeapPages
{
    /// <summary>The collector hands memory out region by region, each of this many bytes and at a multiple of it.</summary>
    private const nint Region = 4 * 1024 * 1024;

    private const nint LargePage = 2 * 1024 * 1024;

    /// <summary>How much of what the collector has reserved behind it, and takes whole regions of for a large deployment, may come in large pages.</summary>
    private const nint Further = 1024 * 1024 * 1024;

    // Linux's numbers.
    private const int ReadAndWrite = 3;
    private const int PopulateWrite = 23;
    private const int HugePage = 14;
    private const int DoDump = 17;

    /// <summary>
    /// Takes the rest of the region that objects are allocated in now: up to its first large page in small ones, for some of those are used already, and
    /// the second as a large one, which is had only when it is touched, as are those of later regions. Natively compiled on Linux; elsewhere nothing happens.
    /// </summary>
    public static void Take()
    {
        if (RuntimeFeature.IsDynamicCodeSupported || !OperatingSystem.IsLinux())
            return;
        var newest = new object();
        var first = (Unsafe.As<object, nint>(ref newest) + Environment.SystemPageSize) & -(nint)Environment.SystemPageSize;
        var end = (first + Region - 1) & -Region;
        var large = end - LargePage;

        // What the collector commits later is committed already, as it commits, and as empty as it expects.
        if (large <= first || mprotect(first, (nuint)(end - first), ReadAndWrite) != 0)
            return;
        _ = madvise(first, (nuint)(end - first), DoDump);
        _ = madvise(first, (nuint)(large - first), PopulateWrite);
        _ = madvise(large, (nuint)LargePage, HugePage);
        _ = madvise(end, (nuint)Further, HugePage);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mprotect(nint address, nuint length, int access);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int madvise(nint address, nuint length, int advice);
}
