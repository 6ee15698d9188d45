using System.Reflection;

[assembly: AssemblyFixture(typeof(Koda.Lint.Build.Tests.PackedFeed))]

namespace Koda.Lint.Build.Tests;

/// <summary>The package, packed once for all tests into a feed of its own, with a folder for packages that no other build uses.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PackedFeed()
    {
        Directory.CreateDirectory(Feed);
        var packed = Dotnet.Run(
            Repository.Root, "pack", Repository.PathTo("src/Koda.Lint.Build"), "--no-build", "-c", Metadata("Configuration"), "-o", Feed, "--nologo");
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    /// <summary>The folder with the packed package.</summary>
    public string Feed => _folder.PathTo("feed");

    /// <summary>The package's file.</summary>
    public string PackageFile => Directory.GetFiles(Feed, "Koda.Lint.*.nupkg").Single(path => !path.EndsWith(".snupkg", StringComparison.Ordinal));

    /// <summary>The version that was packed.</summary>
    public string Version => Path.GetFileNameWithoutExtension(PackageFile)["Koda.Lint.".Length..];

    /// <summary>Where throw-away projects restore packages to, so that an older package of this version is never taken.</summary>
    public string Packages => _folder.PathTo("packages");

    /// <summary>A value that the test project was built with.</summary>
    public static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public void Dispose() => _folder.Dispose();
}
