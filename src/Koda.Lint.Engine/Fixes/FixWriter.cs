#if NET
using Koda.Lint.Files;

namespace Koda.Lint.Fixes;

/// <summary>Writes mended files: each whole or not at all, with its encoding, byte order mark, permissions and owner as they were.</summary>
public static class FixWriter
{
    /// <summary>Writes one file. A symbolic link stays, and the file that it leads to is written.</summary>
    /// <param name="changed">The file.</param>
    /// <exception cref="IOException">The disk refuses, or somebody else has changed the file meanwhile.</exception>
    /// <exception cref="UnauthorizedAccessException">The permissions refuse.</exception>
    public static void Write(ChangedFile changed)
    {
        var path = new RealPaths().Of(changed.Before.Path);
        if (!File.Exists(path))
            throw new IOException("the file is gone");
        var bytes = File.ReadAllBytes(path);
        if (TextDecoder.Decode(path, bytes, bytes.Length).File?.Text != changed.Before.Text)
            throw new IOException("somebody else has changed it meanwhile");
        var encoded = TextDecoder.EncodeLike(bytes, changed.After.Text);
        WholeFile.Write(path, stream => stream.Write(encoded, 0, encoded.Length), keepFrom: path);
    }

    /// <summary>Changes a file's permissions.</summary>
    /// <param name="change">The change.</param>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The file belongs to somebody else.</exception>
    public static void Write(ModeChange change)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(change.Path, (UnixFileMode)change.Mode);
    }
}
#endif
