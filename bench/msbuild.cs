#!/usr/bin/env dotnet
// What the package costs a build: the times of its targets, from binary logs. Prints a table.
//
//   dotnet pack src/Koda.Lint.Build -c Release -o artifacts/packages
//   dotnet run bench/msbuild.cs artifacts/packages/Koda.Lint.0.1.0.nupkg 5
//
// Each build lints two copies of samples/vps-hardened: the first has to load the task and to compile the engine as it runs, the second finds both warm.
#:package MSBuild.StructuredLogger@2.3.269
#:package Microsoft.Build.Utilities.Core@17.7.2
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Diagnostics;
using System.IO.Compression;
using Microsoft.Build.Logging.StructuredLogger;

if (args is not [var package, var count])
{
    Console.Error.WriteLine("usage: dotnet run bench/msbuild.cs PACKAGE BUILDS");
    return 2;
}

var folder = Directory.CreateTempSubdirectory("koda-lint-bench-").FullName;
ZipFile.ExtractToDirectory(package, Path.Combine(folder, "package"));
foreach (var copy in (string[])["a", "b"])
{
    Directory.CreateDirectory(Path.Combine(folder, copy));
    foreach (var file in Directory.GetFiles("samples/vps-hardened"))
        File.Copy(file, Path.Combine(folder, copy, Path.GetFileName(file)));
}

File.WriteAllText(
    Path.Combine(folder, "one.proj"),
    """
    <Project DefaultTargets="Build">
      <Import Project="package/build/Koda.Lint.props" />
      <PropertyGroup><KodaLintRoot>$(MSBuildProjectDirectory)/$(Folder)</KodaLintRoot></PropertyGroup>
      <Target Name="Build" />
      <Import Project="package/build/Koda.Lint.targets" />
    </Project>
    """);
File.WriteAllText(
    Path.Combine(folder, "all.proj"),
    """
    <Project DefaultTargets="Build">
      <Target Name="Build">
        <MSBuild Projects="one.proj" Properties="Folder=a" />
        <MSBuild Projects="one.proj" Properties="Folder=b" />
      </Target>
    </Project>
    """);

string[] parts = ["ReadSettings", "ProbeInputs", "LintDeployments", "ReportFindings", "KodaLint"];
var times = new Dictionary<(string Build, string Part, int At), List<double>>();
for (var build = 0; build < 2 * int.Parse(count, System.Globalization.CultureInfo.InvariantCulture); build++)
{
    var kind = build % 2 == 0 ? "full lint" : "unchanged";
    foreach (var copy in (string[])["a", "b"])
    {
        if (build % 2 == 0 && Directory.Exists(Path.Combine(folder, copy, "obj")))
            Directory.Delete(Path.Combine(folder, copy, "obj"), recursive: true);
    }

    var log = Path.Combine(folder, "build.binlog");
    var start = new ProcessStartInfo("dotnet", ["msbuild", "all.proj", "-nologo", "-m:1", "-v:q", "-nodeReuse:false", "-bl:" + log]) { WorkingDirectory = folder };
    foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        start.Environment.Remove(name);
    using var process = Process.Start(start)!;
    process.WaitForExit();
    if (process.ExitCode != 0)
        return 1;

    var read = BinaryLog.ReadBuild(log);
    foreach (var part in parts)
    {
        // The target that a project runs holds all of it; the tasks are its parts.
        var spans = new List<double>();
        if (part == "KodaLint")
            read.VisitAllChildren<Target>(target =>
            {
                if (target.Name == part && target.Project.Name == "one.proj")
                    spans.Add(target.Duration.TotalMilliseconds);
            });
        else
            read.VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.Task>(task =>
            {
                if (task.Name == part)
                    spans.Add(task.Duration.TotalMilliseconds);
            });
        for (var at = 0; at < spans.Count; at++)
        {
            if (!times.TryGetValue((kind, part, at), out var known))
                times[(kind, part, at)] = known = [];
            known.Add(spans[at]);
        }
    }
}

Directory.Delete(folder, recursive: true);
Console.WriteLine("| build | part | first in its process (ms) | warm (ms) |\n|---|---|---:|---:|");
foreach (var kind in (string[])["full lint", "unchanged"])
{
    foreach (var part in parts)
    {
        string Cell(int at) => times.TryGetValue((kind, part, at), out var all)
            ? all.Order().ElementAt(all.Count / 2).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)
            : "";
        Console.WriteLine($"| {kind} | {(part == "KodaLint" ? "the target, whole" : "task `" + part + "`")} | {Cell(0)} | {Cell(1)} |");
    }
}

return 0;
