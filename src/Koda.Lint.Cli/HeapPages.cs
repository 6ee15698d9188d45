using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Koda.Lint.Cli;

/// <summary>
/// The memory that a run allocates, asked of the kernel in few calls and large pages instead of a page fault for every 4 KiB. Faults are dear in virtual
/// machines, which is where gates run, and the machine below has its own, which no kernel counts: a quarter of a small check, half of a large one. What a
/// kernel does not know it refuses, and then all is as it would be without. Natively compiled on Linux; elsewhere nothing happens.
/// </summary>
internal static class HeapPages
{
    /// <summary>The collector hands memory out region by region, each of this many bytes and at a multiple of it.</summary>
    private const nint Region = 4 * 1024 * 1024;

    private const nint LargePage = 2 * 1024 * 1024;

    /// <summary>What lies between the regions of small objects at the start: two regions of 32 MiB for large and for pinned ones, with room to spare.</summary>
    private const nint Between = 128 * 1024 * 1024;

    // Linux's numbers.
    private const int ReadAndWrite = 3;
    private const int PopulateWrite = 23;
    private const int HugePage = 14;
    private const int DoDump = 17;
    private const int Collapse = 25;

    private static bool IsSupported => !RuntimeFeature.IsDynamicCodeSupported && OperatingSystem.IsLinux();

    /// <summary>
    /// Takes the rest of the region that objects are allocated in now, as two large pages. Of the first some small ones are used already: the kernel makes one page
    /// of them and what is missing. The second is had only when it is touched.
    /// </summary>
    public static void Take()
    {
        if (!IsSupported)
            return;
        var first = (Newest() + Environment.SystemPageSize) & -(nint)Environment.SystemPageSize;
        var end = (first + Region - 1) & -Region;
        var start = end - Region;
        var large = start + LargePage;

        if (large <= first || !Commit(first, end - first))
            return;
        _ = madvise(start, (nuint)Region, HugePage);
        if (madvise(start, (nuint)LargePage, Collapse) != 0)
            _ = madvise(first, (nuint)(large - first), PopulateWrite);
    }

    /// <summary>
    /// Lets the regions that a large deployment is going to take whole have large pages. Of many small deployments each would hold more than it needs.
    /// </summary>
    /// <param name="bytes">How much is going to be allocated.</param>
    /// <param name="text">How much of it for whole files: large objects, whose region comes first. The collector would commit it piece by piece, none a large page.</param>
    public static void Enlarge(long bytes, long text)
    {
        if (!IsSupported)
            return;
        var next = (Newest() + Region - 1) & -Region;

        // With the region of the middle generation before the newest, which the next collection empties: objects are allocated there then.
        _ = madvise(next - (2 * Region), (nuint)((2 * Region) + bytes + Between), HugePage);
        _ = Commit(next, (text + LargePage - 1) & -LargePage);
    }

    /// <summary>Commits what the collector would commit later, as it does, and as empty as it expects: pages that differ in this cannot be one large page.</summary>
    private static bool Commit(nint first, long bytes) =>
        mprotect(first, (nuint)bytes, ReadAndWrite) == 0 && madvise(first, (nuint)bytes, DoDump) == 0;

    /// <summary>Where the newest object is, and the region that objects are allocated in.</summary>
    private static nint Newest()
    {
        var newest = new object();
        return Unsafe.As<object, nint>(ref newest);
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mprotect(nint address, nuint length, int access);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int madvise(nint address, nuint length, int advice);
}
