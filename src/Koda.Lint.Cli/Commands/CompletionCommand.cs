using System.CommandLine;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint completion</c>: the lines that teach a shell to complete koda-lint's arguments. They ask koda-lint itself.</summary>
internal sealed class CompletionCommand
{
    private const string Bash = """
        # Completion of koda-lint for bash. To have it in every session: koda-lint completion bash >> ~/.bashrc
        _koda_lint() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(koda-lint "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _koda_lint koda-lint

        """;

    private const string Zsh = """
        #compdef koda-lint
        # Completion of koda-lint for zsh. To have it in every session: koda-lint completion zsh >> ~/.zshrc
        _koda_lint() {
            local -a answers
            answers=("${(@f)$(koda-lint "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- ${answers:#}
            _files
        }
        compdef _koda_lint koda-lint

        """;

    private const string Fish = """
        # Completion of koda-lint for fish. To have it in every session: koda-lint completion fish > ~/.config/fish/completions/koda-lint.fish
        complete --command koda-lint --arguments '(koda-lint "[suggest:"(commandline --current-process --cursor)"]" (commandline --current-process) 2>/dev/null)'

        """;

    private const string PowerShell = """
        # Completion of koda-lint for PowerShell. To have it in every session: koda-lint completion pwsh >> $PROFILE
        Register-ArgumentCompleter -Native -CommandName koda-lint -ScriptBlock {
            param($word, $line, $position)
            koda-lint "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }

        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public CompletionCommand()
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Command = new Command("completion", "Prints the script that completes koda-lint's arguments in a shell.") { _shell };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        using var output = Terminal.OpenTextOutput();
        var script = parsed.GetValue(_shell) switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            _ => PowerShell,
        };
        output.Write(script.Replace("\r\n", "\n", StringComparison.Ordinal));
        return ExitCode.Clean;
    }
}
