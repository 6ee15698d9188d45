using System.Text;

namespace Koda.Lint.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Its absolute path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("koda-lint-").FullName;

    /// <summary>A path below it.</summary>
    public string PathTo(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file in it, UTF-8 without byte order mark.</summary>
    public void Write(string name, string text) => Write(name, new UTF8Encoding(false).GetBytes(text));

    /// <summary>Writes a file in it, and the folders on its way.</summary>
    public void Write(string name, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathTo(name))!);
        File.WriteAllBytes(PathTo(name), bytes);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
