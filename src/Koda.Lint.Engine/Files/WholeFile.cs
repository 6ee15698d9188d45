namespace Koda.Lint.Files;

/// <summary>Writes a file whole or not at all: whoever reads it meanwhile sees the old text or the new one.</summary>
public static class WholeFile
{
    /// <summary>Writes beside the file and then puts the result in its place. What is no regular file, such as a pipe, is written to as it is.</summary>
    /// <param name="path">An absolute path; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="keepFrom">A file whose owner and permissions the new one gets; null for those of any new file.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions refuse.</exception>
    public static void Write(string path, Action<Stream> write, string? keepFrom = null)
    {
        if (IsSpecial(path))
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Write);
            write(stream);
            return;
        }

        var beside = path + "." + Guid.NewGuid().ToString("N").Substring(0, 8) + ".tmp";
        try
        {
            using (var stream = Create(beside, keepFrom))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            Replace(path, beside);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    /// <summary>A pipe, a device or a terminal: renaming over it would take it away.</summary>
    private static bool IsSpecial(string path) =>
        path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    /// <summary>Created with its permissions, so that there is no moment at which others can read it.</summary>
    private static FileStream Create(string path, string? keepFrom)
    {
#if NET
        if (keepFrom is not null && !OperatingSystem.IsWindows())
        {
            var mode = File.GetUnixFileMode(keepFrom);
            var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = mode & ~UnixFileMode.SetUser & ~UnixFileMode.SetGroup });
            UnixOwner.Copy(keepFrom, path);

            // What the umask took away comes back, now that the owner is the right one.
            File.SetUnixFileMode(path, mode);
            return stream;
        }
#else
        _ = keepFrom;
#endif
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
    }

    private static void Replace(string path, string with)
    {
#if NET
        File.Move(with, path, overwrite: true);
#else
        if (File.Exists(path))
            File.Replace(with, path, destinationBackupFileName: null);
        else
            File.Move(with, path);
#endif
    }
}
