namespace Koda.Lint.Catalogue.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class RepositoryRoot
{
    /// <summary>Its folder.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(folder, "Koda.Lint.sln")))
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside of the checkout.");
        return folder;
    }
}
