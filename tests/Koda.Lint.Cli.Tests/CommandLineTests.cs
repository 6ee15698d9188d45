using System.Diagnostics;
using System.Text.Json;

namespace Koda.Lint.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CommandLineTests() => _folder.Write("compose.yml", "services:\n  web:\n    image: x:${TAG}\n    ports: [\"${PORT:-80}:80\"]\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_a_command_and_a_path_the_current_folder_is_judged()
    {
        var answer = KodaLint.Run(_folder.Path);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("warning KODA9002", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("compose.yml, judged as development, so production rules were off\n0 errors, 1 warning, 0 infos\n", answer.Output, StringComparison.Ordinal);
        Assert.Equal("", answer.Error);
    }

    [Theory]
    [InlineData("error", 0)]
    [InlineData("warning", 1)]
    [InlineData("info", 1)]
    [InlineData("none", 0)]
    public void The_exit_code_follows_the_severity_that_fails(string severity, int exitCode) =>
        Assert.Equal(exitCode, KodaLint.Run(_folder.Path, "check", "--fail-on", severity).ExitCode);

    [Fact]
    public void Environment_production_turns_production_rules_on()
    {
        var answer = KodaLint.Run(_folder.Path, "--environment", "production");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("error KODA2001", answer.Output, StringComparison.Ordinal);
        Assert.Contains("judged as production", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_a_report_and_nothing_else()
    {
        var answer = KodaLint.Run(_folder.Path, "--environment=production", "--format", "json");

        Assert.Equal(1, answer.ExitCode);
        using var report = JsonDocument.Parse(answer.Output);
        Assert.Equal("koda-lint", report.RootElement.GetProperty("tool").GetString());
        Assert.Equal(1, report.RootElement.GetProperty("summary").GetProperty("error").GetInt32());
        Assert.Equal("compose.yml", report.RootElement.GetProperty("findings")[1].GetProperty("path").GetString());
        Assert.Equal("", answer.Error);
    }

    [Fact]
    public void Two_runs_give_the_same_bytes() =>
        Assert.Equal(KodaLint.Run(_folder.Path, "--format", "json").Output, KodaLint.Run(_folder.Path, "--format", "json").Output);

    [Fact]
    public void The_shell_counts_only_when_asked_for()
    {
        var shell = new Dictionary<string, string> { ["TAG"] = "1" };

        Assert.Contains("KODA9002", KodaLint.Run(_folder.Path, shell, "", "check").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("KODA9002", KodaLint.Run(_folder.Path, shell, "", "check", "--inherit-env").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_may_be_a_compose_file() =>
        Assert.Contains("compose.yml, judged", KodaLint.Run(_folder.Path, "check", "./compose.yml").Output, StringComparison.Ordinal);

    [Fact]
    public void A_dash_is_standard_input()
    {
        var answer = KodaLint.Run(_folder.Path, new Dictionary<string, string>(), "services:\n  a:\n    image: ${X:?}\n", "check", "-f", "-");

        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("--> <stdin>:3:12", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlays_follow_one_another()
    {
        _folder.Write("more.yml", "services:\n  web:\n    image: y:1\n");

        var answer = KodaLint.Run(_folder.Path, "check", "-f", "compose.yml", "-f", "more.yml");

        Assert.DoesNotContain("KODA2001", answer.Output, StringComparison.Ordinal);
        Assert.Contains("compose.yml + more.yml, judged", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_seen_from_the_current_folder()
    {
        _folder.Write("sub/.keep", "");

        Assert.Contains("--> ../compose.yml:3:14", KodaLint.Run(_folder.PathTo("sub"), "..").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_has_no_colours_and_a_terminal_has()
    {
        var script = OracleProgram.Require(["script"], "--version");
        Assert.DoesNotContain("\u001B", KodaLint.Run(_folder.Path).Output, StringComparison.Ordinal);

        string OnTerminal(string options, Dictionary<string, string> variables) => OracleProgram.Run(
            script, ["-qec", "'" + KodaLint.Program + "' check " + options, "/dev/null"], _folder.Path, variables).Output;

        var terminal = new Dictionary<string, string> { ["TERM"] = "xterm-256color" };
        Assert.Contains("\u001B[33;1mwarning KODA9002\u001B[0m", OnTerminal("", terminal), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B[33", OnTerminal("--no-color", terminal), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B[33", OnTerminal("", new Dictionary<string, string>(terminal) { ["NO_COLOR"] = "1" }), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B[33", OnTerminal("", new Dictionary<string, string> { ["TERM"] = "dumb" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no option '--bogus'.", "--bogus")]
    [InlineData("There is no option '--bogus'.", "check", "--bogus")]
    [InlineData("There is no option '-x'.", "model", "config", "-x")]
    [InlineData("Argument 'never' not recognized.", "--fail-on", "never")]
    [InlineData("--max-file-size takes a size up to 1 GiB", "--max-file-size", "much")]
    [InlineData("Required command was not provided.", "model")]
    [InlineData("Required argument 'FILE' missing for command: 'env'.", "env")]
    [InlineData("'-x' cannot be read: there is no such file", "env", "--", "-x")]
    public void Bad_usage_is_told_on_standard_error(string message, params string[] arguments)
    {
        var answer = KodaLint.Run(_folder.Path, arguments);

        Assert.Equal(2, answer.ExitCode);
        Assert.StartsWith("koda-lint: " + message, answer.Error, StringComparison.Ordinal);
        Assert.Equal("", answer.Output);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public void Help_has_examples(string option)
    {
        var answer = KodaLint.Run(_folder.Path, option);

        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("--require-env", answer.Output, StringComparison.Ordinal);
        Assert.Contains("koda-lint model -f docker-compose.yml", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_command_beside_what_it_is_for()
    {
        var help = KodaLint.Run(_folder.Path, "--help").Output;
        var commands = help[help.IndexOf("Commands:\n", StringComparison.Ordinal)..].Split("\n\n")[0].Split('\n').Skip(1).ToList();

        Assert.Contains(commands, line => line.StartsWith("  explain <RULE>  ", StringComparison.Ordinal));
        Assert.All(commands, line => Assert.InRange(line.LastIndexOf("  ", StringComparison.Ordinal), 10, 60));
    }

    [Theory]
    [InlineData("koda-lint check [<PATH>] [options]", "check", "--help")]
    [InlineData("koda-lint model config [<SERVICE>...] [options]", "model", "config", "--help")]
    [InlineData("koda-lint env <FILE> [options]", "env", "--help")]
    public void Each_command_has_help(string usage, params string[] arguments) =>
        Assert.Contains("Usage:\n  " + usage + "\n", KodaLint.Run(_folder.Path, arguments).Output, StringComparison.Ordinal);

    [Fact]
    public void The_version_is_that_of_the_package()
    {
        var properties = File.ReadAllText(Repository.PathTo("Directory.Build.props"));

        Assert.Contains("<Version>" + KodaLint.Run(_folder.Path, "--version").Output.Trim() + "</Version>", properties, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_goes_away_is_no_fault()
    {
        _folder.Write("compose.yml", "services:\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"  s{i}:\n    image: x:${{T{i}}}\n")));
        using var process = KodaLint.Start(_folder.Path, new Dictionary<string, string>(), "check", "--fail-on", "warning");
        process.StandardInput.Close();
        process.StandardOutput.ReadLine();

        process.StandardOutput.Close();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal("", process.StandardError.ReadToEnd());
        Assert.Equal(1, process.ExitCode);
    }

    [Fact]
    public void A_report_that_cannot_be_written_fails_without_a_stack_trace()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "there is no /dev/full");

        var answer = OracleProgram.Run("/bin/sh", ["-c", "'" + KodaLint.Program + "' check > /dev/full"], _folder.Path, new Dictionary<string, string>());

        Assert.Equal(3, answer.ExitCode);
        Assert.StartsWith("koda-lint: ", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupt_ends_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are those of Unix");
        Assert.SkipWhen(IgnoresInterrupts(), "whoever runs the tests ignores interrupts, and so does what they start");
        using var process = KodaLint.Start(_folder.Path, new Dictionary<string, string>(), "check", "-f", "-");
        Thread.Sleep(500);

        using (var kill = Process.Start("/bin/kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            kill.WaitForExit();

        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(10)));
        Assert.Equal(130, process.ExitCode);
    }

    /// <summary>A shell without job control lets what it starts in the background ignore interrupts.</summary>
    private static bool IgnoresInterrupts() => File.Exists("/proc/self/status")
        && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } ignored
        && (Convert.ToUInt64(ignored["SigIgn:".Length..].Trim(), 16) & 2) != 0;
}
