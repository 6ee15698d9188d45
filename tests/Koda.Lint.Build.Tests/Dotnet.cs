using System.Diagnostics;
using System.Text;

namespace Koda.Lint.Build.Tests;

/// <summary>Runs <c>dotnet</c> as a person would: in a process of its own that leaves none behind.</summary>
internal static class Dotnet
{
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">Where NuGet keeps what it restores, whatever the tests' own environment says; null for the machine's folder.</param>
    /// <param name="arguments">Its arguments.</param>
    public static (int ExitCode, string Output) Run(string folder, string? packages, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // What the tests' own build and runner put there is not what a person has.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name.StartsWith("TESTINGPLATFORM", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        DataReceivedEventHandler append = (_, line) =>
        {
            lock (output)
                output.AppendLine(line.Data);
        };
        process.OutputDataReceived += append;
        process.ErrorDataReceived += append;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (output)
            return (process.ExitCode, output.ToString());
    }
}
