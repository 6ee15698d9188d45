using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Koda.Lint.Analyzers.Bench;

/// <summary>What the compiler is run with besides the sources.</summary>
/// <param name="Name">The name for the table.</param>
/// <param name="Analyzers">The assemblies with analyzers.</param>
/// <param name="Rules">The rules that are on; all others are off, so that their analyzers do not run.</param>
internal sealed record Variant(string Name, IReadOnlyList<string> Analyzers, IReadOnlyList<string> Rules);

/// <summary>A folder of sources, and a compiler server of its own that compiles them.</summary>
internal sealed class CompilerFolder : IDisposable
{
    private static readonly string _compiler = Path.Combine(
        typeof(CompilerFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(one => one.Key == "Compiler").Value!, "bincore", "csc.dll");

    private readonly string _root = Directory.CreateTempSubdirectory("koda-lint-bench-").FullName;
    private int _programs;

    public string CompilerVersion => FileVersionInfo.GetVersionInfo(_compiler).ProductVersion!.Split('+')[0];

    /// <summary>Puts a program's files into a folder.</summary>
    public IReadOnlyList<string> Write(IEnumerable<(string Path, string Text)> sources)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, "program" + _programs++.ToString(CultureInfo.InvariantCulture))).FullName;
        var paths = new List<string>();
        foreach (var (path, text) in sources)
        {
            paths.Add(Path.Combine(folder, Path.GetFileName(path)));
            File.WriteAllText(paths[^1], text);
        }

        return paths;
    }

    /// <summary>Compiles once: milliseconds from start to end, and how many findings there are.</summary>
    public (double Milliseconds, int Findings) Compile(IReadOnlyList<string> sources, IReadOnlyList<string> references, Variant variant)
    {
        var config = Path.Combine(_root, "rules.globalconfig");
        File.WriteAllLines(config, ["is_global = true", "dotnet_analyzer_diagnostic.severity = none", .. variant.Rules.Select(rule => $"dotnet_diagnostic.{rule}.severity = warning")]);

        // SonarAnalyzer runs its hotspot rules only when this file asks for them.
        var asked = Path.Combine(_root, "SonarLint.xml");
        File.WriteAllText(asked, "<AnalysisInput><Settings/><Rules>" + string.Concat(variant.Rules.Select(rule => $"<Rule><Key>{rule}</Key></Rule>")) + "</Rules><Files/></AnalysisInput>");
        var arguments = Path.Combine(_root, "arguments.rsp");
        File.WriteAllLines(arguments,
        [
            "/nologo", "/target:library", "/nullable:enable", "/deterministic+", "/debug:portable", "/langversion:latest", $"/out:\"{Path.Combine(_root, "out.dll")}\"",
            $"/analyzerconfig:\"{config}\"", $"/additionalfile:\"{asked}\"",
            .. references.Select(path => $"/reference:\"{path}\""), .. variant.Analyzers.Select(path => $"/analyzer:\"{path}\""), .. sources.Select(path => $"\"{path}\""),
        ]);
        var start = new ProcessStartInfo("dotnet", ["exec", _compiler, "/shared:" + Path.GetFileName(_root), "/keepalive:60", "/noconfig", "@" + arguments]) { RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = watch.Elapsed.TotalMilliseconds;
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var failure = lines.FirstOrDefault(line => line.Contains("error ", StringComparison.Ordinal) || line.Contains("warning CS8", StringComparison.Ordinal) || line.Contains("AD0001", StringComparison.Ordinal));
        return failure is null && process.ExitCode == 0
            ? (elapsed, lines.Count(line => variant.Rules.Any(rule => line.Contains(" " + rule + ":", StringComparison.Ordinal))))
            : throw new InvalidOperationException(variant.Name + ": " + (failure ?? "the compiler ended with " + process.ExitCode.ToString(CultureInfo.InvariantCulture)));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
