using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Koda.Lint.Cli.Tests;

/// <summary>The program as a person or a script runs it. <c>KODA_LINT_PROGRAM</c> names another build of it, such as the native one.</summary>
internal static class KodaLint
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    /// <summary>Where it is.</summary>
    public static string Program { get; } =
        Environment.GetEnvironmentVariable("KODA_LINT_PROGRAM") is { Length: > 0 } named ? Path.GetFullPath(named)
        : Metadata("KodaLintProgram") + (OperatingSystem.IsWindows() ? ".exe" : "");

    /// <summary>Runs it to its end.</summary>
    public static Answer Run(string folder, params string[] arguments) => Run(folder, new Dictionary<string, string>(), "", arguments);

    /// <summary>Runs it to its end with variables and standard input.</summary>
    public static Answer Run(string folder, IReadOnlyDictionary<string, string> variables, string input, params string[] arguments)
    {
        using var process = Start(folder, variables, arguments);
        var watch = Stopwatch.StartNew();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.WaitForExit(5))
        {
            if (UseOf(process) is var (bytes, time))
                (peak, processor) = (Math.Max(peak, bytes), time);
            Assert.True(watch.Elapsed < TimeLimit, "koda-lint does not end");
        }

        process.WaitForExit();
        return new Answer(process.ExitCode, output.Result, error.Result, processor, peak);
    }

    /// <summary>Starts it with nothing but <c>PATH</c>, <c>HOME</c>, what .NET needs, and the given variables.</summary>
    public static Process Start(string folder, IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
            StandardErrorEncoding = new UTF8Encoding(false),
        };
        foreach (var name in start.Environment.Keys.ToList())
        {
            if (!name.StartsWith("DOTNET", StringComparison.Ordinal) && name is not ("PATH" or "HOME" or "SystemRoot"))
                start.Environment.Remove(name);
        }

        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>What it took so far; null once it ended.</summary>
    private static (long PeakBytes, TimeSpan ProcessorTime)? UseOf(Process process)
    {
        try
        {
            process.Refresh();
            return (process.PeakWorkingSet64, process.TotalProcessorTime);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Metadata(string key) =>
        typeof(KodaLint).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}

/// <summary>What a run answered, and what it took, as far as was seen: on a busy machine the time on a clock says nothing.</summary>
internal sealed record Answer(int ExitCode, string Output, string Error, TimeSpan ProcessorTime, long PeakBytes)
{
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{Error}";
}
