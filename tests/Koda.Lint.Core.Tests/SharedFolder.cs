using System.Runtime.CompilerServices;

namespace Koda.Lint.Core.Tests;

/// <summary>The folder <c>shared</c> beside the repository, which holds Koda's own files.</summary>
public static class SharedFolder
{
    /// <summary>The text of a shared file; skips the test when it is not there.</summary>
    public static string Read(string path)
    {
        var file = Path.Combine(Repository(), "..", "shared", path);
        if (!File.Exists(file))
            Assert.Skip("../shared/" + path + " is not there");
        return File.ReadAllText(file);
    }

    private static string Repository([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
