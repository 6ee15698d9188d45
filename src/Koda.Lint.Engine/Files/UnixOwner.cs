#if NET
using System.Runtime.InteropServices;
using System.Text;

namespace Koda.Lint.Files;

/// <summary>Who owns a file on Linux: root that mends a file must not take it from the user whose service reads it.</summary>
internal static class UnixOwner
{
    private const int CurrentFolder = -100;
    private const uint OwnerAndGroup = 0x8 | 0x10;

    // struct statx of statx(2): the same on every architecture.
    private const int StatxSize = 256;
    private const int OwnerOffset = 20;
    private const int GroupOffset = 24;

    /// <summary>Gives a file the owner and group of another one.</summary>
    /// <exception cref="UnauthorizedAccessException">The owner differs, and the system does not let this process give files away.</exception>
    public static void Copy(string from, string to)
    {
        if (!OperatingSystem.IsLinux() || Of(from) is not { } wanted || Of(to) is not { } had || wanted == had)
            return;
        if (chown(Name(to), wanted.Owner, wanted.Group) != 0)
            throw new UnauthorizedAccessException("the file belongs to another user or group, which it would lose");
    }

    private static (uint Owner, uint Group)? Of(string path)
    {
        var answer = new byte[StatxSize];
        try
        {
            return statx(CurrentFolder, Name(path), 0, OwnerAndGroup, answer) == 0
                ? (BitConverter.ToUInt32(answer, OwnerOffset), BitConverter.ToUInt32(answer, GroupOffset))
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }
    }

    private static byte[] Name(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] answer);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int chown(byte[] path, uint owner, uint group);
}
#endif
