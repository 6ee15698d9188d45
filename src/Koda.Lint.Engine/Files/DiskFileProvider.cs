namespace Koda.Lint.Files;

/// <summary>
/// The files of this machine. Each is read once per run, so that all phases judge the same text even while somebody edits
/// it. Not thread-safe: a run has its own.
/// </summary>
public sealed class DiskFileProvider : IFolderProvider
{
    /// <summary>The size up to which a file is read unless told otherwise: 64 MiB, in bytes.</summary>
    public const long DefaultMaxFileSize = 64 * 1024 * 1024;

    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    private readonly Dictionary<string, FileAnswer> _answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _notOpened = new(StringComparer.Ordinal);
    private readonly long _maxFileSize;
    private readonly Func<Stream>? _openStandardInput;

    /// <summary>Begins a run.</summary>
    /// <param name="maxFileSize">The size, in bytes, above which a file is not read: at most <see cref="ByteSize.Largest"/>.</param>
    /// <param name="openStandardInput">Opens what <c>-</c> stands for; null when the host has no standard input.</param>
    public DiskFileProvider(long maxFileSize = DefaultMaxFileSize, Func<Stream>? openStandardInput = null)
    {
        _maxFileSize = Math.Min(maxFileSize, ByteSize.Largest);
        _openStandardInput = openStandardInput;
    }

    /// <summary>What may be read; null for everything. Set before the first file of a deployment is asked for.</summary>
    public ReadBoundary? Boundary { get; set; }

    /// <inheritdoc />
    public FileAnswer Read(string path)
    {
        if (!_answers.TryGetValue(path, out var answer))
            _answers[path] = answer = ReadNow(path);
        return answer;
    }

    /// <inheritdoc />
    public bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc />
    public bool FolderExists(string path) => Directory.Exists(path);

    /// <inheritdoc />
    public IReadOnlyList<string>? FileNames(string folder)
    {
        // Most folders that are asked for are not there: an exception would take longer than all else.
        if (Boundary?.Refuse(folder) is not null || !Directory.Exists(folder))
            return null;
        try
        {
            return [.. Directory.EnumerateFiles(folder).Select(Path.GetFileName)!];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.SecurityException)
        {
            return null;
        }
    }

    /// <summary>
    /// Why the system does not hand out a file: it is missing, a folder, or not permitted. Null when it does, whatever is in it.
    /// </summary>
    /// <param name="path">An absolute path, or <see cref="StandardInput"/>.</param>
    public string? WhyNotOpened(string path)
    {
        var answer = Read(path);
        return answer.Status == FileStatus.Missing || _notOpened.Contains(path) ? answer.Reason : null;
    }

    private FileAnswer ReadNow(string path)
    {
        try
        {
            using var stream = Open(path, out var failure);
            return stream is null ? failure! : Read(stream, path);
        }
        catch (IOException e)
        {
            return e is FileNotFoundException or DirectoryNotFoundException ? FileAnswer.Missing : NotOpened(path, OpenFault.Other);
        }
        catch (UnauthorizedAccessException)
        {
            return NotOpened(path, OpenFault.NotPermitted);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException or System.Security.SecurityException)
        {
            return NotOpened(path, OpenFault.NotAFile);
        }
    }

    private Stream? Open(string path, out FileAnswer? failure)
    {
        failure = null;
        if (path == StandardInput)
        {
            failure = _openStandardInput is null ? FileAnswer.NotSupplied : null;
            return _openStandardInput?.Invoke();
        }

        // A path of the system ends at its first NUL; a file may write one all the same, and no file has such a name.
        if (path.IndexOf('\0') >= 0)
        {
            failure = FileAnswer.Missing;
            return null;
        }

        if (Boundary?.Refuse(path) is { } refusal)
        {
            failure = refusal;
            return null;
        }

        if (!UnixFile.IsSupported || IsHandedOver(path))
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);

        var stream = UnixFile.Open(path, out var fault);
        if (stream is null)
            failure = fault == OpenFault.Missing ? FileAnswer.Missing : NotOpened(path, fault);
        return stream;
    }

    /// <summary>A pipe that whoever started this process opened for it (<c>--env-file &lt;(decrypt .env.enc)</c>): it may be waited for.</summary>
    private static bool IsHandedOver(string path) =>
        path == "/dev/stdin" || path.StartsWith("/dev/fd/", StringComparison.Ordinal) || path.StartsWith("/proc/self/fd/", StringComparison.Ordinal);

    private FileAnswer NotOpened(string path, OpenFault fault)
    {
        _notOpened.Add(path);
        if (Directory.Exists(path))
            return FileAnswer.Unreadable("it is a directory");
        return FileAnswer.Unreadable(fault switch
        {
            OpenFault.NotPermitted => "permission is denied",
            OpenFault.LinksInACircle => "its symbolic links lead in a circle",
            OpenFault.NotAFile => "it is not a regular file",
            _ => "the system does not open it",
        });
    }

    private FileAnswer Read(Stream stream, string path)
    {
        var length = stream.CanSeek ? stream.Length : 0;
        if (length > _maxFileSize)
            return TooLarge(length);

        var bytes = new byte[Math.Max(length + 1, 256)];
        var count = 0;
        for (int read; (read = stream.Read(bytes, count, bytes.Length - count)) > 0;)
        {
            count += read;
            if (count > _maxFileSize)
                return TooLarge(count);
            if (count == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, _maxFileSize + 1));
        }

        return TextDecoder.Decode(path, bytes, count);
    }

    private FileAnswer TooLarge(long length) => FileAnswer.OverLimit(ByteSize.ToText(length), ByteSize.ToText(_maxFileSize));
}
