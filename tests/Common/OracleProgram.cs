using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Koda.Lint.Tests;

/// <summary>A real program that a reader must agree with. A test that needs one which is missing says so and is skipped.</summary>
internal static class OracleProgram
{
    /// <summary>How many times the usual sample a comparison takes; <c>KODA_ORACLE_ROUNDS=50</c> looks harder.</summary>
    public static int Rounds { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("KODA_ORACLE_ROUNDS"), out var rounds) ? Math.Max(1, rounds) : 1;

    /// <summary>Runs a program to its end with nothing but <c>PATH</c>, <c>HOME</c> and the given variables.</summary>
    public static OracleAnswer Run(
        string program, IEnumerable<string> arguments, string folder, IReadOnlyDictionary<string, string> environment, string input = "")
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = new UTF8Encoding(false),
        };
        start.Environment.Clear();
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH");
        start.Environment["HOME"] = folder;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new OracleAnswer(process.ExitCode, output, error.Result);
    }

    /// <summary>Skips the test unless one of the programs runs with these arguments; gives that one.</summary>
    public static string Require(IReadOnlyList<string> programs, params string[] arguments)
    {
        var program = programs.FirstOrDefault(p => Works(p, arguments));
        Assert.SkipWhen(program is null, $"'{programs[0]} {string.Join(' ', arguments)}' does not run on this machine");
        return program!;
    }

    private static bool Works(string program, string[] arguments)
    {
        try
        {
            return Run(program, arguments, Path.GetTempPath(), new Dictionary<string, string>()).ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

/// <summary>What a program answered.</summary>
internal sealed record OracleAnswer(int ExitCode, string Output, string Error);
