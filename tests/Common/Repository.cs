namespace Koda.Lint.Tests;

/// <summary>The checkout that the tests run in, and what lies beside it.</summary>
internal static class Repository
{
    /// <summary>Its folder. Not where the sources were compiled: a deterministic build hides that.</summary>
    public static string Root { get; } = Find();

    /// <summary>A path below it.</summary>
    public static string PathTo(string relative) => Path.Combine(Root, relative);

    /// <summary>The path of a file or folder of <c>../shared</c>, which holds Koda's own files; the test is skipped where it is not.</summary>
    public static string RequireShared(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));
        Assert.SkipUnless(Path.Exists(path), $"../shared/{relative} is not beside this checkout");
        return path;
    }

    /// <summary>The text of a file of <c>../shared</c>; the test is skipped where it is not.</summary>
    public static string ReadShared(string relative) => File.ReadAllText(RequireShared(relative));

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Koda.Lint.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside a checkout");
        return folder;
    }
}
