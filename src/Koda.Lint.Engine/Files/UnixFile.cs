using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Koda.Lint.Files;

/// <summary>Why a file was not opened.</summary>
internal enum OpenFault
{
    Other,
    Missing,
    NotPermitted,
    LinksInACircle,
    NotAFile,
}

/// <summary>
/// Opens files without waiting. .NET's own open blocks on a named pipe until somebody writes to it; <c>O_NONBLOCK</c> of
/// open(2) does not, and a file that cannot be sought is then none to read.
/// </summary>
internal static class UnixFile
{
    // errno values that Linux and macOS share, and those of ELOOP, which they do not.
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NoDevice = 6;
    private const int AccessDenied = 13;
    private const int NotADirectory = 20;
    private const int LoopOnLinux = 40;
    private const int LoopOnMac = 62;

    private const int NonBlockingOnLinux = 0x800;
    private const int CloseOnExecOnLinux = 0x80000;
    private const int NonBlockingOnMac = 0x4;
    private const int CloseOnExecOnMac = 0x1000000;

    private static readonly int Flags =
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? NonBlockingOnLinux | CloseOnExecOnLinux
        : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? NonBlockingOnMac | CloseOnExecOnMac
        : 0;

    /// <summary>Whether the flags of this system are known.</summary>
    public static bool IsSupported => Flags != 0;

    /// <summary>Opens a regular file (or a device that can be sought, such as <c>/dev/null</c>) for reading; null with the fault otherwise.</summary>
    public static FileStream? Open(string path, out OpenFault fault)
    {
        var descriptor = OpenDescriptor(path, out var error);
        if (descriptor < 0)
        {
            fault = error switch
            {
                NoEntry or NotADirectory => OpenFault.Missing,
                NotPermitted or AccessDenied => OpenFault.NotPermitted,
                LoopOnLinux or LoopOnMac => OpenFault.LinksInACircle,
                NoDevice => OpenFault.NotAFile,
                _ => OpenFault.Other,
            };
            return null;
        }

        fault = OpenFault.NotAFile;
        var stream = new FileStream(new SafeFileHandle((IntPtr)descriptor, ownsHandle: true), FileAccess.Read, bufferSize: 1);
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        return null;
    }

    /// <summary>A path as the C library takes it: UTF-8, ended by a NUL.</summary>
    public static byte[] NameOf(string path)
    {
        var name = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, 0, path.Length, name, 0);
        return name;
    }

    private static int OpenDescriptor(string path, out int error)
    {
        var name = NameOf(path);
        int descriptor;
        do
        {
            descriptor = open(name, Flags);
            error = descriptor < 0 ? Marshal.GetLastWin32Error() : 0;
        }
        while (error == Interrupted);
        return descriptor;
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(byte[] path, int flags);
}
