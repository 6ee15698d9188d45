using System.Runtime.InteropServices;
using System.Text;

namespace Koda.Lint.Files;

/// <summary>Where a path really leads: past the symbolic links in it.</summary>
internal static class RealPath
{
    /// <summary>What readlink(2) says of anything that is no link.</summary>
    private const int InvalidArgument = 22;

#if NET
    private const int MaxLinks = 40;
#endif

    /// <summary>The path without symbolic links; null when they lead in a circle or nowhere, or when there is no such path.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    public static string? Of(string path)
    {
        if (UnixFile.IsSupported)
            return OfUnix(path);
#if NET
        return OfLinks(path);
#else
        // .NET Framework cannot read the links of Windows: paths are taken as they are written.
        return path;
#endif
    }

    /// <summary>Whether a path is itself a symbolic link; null when there is no such path, or the system does not say. Only where <see cref="UnixFile"/> is supported.</summary>
    /// <param name="path">An absolute path.</param>
    public static bool? IsLink(string path)
    {
        var target = new byte[1];
        if (readlink(UnixFile.NameOf(path), target, (UIntPtr)target.Length) != (IntPtr)(-1))
            return true;
        return Marshal.GetLastWin32Error() == InvalidArgument ? false : null;
    }

    private static string? OfUnix(string path)
    {
        var real = realpath(UnixFile.NameOf(path), IntPtr.Zero);
        if (real == IntPtr.Zero)
            return null;
        try
        {
            var length = 0;
            while (Marshal.ReadByte(real, length) != 0)
                length++;
            var bytes = new byte[length];
            Marshal.Copy(real, bytes, 0, length);
            return Encoding.UTF8.GetString(bytes);
        }
        finally
        {
            free(real);
        }
    }

#if NET
    private static string? OfLinks(string path)
    {
        var links = 0;
        var real = "";
        var parts = new Stack<string>(PartsOf(path));
        if (path.Length > 1 && path[1] == ':')
            real = parts.Pop();
        while (parts.Count > 0)
        {
            var next = real + "/" + parts.Pop();
            FileSystemInfo info = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (info.LinkTarget is not { } target)
            {
                if (!info.Exists)
                    return null;
                real = next;
                continue;
            }

            if (++links > MaxLinks)
                return null;
            var resolved = DeploymentPath.Resolve(real.Length == 0 ? "/" : real, target);
            foreach (var part in PartsOf(resolved))
                parts.Push(part);
            real = "";
        }

        return real.Length == 0 ? "/" : real;
    }

    /// <summary>The last one first, as a stack takes them.</summary>
    private static IEnumerable<string> PartsOf(string path) => Enumerable.Reverse(path.Split(['/'], StringSplitOptions.RemoveEmptyEntries));
#endif

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr realpath(byte[] path, IntPtr resolved);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr readlink(byte[] path, byte[] target, UIntPtr size);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void free(IntPtr memory);
}
