#!/usr/bin/env dotnet
// What the package costs a build: the times of its targets, from binary logs. Prints a table.
//
//   dotnet pack src/Koda.Lint.Build -c Release -o artifacts/packages
//   dotnet run bench/msbuild.cs artifacts/packages/Koda.Lint.0.1.0.nupkg 9
//
// Each build has six C# projects, each with a copy of samples/vps-hardened beside it, and one node. The first project's target has to load the task and
// has .NET compile it as it runs; the later ones find that done, as a node does that MSBuild uses again.
#:package MSBuild.StructuredLogger@2.3.269
#:package Microsoft.Build.Utilities.Core@17.7.2
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Build.Logging.StructuredLogger;

if (args is not [var package, var count])
{
    Console.Error.WriteLine("usage: dotnet run bench/msbuild.cs PACKAGE BUILDS");
    return 2;
}

const int Projects = 6;
string[] tasks = ["ReadSettings", "ProbeInputs", "LintDeployments", "ReportFindings"];
const string Whole = "the project's target, whole";
package = Path.GetFullPath(package);
var version = Path.GetFileNameWithoutExtension(package)["Koda.Lint.".Length..];
var folder = Directory.CreateTempSubdirectory("koda-lint-bench-").FullName;
File.Copy("global.json", Path.Combine(folder, "global.json"));
File.WriteAllText(
    Path.Combine(folder, "nuget.config"),
    $"""<configuration><packageSources><clear /><add key="bench" value="{Path.GetDirectoryName(package)}" /></packageSources></configuration>""");
File.WriteAllText(
    Path.Combine(folder, "all.proj"),
    """
    <Project DefaultTargets="Build">
      <ItemGroup><P Include="$(Kind)*/App.csproj" /></ItemGroup>
      <Target Name="Restore"><MSBuild Projects="@(P)" Targets="Restore" /></Target>
      <Target Name="Build"><MSBuild Projects="@(P)" /></Target>
    </Project>
    """);

// As the repository has it, its values are supplied at deploy, which is told of each; with an .env made as its README says there is nothing to tell.
string[] kinds = ["checkout", "server"];
foreach (var kind in kinds)
{
    for (var number = 1; number <= Projects; number++)
    {
        var at = Directory.CreateDirectory(Path.Combine(folder, kind + number)).FullName;
        foreach (var file in Directory.GetFiles("samples/vps-hardened"))
            File.Copy(file, Path.Combine(at, Path.GetFileName(file)));
        if (kind == "server")
            WriteEnv(at);
        File.WriteAllText(Path.Combine(at, "Code.cs"), "internal static class Code { }");
        File.WriteAllText(
            Path.Combine(at, "App.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>
              <ItemGroup><PackageReference Include="Koda.Lint" Version="{version}" PrivateAssets="all" /></ItemGroup>
            </Project>
            """);
    }

    if (!Dotnet("build", "all.proj", "-restore", "-p:Kind=" + kind))
        return 1;
}

var times = new Dictionary<(string Kind, bool IsFull, string Part, bool IsFirst), List<double>>();
var log = Path.Combine(folder, "build.binlog");
for (var build = 0; build < int.Parse(count, CultureInfo.InvariantCulture); build++)
{
    foreach (var kind in kinds)
    {
        foreach (var isFull in (bool[])[true, false])
        {
            foreach (var state in isFull ? Directory.GetDirectories(folder, kind + "*").Select(at => Path.Combine(at, "obj", "koda-lint")) : [])
                Directory.Delete(state, recursive: true);
            if (!Dotnet("build", "all.proj", "--no-restore", "-p:Kind=" + kind, "-bl:" + log))
                return 1;
            Read(kind, isFull);
        }
    }
}

Directory.Delete(folder, recursive: true);
Console.WriteLine("| deployment | build | part | first project (ms) | later projects (ms) |\n|---|---|---|---:|---:|");
foreach (var kind in kinds)
{
    foreach (var isFull in (bool[])[true, false])
    {
        foreach (var part in (string[])[.. tasks, Whole])
        {
            if (times.ContainsKey((kind, isFull, part, true)))
                Console.WriteLine($"| {kind} | {(isFull ? "full lint" : "unchanged")} | {(part == Whole ? Whole : "task `" + part + "`")} | {Median(true)} | {Median(false)} |");

            string Median(bool isFirst)
            {
                var all = times[(kind, isFull, part, isFirst)].Order().ToList();
                return all[all.Count / 2].ToString("0.0", CultureInfo.InvariantCulture);
            }
        }
    }
}

return 0;

void Read(string kind, bool isFull)
{
    var read = BinaryLog.ReadBuild(log);
    foreach (var part in tasks)
    {
        var runs = new List<Microsoft.Build.Logging.StructuredLogger.Task>();
        read.VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.Task>(task =>
        {
            if (task.Name == part)
                runs.Add(task);
        });
        Add(part, runs.OrderBy(run => run.StartTime).Select(run => run.Duration));
    }

    var targets = new List<Target>();
    read.VisitAllChildren<Target>(target =>
    {
        if (target.Name == "KodaLint" && target.Project.Name == "App.csproj" && target.Children.Count > 0)
            targets.Add(target);
    });
    Add(Whole, targets.OrderBy(target => target.StartTime).Select(target => target.Duration));

    void Add(string part, IEnumerable<TimeSpan> spans)
    {
        var isFirst = true;
        foreach (var span in spans)
        {
            var key = (kind, isFull, part, isFirst);
            if (!times.TryGetValue(key, out var known))
                times[key] = known = [];
            known.Add(span.TotalMilliseconds);
            isFirst = false;
        }
    }
}

bool Dotnet(params string[] arguments)
{
    var start = new ProcessStartInfo("dotnet", [.. arguments, "-nologo", "-m:1", "-v:q", "-nodeReuse:false", "-p:UseSharedCompilation=false"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
    foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        start.Environment.Remove(name);
    start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "packages");
    using var process = Process.Start(start)!;
    var output = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0)
        Console.Error.WriteLine(output);
    return process.ExitCode == 0;
}

static void WriteEnv(string folder)
{
    var lines = File.ReadLines(Path.Combine(folder, ".env.example"))
        .Select(line => line.EndsWith("=replace-with-random", StringComparison.Ordinal) ? line.Replace("replace-with-random", RandomNumberGenerator.GetHexString(64, lowercase: true)) : line);
    var path = Path.Combine(folder, ".env");
    File.WriteAllLines(path, lines);
    if (!OperatingSystem.IsWindows())
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
}
