using dotenv.net;

namespace Koda.Lint.BootGuard.Settings;

/// <summary>The settings of an env file as dotenv.net, which a .NET program loads it with, reads them by default.</summary>
internal sealed class EnvFileSettings : ISettingSource
{
    private const string Provider = "env file";
    private const long MaxLength = 64 * 1024 * 1024;

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
            if (Directory.Exists(path))
            {
                problem = "it is a directory";
                return null;
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!stream.CanSeek || stream.Length > MaxLength)
            {
                problem = stream.CanSeek ? "it is larger than 64 MiB" : "it is not a regular file";
                return null;
            }

            return new EnvFileSettings(path, DotEnv.Read(new DotEnvOptions(ignoreExceptions: false, envStreams: [stream])));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = "there is no such file";
        }
        catch (UnauthorizedAccessException)
        {
            problem = "permission is denied";
        }
        catch (IOException)
        {
            problem = "the system does not open it";
        }
        catch (ArgumentException)
        {
            problem = "dotenv.net refuses what stands in it, a quote that is never closed for example";
        }

        return null;
    }
}
