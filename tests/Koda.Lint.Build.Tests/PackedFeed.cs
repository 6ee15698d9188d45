using System.IO.Compression;
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
        Pack("Koda.Lint.Build");
        ZipFile.ExtractToDirectory(PackageFile, Unpacked);
    }

    /// <summary>The folder with the packed package.</summary>
    public string Feed => _folder.PathTo("feed");

    /// <summary>The package's file.</summary>
    public string PackageFile => Path.Combine(Feed, "Koda.Lint." + Version + ".nupkg");

    /// <summary>The package's content in a folder, for projects that import it themselves.</summary>
    public string Unpacked => _folder.PathTo("unpacked");

    /// <summary>The version that was packed: one that no other run has.</summary>
    public string Version { get; } = "0.1.0-test" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>Where throw-away projects restore packages to, so that an older package of this version is never taken.</summary>
    public string Packages => _folder.PathTo("packages");

    /// <summary>Packs a project of this checkout as the build of the tests has built it, under this feed's own version.</summary>
    public void Pack(string project)
    {
        var packed = Dotnet.Run(
            Repository.Root, null, "pack", Repository.PathTo("src/" + project), "--no-build", "-c", Metadata("Configuration"), "-o", Feed, "--nologo", "-p:PackageVersion=" + Version);
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    /// <summary>A value that the test project was built with.</summary>
    public static string Metadata(string key) =>
        typeof(PackedFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public void Dispose() => _folder.Dispose();
}
