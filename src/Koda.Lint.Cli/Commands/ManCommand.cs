using System.CommandLine;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint man</c>: the manual page, <c>koda-lint.1</c>. For whoever packs the program, so that no help lists it.</summary>
internal sealed class ManCommand
{
    public ManCommand() => Command.SetAction(Run);

    public Command Command { get; } = new("man", "Prints the manual page.") { Hidden = true };

    private static int Run(ParseResult parsed)
    {
        using var output = Terminal.OpenTextOutput();
        output.Write(ManualPage.Write(parsed.RootCommandResult.Command));
        return ExitCode.Clean;
    }
}
