using dotenv.net;
using Koda.Lint.Files;

namespace Koda.Lint.BootGuard.Settings;

/// <summary>The settings of an env file as dotenv.net, which a .NET program loads it with, reads them by default.</summary>
internal sealed class EnvFileSettings : ISettingSource
{
    private const string Provider = "env file";
    private const long MaxLength = 64 * 1024 * 1024;
    private const string Missing = "there is no such file";
    private const string NotPermitted = "permission is denied";
    private const string NotOpened = "the system does not open it";
    private const string NotAFile = "it is not a regular file";

    private readonly string _path;
    private readonly IDictionary<string, string> _settings;

    private EnvFileSettings(string path, IDictionary<string, string> settings)
    {
        _path = path;
        _settings = settings;
    }

    public IEnumerable<string> Names => _settings.Keys;

    public string? Find(string name) => _settings.TryGetValue(name, out var value) ? value : null;

    public SettingOrigin OriginOf(string name) => Origin(name, _path);

    /// <summary>Where the settings of a file come from, and the file itself when it cannot be read.</summary>
    public static SettingOrigin Origin(string setting, string path) => new(setting, Provider, path);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its absolute path.</param>
    /// <param name="problem">Why it cannot be read; without anything that stands in it, for that may be a secret. Null when it can.</param>
    /// <returns>Its settings, or null when it cannot be read.</returns>
    public static EnvFileSettings? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            using var stream = Open(path, ref problem);
            if (stream is null)
                return null;
            if (stream.CanSeek && stream.Length <= MaxLength)
                return new EnvFileSettings(path, DotEnv.Read(new DotEnvOptions(ignoreExceptions: false, envStreams: [stream])));
            problem = stream.CanSeek ? "it is larger than 64 MiB" : NotAFile;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = Missing;
        }
        catch (UnauthorizedAccessException)
        {
            problem = NotPermitted;
        }
        catch (IOException)
        {
            problem = NotOpened;
        }
        catch (ArgumentException)
        {
            problem = "dotenv.net refuses what stands in it, a quote that is never closed for example";
        }

        return null;
    }

    /// <summary>Opens a file, where the system allows it without waiting: a host's start must not hang on a named pipe, as it does in .NET's own open.</summary>
    private static FileStream? Open(string path, ref string? problem)
    {
        if (Directory.Exists(path))
        {
            problem = "it is a directory";
            return null;
        }

        if (!UnixFile.IsSupported)
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var stream = UnixFile.Open(path, out var fault);
        if (stream is null)
        {
            problem = fault switch
            {
                OpenFault.Missing => Missing,
                OpenFault.NotPermitted => NotPermitted,
                OpenFault.LinksInACircle => "its links lead in a circle",
                OpenFault.NotAFile => NotAFile,
                _ => NotOpened,
            };
        }

        return stream;
    }
}
