namespace Koda.Lint.Cli.Tests;

/// <summary>What shells and manuals get of koda-lint.</summary>
public sealed class ShellTests
{
    private static readonly Dictionary<string, string> NoVariables = [];

    [Theory]
    [InlineData("koda-lint che", "check")]
    [InlineData("koda-lint check --for", "--format")]
    [InlineData("koda-lint check --format js", "json")]
    [InlineData("koda-lint explain KODA2002", "KODA2002")]
    [InlineData("koda-lint completion z", "zsh")]
    public void Arguments_are_suggested(string line, string expected) =>
        Assert.Contains(expected, KodaLint.Run(Repository.Root, $"[suggest:{line.Length}]", line).Output.Split('\n'));

    [Theory]
    [InlineData("koda-lint che", "check")]
    [InlineData("koda-lint check --fail-on w", "warning")]
    [InlineData("koda-lint explain KODA2002", "KODA2002")]
    public void Bash_completes_with_the_script(string line, string expected)
    {
        var bash = OracleProgram.Require(["bash"], "--version");
        using var folder = new TemporaryFolder();
        folder.Write("completion.bash", KodaLint.Run(folder.Path, "completion", "bash").Output);
        folder.Write("test.bash", $"""
            PATH='{Path.GetDirectoryName(KodaLint.Program)}':$PATH
            source ./completion.bash
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_WORDS=({line}) COMP_CWORD={line.Count(c => c == ' ')}
            _koda_lint
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """);

        var answer = OracleProgram.Run(bash, ["test.bash"], folder.Path, NoVariables);

        Assert.Equal("", answer.Error);
        Assert.Equal(expected + "\n", answer.Output);
    }

    [Theory]
    [InlineData("bash", "bash", "-n")]
    [InlineData("zsh", "zsh", "-n")]
    [InlineData("fish", "fish", "--no-execute")]
    public void A_script_is_one_that_its_shell_reads(string shell, string program, string option)
    {
        OracleProgram.Require([program], "--version");
        using var folder = new TemporaryFolder();
        folder.Write("script", KodaLint.Run(folder.Path, "completion", shell).Output);

        var answer = OracleProgram.Run(program, [option, "script"], folder.Path, NoVariables);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _koda_lint koda-lint")]
    [InlineData("zsh", "compdef _koda_lint koda-lint")]
    [InlineData("fish", "complete --command koda-lint")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName koda-lint")]
    public void Each_shell_has_a_script_that_asks_koda_lint(string shell, string line)
    {
        var script = KodaLint.Run(Repository.Root, "completion", shell).Output;

        Assert.Contains(line, script, StringComparison.Ordinal);
        Assert.Contains("[suggest:", script, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_shell_is_wrong_usage() => Assert.Equal(2, KodaLint.Run(Repository.Root, "completion", "tcsh").ExitCode);

    [Fact]
    public void The_manual_page_is_what_the_commands_say()
    {
        var written = KodaLint.Run(Repository.Root, "man").Output;
        var path = Repository.PathTo("docs/koda-lint.1");
        if (Environment.GetEnvironmentVariable("KODA_LINT_WRITE_DOCS") == "1")
            File.WriteAllText(path, written);

        Assert.Equal(File.ReadAllText(path), written);
        Assert.Contains(".SS \"koda\\-lint baseline\"", written, StringComparison.Ordinal);
        Assert.DoesNotContain("\\-\\-ansi", written, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manual_page_is_one_that_groff_reads_without_a_warning()
    {
        OracleProgram.Require(["groff"], "--version");

        var answer = OracleProgram.Run("groff", ["-man", "-ww", "-Tutf8", "-z", Repository.PathTo("docs/koda-lint.1")], Repository.Root, NoVariables);

        Assert.Equal((0, ""), (answer.ExitCode, answer.Error));
    }
}
