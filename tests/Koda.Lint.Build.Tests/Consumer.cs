using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Build.Logging.StructuredLogger;

namespace Koda.Lint.Build.Tests;

/// <summary>A throw-away project that refers to the packed package, and its builds.</summary>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackedFeed _feed;

    /// <param name="feed">The packed package.</param>
    /// <param name="name">The folder's name, which may be an odd one.</param>
    public Consumer(PackedFeed feed, string name = "consumer")
    {
        _feed = feed;
        Path = _folder.PathTo(name);
        Directory.CreateDirectory(Path);
        _folder.Write("Directory.Build.props", "<Project><PropertyGroup><NuGetAudit>false</NuGetAudit></PropertyGroup></Project>");
        _folder.Write("Directory.Build.targets", "<Project />");
        _folder.Write("Directory.Packages.props", "<Project />");
        _folder.Write("global.json", File.ReadAllText(Repository.PathTo("global.json")));
        _folder.Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources><add key="koda-lint" value="{feed.Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="machine" value="{MachinePackages}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Its folder.</summary>
    public string Path { get; }

    /// <summary>The line that refers to the package.</summary>
    public string Reference => $"""<PackageReference Include="Koda.Lint" Version="{_feed.Version}" PrivateAssets="all" />""";

    /// <summary>Where this machine keeps packages: the reference packs and what tests name beside ours come from there.</summary>
    private static string MachinePackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>A path in it.</summary>
    public string PathTo(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathTo(name))!);
        File.WriteAllText(PathTo(name), text);
    }

    /// <summary>Writes a C# project of one class.</summary>
    public void WriteLibrary(string name = "App.csproj", string properties = "", string items = "")
    {
        Write(
            name,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {Reference}
                {items}
              </ItemGroup>
            </Project>
            """);
        Write(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(name)!, "Code.cs"), "internal static class Code { }");
    }

    /// <summary>Writes a project without a compiler, as those of Docker Compose are, that imports the package itself.</summary>
    public void WriteContainers(string items = "", string name = "containers.dcproj") => Write(
        name,
        $"""
        <Project DefaultTargets="Build">
          <Import Project="{_feed.Unpacked}/build/Koda.Lint.props" />
          <ItemGroup>{items}</ItemGroup>
          <Target Name="Build" />
          <Import Project="{_feed.Unpacked}/build/Koda.Lint.targets" />
        </Project>
        """);

    /// <summary>A deployment that opens the control plane to everybody.</summary>
    public void WriteBroken(string folder = "")
    {
        Write(System.IO.Path.Combine(folder, "docker-compose.yml"), Broken);
        Write(System.IO.Path.Combine(folder, "docker-compose.prod.yml"), Overlay);
    }

    /// <summary>The sample deployment in which nothing is at fault.</summary>
    public void WriteHardened(string folder = "")
    {
        foreach (var file in Directory.GetFiles(Repository.PathTo("samples/vps-hardened")).Where(file => System.IO.Path.GetFileName(file) is not ("README.md" or ".gitignore")))
            Write(System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)), File.ReadAllText(file));
    }

    /// <summary>The same with its <c>.env</c>, made as its README says, so that there is nothing at all to tell.</summary>
    public void WriteSound()
    {
        WriteHardened();
        Write(".env", string.Join('\n', File.ReadLines(PathTo(".env.example")).Select(line => line.Replace("replace-with-random", RandomNumberGenerator.GetHexString(64, lowercase: true), StringComparison.Ordinal))) + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathTo(".env"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>A control plane that publishes its port on every interface.</summary>
    public const string Broken =
        """
        services:
          app:
            image: example/control-plane:1.0.0
            command: ["python", "-m", "koda.control_plane"]
            environment:
              KODA_ENV: production
            ports:
              - "8090:8090"

        """;

    /// <summary>The overlay that means to close it.</summary>
    public const string Overlay =
        """
        services:
          app:
            ports:
              - "127.0.0.1:8090:8090"

        """;

    /// <summary>Builds; what came of it.</summary>
    public BuildResult Build(params IReadOnlyList<string> arguments) => Run("build", arguments);

    /// <summary>Runs a command of dotnet that builds.</summary>
    public BuildResult Run(string command, params IReadOnlyList<string> arguments)
    {
        var log = _folder.PathTo(Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + ".binlog");
        // What `dotnet test` does not take for its own it hands to the tests' program, which would refuse it.
        string[] quiet = command == "test" ? [] : ["--nologo", "-nodeReuse:false", "-v:m"];
        var (exitCode, output) = Dotnet.Run(Path, _feed.Packages, [command, "-p:UseSharedCompilation=false", .. arguments, "-bl:" + log + ";ProjectImports=None", .. quiet]);
        Assert.True(File.Exists(log), output);
        return new BuildResult(exitCode, output, log);
    }

    public void Dispose()
    {
        foreach (var folder in Directory.GetDirectories(_folder.Path, "*", SearchOption.AllDirectories))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.UserWrite);
        }

        _folder.Dispose();
    }
}

/// <summary>A build as its binary log tells it.</summary>
internal sealed class BuildResult(int exitCode, string output, string logFile)
{
    private readonly Microsoft.Build.Logging.StructuredLogger.Build _log = BinaryLog.ReadBuild(logFile);

    public int ExitCode => exitCode;

    public string Output => output;

    /// <summary>What Koda.Lint reported, each as often as it was logged: <c>error KODA2002 docker-compose.yml(8,9,8,20)</c>.</summary>
    public IReadOnlyList<string> Findings =>
        [.. Reported.Select(one => $"{one.Kind} {one.Code} {Path.GetFileName(one.File)}({one.Place})")];

    /// <summary>The errors and warnings of Koda.Lint, as they were logged.</summary>
    public IReadOnlyList<ReportedFinding> Reported => field ??= ReadReported();

    /// <summary>What the build told nobody who did not ask for details.</summary>
    public IReadOnlyList<string> Messages
    {
        get
        {
            var found = new List<string>();
            var reader = new BinLogReader();
            reader.MessageRaised += (_, e) => found.Add(e.Message ?? "");
            reader.Replay(logFile);
            return found;
        }
    }

    private List<ReportedFinding> ReadReported()
    {
        var found = new List<ReportedFinding>();
        var reader = new BinLogReader();
        reader.ErrorRaised += (_, e) => Add("error", e.Code, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, e.Message);
        reader.WarningRaised += (_, e) => Add("warning", e.Code, e.File, e.LineNumber, e.ColumnNumber, e.EndLineNumber, e.EndColumnNumber, e.Message);
        reader.Replay(logFile);
        return found;

        void Add(string kind, string? code, string? file, int line, int column, int endLine, int endColumn, string? text)
        {
            if (code?.StartsWith("KODA", StringComparison.Ordinal) == true)
                found.Add(new ReportedFinding(kind, code, file ?? "", FormattableString.Invariant($"{line},{column},{endLine},{endColumn}"), text ?? ""));
        }
    }

    /// <summary>How often the engine ran.</summary>
    public int Lints => Tasks("LintDeployments").Count;

    /// <summary>The runs of a task.</summary>
    public IReadOnlyList<Microsoft.Build.Logging.StructuredLogger.Task> Tasks(string name)
    {
        var found = new List<Microsoft.Build.Logging.StructuredLogger.Task>();
        _log.VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.Task>(task =>
        {
            if (task.Name == name)
                found.Add(task);
        });
        return found;
    }

    /// <summary>The runs of a target.</summary>
    public IReadOnlyList<Target> Targets(string name)
    {
        var found = new List<Target>();
        _log.VisitAllChildren<Target>(target =>
        {
            if (target.Name == name)
                found.Add(target);
        });
        return found;
    }
}

/// <summary>An error or a warning.</summary>
internal sealed record ReportedFinding(string Kind, string Code, string File, string Place, string Text);
