#!/usr/bin/env dotnet
// Judges public projects before a release: dotnet run eng/field.cs FOLDER [--show RULE]… [--program PATH]
// Each folder in FOLDER is a checked-out project. Prints what is found by rule, what crashes or takes long, and the time of each project; with
// --show every finding of a rule, to be judged by hand. What came of it stands in docs/field-notes.md.
#:property ManagePackageVersionsCentrally=false
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false

using System.Diagnostics;
using System.Text.Json;

var root = Path.GetDirectoryName((string)AppContext.GetData("EntryPointFileDirectoryPath")!)!;
var program = Path.Combine(root, "src", "Koda.Lint.Cli", "bin", "Release", "net10.0", "koda-lint");
string? folder = null;
var shown = new HashSet<string>(StringComparer.Ordinal);
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--show" && i + 1 < args.Length)
        shown.Add(args[++i]);
    else if (args[i] == "--program" && i + 1 < args.Length)
        program = Path.GetFullPath(args[++i]);
    else
        folder = args[i];
}

if (folder is null || !Directory.Exists(folder) || !File.Exists(program))
{
    Console.Error.WriteLine(folder is null ? "usage: dotnet run eng/field.cs FOLDER [--show RULE]… [--program PATH]" : "there is no '" + (Directory.Exists(folder) ? program : folder) + "'");
    return 2;
}

var counts = new SortedDictionary<string, (int Errors, int Warnings, int Infos, HashSet<string> Projects)>(StringComparer.Ordinal);
var (projects, deployments, clean, crashed) = (0, 0, 0, 0);
foreach (var project in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
{
    projects++;
    var name = Path.GetFileName(project);
    var watch = Stopwatch.StartNew();
    // As production, so that every rule has its say; what runs in production is what is judged before a release.
    var (code, output, error) = Run(program, project, "check", ".", "--recursive", "--environment", "production", "--format", "json");
    watch.Stop();
    if (code is not (0 or 1))
    {
        var isNothing = code == 2 && error.Contains("no deployment in", StringComparison.Ordinal);
        crashed += isNothing ? 0 : 1;
        Console.WriteLine($"{name}: {(isNothing ? "no deployment" : "EXIT CODE " + code + ": " + error.Trim())}");
        continue;
    }

    using var report = JsonDocument.Parse(output);
    var found = report.RootElement.GetProperty("findings").EnumerateArray().ToList();
    deployments += report.RootElement.GetProperty("deployments").GetArrayLength();
    clean += found.Count == 0 ? 1 : 0;
    Console.WriteLine($"{name}: {found.Count} findings, {watch.ElapsedMilliseconds} ms");
    foreach (var finding in found)
    {
        var rule = finding.GetProperty("rule").GetString()!;
        var severity = finding.GetProperty("severity").GetString()!;
        var (errors, warnings, infos, seen) = counts.TryGetValue(rule, out var count) ? count : (0, 0, 0, []);
        seen.Add(name);
        counts[rule] = (errors + (severity == "error" ? 1 : 0), warnings + (severity == "warning" ? 1 : 0), infos + (severity == "info" ? 1 : 0), seen);
        if (rule == "KODA9007")
            crashed++;
        if (shown.Contains(rule) || rule == "KODA9007")
            Console.WriteLine($"  {severity} {rule} {finding.GetProperty("path").GetString()}:{finding.GetProperty("start").GetProperty("line").GetInt32()}: {finding.GetProperty("message").GetString()}");
    }
}

Console.WriteLine();
Console.WriteLine("| rule | errors | warnings | infos | projects |");
Console.WriteLine("|---|---|---|---|---|");
foreach (var (rule, count) in counts)
    Console.WriteLine($"| {rule} | {count.Errors} | {count.Warnings} | {count.Infos} | {count.Projects.Count} |");
Console.WriteLine();
Console.WriteLine($"{projects} projects, {deployments} deployments, {clean} without a finding, {crashed} crashes");
return crashed == 0 ? 0 : 1;

static (int Code, string Output, string Error) Run(string program, string folder, params string[] arguments)
{
    var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
    using var process = Process.Start(start)!;
    var error = process.StandardError.ReadToEndAsync();
    var output = process.StandardOutput.ReadToEndAsync();
    if (process.WaitForExit(TimeSpan.FromMinutes(5)))
        return (process.ExitCode, output.Result, error.Result);
    process.Kill(entireProcessTree: true);
    return (-1, "", "it did not end within five minutes");
}
