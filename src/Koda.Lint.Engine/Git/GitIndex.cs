using System.Text;

namespace Koda.Lint.Git;

/// <summary>
/// The paths that git tracks, read from a repository's index (gitformat-index, versions 2 to 4). Starting git itself would
/// cost more than the whole check, and would run what a hostile repository's configuration tells it to.
/// </summary>
internal static class GitIndex
{
    private const int HeaderLength = 12;
    private const int FixedEntryLength = 62;
    private const int ExtendedFlag = 0x4000;
    private const int NameLengthMask = 0xFFF;

    /// <summary>Whether the index lists a path; null when the index cannot be understood.</summary>
    /// <param name="index">The file's bytes.</param>
    /// <param name="path">The path from the repository's root, with <c>/</c>.</param>
    public static bool? Contains(byte[] index, string path)
    {
        if (index.Length < HeaderLength || Encoding.ASCII.GetString(index, 0, 4) != "DIRC")
            return null;
        var version = ReadInt(index, 4);
        var count = ReadInt(index, 8);
        if (version is < 2 or > 4 || count < 0)
            return null;

        var wanted = Encoding.UTF8.GetBytes(path);
        var previous = Array.Empty<byte>();
        var at = HeaderLength;
        for (var i = 0; i < count; i++)
        {
            if (at + FixedEntryLength > index.Length)
                return null;
            var flags = (index[at + 60] << 8) | index[at + 61];
            var nameStart = at + FixedEntryLength + (version >= 3 && (flags & ExtendedFlag) != 0 ? 2 : 0);
            byte[]? name;
            if (version == 4)
            {
                name = ReadCompressedName(index, ref nameStart, previous);
                at = nameStart;
            }
            else
            {
                name = ReadName(index, nameStart, flags & NameLengthMask);
                at += name is null ? 0 : (nameStart - at + name.Length + 8) / 8 * 8;
            }

            if (name is null)
                return null;
            if (name.AsSpan().SequenceEqual(wanted))
                return true;
            previous = name;
        }

        return false;
    }

    private static byte[]? ReadName(byte[] index, int start, int length)
    {
        if (length == NameLengthMask)
            length = Array.IndexOf(index, (byte)0, Math.Min(start, index.Length)) - start;
        return length < 0 || start + length > index.Length ? null : index.AsSpan(start, length).ToArray();
    }

    /// <summary>Version 4 drops what a name shares with the one before it: how much to cut off, then the rest up to a NUL.</summary>
    private static byte[]? ReadCompressedName(byte[] index, ref int at, byte[] previous)
    {
        var cut = 0;
        int part;
        do
        {
            if (at >= index.Length)
                return null;
            part = index[at++];
            cut = (cut << 7) | (part & 0x7F);
            if ((part & 0x80) != 0)
                cut++;
        }
        while ((part & 0x80) != 0);

        var end = Array.IndexOf(index, (byte)0, Math.Min(at, index.Length));
        if (cut > previous.Length || end < 0)
            return null;
        var name = new byte[previous.Length - cut + end - at];
        previous.AsSpan(0, previous.Length - cut).CopyTo(name);
        index.AsSpan(at, end - at).CopyTo(name.AsSpan(previous.Length - cut));
        at = end + 1;
        return name;
    }

    private static int ReadInt(byte[] bytes, int at) => (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
}
