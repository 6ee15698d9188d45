using System.Runtime.InteropServices;
using System.Text;

namespace Koda.Lint.Files;

/// <summary>
/// Where the paths of one run really lead, past the symbolic links in them. Every folder on the way is looked at once: a tree of ten thousand deployments asks
/// for the same few again and again. Not thread-safe.
/// </summary>
internal sealed class RealPaths
{
    /// <summary>No system takes a longer path, in characters; nor does it follow longer links, in bytes.</summary>
    private const int MaxLength = 4096;

    /// <summary>More than any system follows on the way to one file.</summary>
    private const int MaxLinks = 64;

    /// <summary>Where a link leads whose bytes are no text: to no folder that could be named.</summary>
    private const string Nameless = "/\0";

    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);
    private readonly byte[] _target = new byte[MaxLength];
    private int _links;

    /// <summary>
    /// The path without symbolic links. Of a path that is not there, it is where it would be: a link that leads nowhere leads somewhere all the same. A circle of
    /// links ends at one of them.
    /// </summary>
    /// <param name="path">An absolute path as <see cref="DeploymentPath"/> makes them.</param>
    public string Of(string path)
    {
        _links = 0;
        return path.Length > MaxLength ? path : Past(path);
    }

    private string Past(string path)
    {
        var folder = DeploymentPath.FolderOf(path);
        return folder == path ? path : Follow(OfFolder(folder), DeploymentPath.NameOf(path));
    }

    private string OfFolder(string folder)
    {
        if (_folders.TryGetValue(folder, out var real))
            return real;
        real = Past(folder);
        // Where this path has too many links, another one may get further.
        if (_links < MaxLinks)
            _folders.Add(folder, real);
        return real;
    }

    /// <summary>A name in a folder whose path has no link any more.</summary>
    private string Follow(string folder, string name)
    {
        var here = folder.TrimEnd('/') + "/" + name;
        if (_links == MaxLinks || TargetOf(here) is not { } target)
            return here;
        _links++;
        var at = folder;
        if (UnixFile.IsSupported ? target[0] == '/' : DeploymentPath.IsAbsolute(target))
        {
            at = DeploymentPath.IsWindowsDrive(target) ? target.Substring(0, 3) : "/";
            target = target.Substring(at.Length);
        }

        // `..` goes up from where a link led, not from where it is written.
        foreach (var part in target.Split(UnixFile.IsSupported ? ['/'] : ['/', '\\']))
            at = part is "" or "." ? at : part == ".." ? DeploymentPath.FolderOf(at) : Follow(at, part);
        return at;
    }

    /// <summary>What a link says; null for all that is none. The .NET Framework cannot read the links of Windows: paths are taken as they are written.</summary>
    private string? TargetOf(string path)
    {
        if (UnixFile.IsSupported)
        {
            var length = (int)readlink(UnixFile.NameOf(path), _target, (UIntPtr)_target.Length);
            return length > 0 ? TextOf(length) : null;
        }

#if NET
        FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        return info.LinkTarget is { Length: > 0 } target ? target : null;
#else
        return null;
#endif
    }

    private string TextOf(int length)
    {
        try
        {
            return Text.GetString(_target, 0, length);
        }
        catch (DecoderFallbackException)
        {
            // The system would follow it; what it leads to could not be looked at.
            return Nameless;
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern IntPtr readlink(byte[] path, byte[] target, UIntPtr size);
}
