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
    private FileAnswer(FileStatus status, SourceFile? file, string? reason)
    {
        Status = status;
        File = file;
        Reason = reason;
    }

    /// <summary>No such file.</summary>
    public static FileAnswer Missing { get; } = new(FileStatus.Missing, null, "there is no such file");

    /// <summary>Not in this host's hands.</summary>
    public static FileAnswer NotSupplied { get; } = new(FileStatus.NotSupplied, null, "this host was not given the file");

    /// <summary>How the file answered.</summary>
    public FileStatus Status { get; }

    /// <summary>The text, when it was read.</summary>
    public SourceFile? File { get; }

    /// <summary>Why there is no text, as the end of a sentence.</summary>
    public string? Reason { get; }

    /// <summary>The file's size and the limit that it passes, when that is the reason.</summary>
    public (string Size, string Limit)? TooLarge { get; private init; }

    /// <summary>The file's text.</summary>
    /// <param name="file">The text with its path.</param>
    public static FileAnswer Of(SourceFile file) => new(FileStatus.Read, file, null);

    /// <summary>The file is there but gives no text.</summary>
    /// <param name="reason">Why, as the end of a sentence.</param>
    public static FileAnswer Unreadable(string reason) => new(FileStatus.Unreadable, null, reason);

    /// <summary>The file is larger than the host reads.</summary>
    /// <param name="size">Its size as people write it: <c>100 MiB</c>.</param>
    /// <param name="limit">The limit, likewise.</param>
    public static FileAnswer OverLimit(string size, string limit) =>
        new(FileStatus.Unreadable, null, "it is larger than " + limit) { TooLarge = (size, limit) };

    /// <summary>The folder that a host reads within, when the file lies or leads out of it and was not opened for that reason.</summary>
    public string? Bounds { get; private init; }

    /// <summary>The file lies, or its symbolic links lead, where the host was not told to read. Whether it is there was not looked at.</summary>
    /// <param name="bounds">The folder that the host reads within.</param>
    /// <param name="isLink">Whether links lead out of the folder.</param>
    public static FileAnswer OutOfBounds(string bounds, bool isLink) =>
        new(FileStatus.Unreadable, null, (isLink ? "its symbolic links lead" : "it lies") + " outside of '" + bounds + "'") { Bounds = bounds };

    /// <summary>Words for a file that the host would not read: it is too large, or lies out of bounds. Null when that is not the reason.</summary>
    internal FindingText? RefusalText(string name) =>
        Bounds is not null ? RuleTexts.ReferenceBroken.OutOfBounds(name, Reason!)
        : TooLarge is { } large ? RuleTexts.LimitReached.FileSize(name, large.Size, large.Limit)
        : null;
}

/// <summary>A host's files. Core asks; only hosts touch the disk.</summary>
public interface IFileProvider
{
    /// <summary>Reads a file. Never throws for what a path or a disk may do; the same path gives the same answer within a run.</summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    FileAnswer Read(string path);
}
