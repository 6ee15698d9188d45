using System.ComponentModel;
using System.Diagnostics;

namespace Koda.Lint.Conformance.Tests.Differential;

/// <summary>The real Docker Compose.</summary>
internal static class DockerCompose
{
    /// <summary>What every run sees beside a sample's own shell variables.</summary>
    public static IReadOnlyDictionary<string, string> Surroundings { get; } = new Dictionary<string, string>
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "", ["HOME"] = "/home/oracle",
    };

    /// <summary>Go's runtime needs no second thread and no collection for so short a life: a sixth of the time of a run.</summary>
    private static readonly Dictionary<string, string> Runtime = new() { ["GOMAXPROCS"] = "1", ["GOGC"] = "off" };

    /// <summary>What it needs is a tenth of a second.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    public static void Require()
    {
        try
        {
            Assert.SkipUnless(Run(Path.GetTempPath(), ["version"], new Dictionary<string, string>()).ExitCode == 0, "'docker-compose version' fails on this machine");
        }
        catch (Win32Exception)
        {
            Assert.Skip("docker-compose is not on this machine");
        }
    }

    public static Answer Run(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> shell)
    {
        var start = new ProcessStartInfo("docker-compose", arguments)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Surroundings.Concat(Runtime).Concat(shell))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var hangs = !process.WaitForExit(Longest);
        if (hangs)
            process.Kill();
        process.WaitForExit();
        return new Answer(process.ExitCode, output.Result, error.Result, hangs);
    }

    internal sealed record Answer(int ExitCode, string Output, string Error, bool Hangs)
    {
        /// <summary>A fault of Docker Compose, which says nothing about the deployment: a Go panic, JSON that it cannot print, a mapping merged into itself that it never ends with.</summary>
        public bool IsCrash =>
            Hangs || (ExitCode == 2 && Error.Contains("goroutine ", StringComparison.Ordinal)) || Error.Contains("error calling MarshalJSON", StringComparison.Ordinal)
            || Error.Trim().Split('\n')[^1].StartsWith("json: unsupported value", StringComparison.Ordinal);
    }
}
