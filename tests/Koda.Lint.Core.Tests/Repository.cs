namespace Koda.Lint.Core.Tests;

/// <summary>The checkout that the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Koda.Lint.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests do not run inside a checkout");
        return folder;
    }
}
