using System.Collections;
using System.Text;
using Koda.Lint.Files;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli;

/// <summary>The process's surroundings: its streams, its folder, its environment. Asked only for what a command needs.</summary>
internal static class Terminal
{
    private const int OutputBufferSize = 8 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static TextWriter? _error;

    /// <summary>The current folder, absolute and with <c>/</c>.</summary>
    /// <exception cref="UsageException">It was deleted.</exception>
    public static string Folder
    {
        get
        {
            try
            {
                return DeploymentPath.Clean(Environment.CurrentDirectory);
            }
            catch (IOException)
            {
                throw new UsageException("the current folder does not exist");
            }
        }
    }

    /// <summary>Standard error, for everything but the report.</summary>
    public static TextWriter Error => _error ??= new StreamWriter(Console.OpenStandardError(), Utf8, bufferSize: 1024) { AutoFlush = true };

    /// <summary>Whether somebody watches standard error.</summary>
    public static bool IsErrorWatched => !Console.IsErrorRedirected;

    /// <summary>The user's home folder, or null.</summary>
    public static string? HomeFolder => Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME") is { Length: > 0 } home
        ? DeploymentPath.Clean(home)
        : null;

    /// <summary>Whether a crash shows its stack trace.</summary>
    public static bool IsDebugged => Environment.GetEnvironmentVariable("KODA_LINT_DEBUG") == "1";

    /// <summary>Opens standard output.</summary>
    public static Stream OpenOutput() => new BufferedStream(Console.OpenStandardOutput(), OutputBufferSize);

    /// <summary>Opens standard output as text.</summary>
    public static TextWriter OpenTextOutput() => new StreamWriter(Console.OpenStandardOutput(), Utf8, OutputBufferSize);

    /// <summary>All variables of the environment.</summary>
    public static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        return variables;
    }

    /// <summary>How a text report looks here: coloured and as wide as the window on a terminal that takes it (no-color.org), else plain.</summary>
    public static TextReportOptions ReportOptions(string folder, bool noColour)
    {
        var options = new TextReportOptions { Folder = folder };
        if (Console.IsOutputRedirected)
            return options;

        const int FrameMargin = 10;
        var isPlain = noColour
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") is "dumb"
            || (OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable("WT_SESSION") is null && Environment.GetEnvironmentVariable("TERM") is null);
        return options with { UseColour = !isPlain, Width = Math.Max(TextReportOptions.LeastWidth, Console.WindowWidth - FrameMargin) };
    }
}
