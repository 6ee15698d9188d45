using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;
using Koda.Lint.BootGuard.Tests.Processes;

namespace Koda.Lint.BootGuard.Tests;

public sealed class PackageTests
{
    /// <summary>So the tests that run the worker show that the guard works without ASP.NET Core.</summary>
    [Fact]
    public void A_worker_that_refers_to_the_guard_still_runs_on_the_plain_runtime()
    {
        using var configuration = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(HostProcess.PathOf("Worker"), ".runtimeconfig.json")));
        var runtime = configuration.RootElement.GetProperty("runtimeOptions");

        Assert.Equal("Microsoft.NETCore.App", runtime.GetProperty("framework").GetProperty("name").GetString());
        Assert.False(runtime.TryGetProperty("frameworks", out _));
    }

    /// <summary>A package that asks for ASP.NET Core keeps a worker from starting on the plain runtime.</summary>
    [Fact]
    public async Task The_package_asks_for_packages_and_for_no_framework()
    {
        using var folder = new TemporaryFolder();
        var configuration = Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Name;
        using var pack = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["pack", Repository.PathTo("src/Koda.Lint.BootGuard"), "--no-build", "-c", configuration, "-o", folder.Path, "--nologo", "-v", "quiet"])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await pack.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await pack.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(pack.ExitCode == 0, output);

        await using var package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(folder.Path, "*.nupkg")), TestContext.Current.CancellationToken);
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.Contains("README.md", files);
        Assert.Equal(["lib/net8.0/Koda.Lint.BootGuard.dll", "lib/net8.0/Koda.Lint.BootGuard.xml"], files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order());
        await using var stream = await package.GetEntry("Koda.Lint.BootGuard.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
        var manifest = (await XDocument.LoadAsync(stream, LoadOptions.None, TestContext.Current.CancellationToken)).Root!;
        Assert.DoesNotContain(manifest.Descendants(), element => element.Name.LocalName == "frameworkReference");
        Assert.Equal(
            [
                "Koda.Lint.Abstractions", "Microsoft.Extensions.Configuration.CommandLine", "Microsoft.Extensions.Configuration.EnvironmentVariables",
                "Microsoft.Extensions.Configuration.FileExtensions", "Microsoft.Extensions.Hosting.Abstractions", "dotenv.net",
            ],
            manifest.Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => (string)element.Attribute("id")!).Order(StringComparer.Ordinal));
    }
}
