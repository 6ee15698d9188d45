using Koda.Lint.Text;

namespace Koda.Lint.Files;

/// <summary>How a file answered when it was asked for.</summary>
public enum FileStatus
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is there but gave no text: no permission, a folder, no text encoding, too large.</summary>
    Unreadable,

    /// <summary>The host was not given this file, so it cannot say: the IDE's state, never a fault.</summary>
    NotSupplied,
}

/// <summary>The answer to a request for a file.</summary>
public sealed class FileAnswer
{
    private FileAnswer(FileStatus status, SourceFile? file, string? reason, bool isLimit)
    {
        Status = status;
        File = file;
        Reason = reason;
        IsLimit = isLimit;
    }

    /// <summary>No such file.</summary>
    public static FileAnswer Missing { get; } = new(FileStatus.Missing, null, "there is no such file", isLimit: false);

    /// <summary>Not in this host's hands.</summary>
    public static FileAnswer NotSupplied { get; } = new(FileStatus.NotSupplied, null, "this host was not given the file", isLimit: false);

    /// <summary>How the file answered.</summary>
    public FileStatus Status { get; }

    /// <summary>The text, when it was read.</summary>
    public SourceFile? File { get; }

    /// <summary>Why there is no text, as the end of a sentence.</summary>
    public string? Reason { get; }

    /// <summary>Whether a limit, such as the size, is the reason.</summary>
    public bool IsLimit { get; }

    /// <summary>The file's text.</summary>
    /// <param name="file">The text with its path.</param>
    public static FileAnswer Of(SourceFile file) => new(FileStatus.Read, file, null, isLimit: false);

    /// <summary>The file is there but gives no text.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    /// <param name="isLimit">Whether a limit is the reason.</param>
    public static FileAnswer Unreadable(string reason, bool isLimit = false) => new(FileStatus.Unreadable, null, reason, isLimit);
}

/// <summary>A host's files. Core asks; only hosts touch the disk.</summary>
public interface IFileProvider
{
    /// <summary>Reads a file. Never throws for what a path or a disk may do; the same path gives the same answer within a run.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    FileAnswer Read(string path);
}
