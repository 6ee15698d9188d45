using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Cli.Commands;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli;

/// <summary>The command line as a whole: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal static class KodaLintProgram
{
    /// <summary>What every line of a message begins with, and so where one that was made here breaks.</summary>
    public const string NewLine = "\nkoda-lint: ";

    private const string Summary = "Judges a deployment as Docker Compose would run it, before it is merged, deployed or booted.";

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The last resort of the process: a crash is told without a stack trace and has its own exit code.")]
    public static int Run(string[] args)
    {
        try
        {
            // A path may begin with '@': no response files.
            var parsed = CommandsFor(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            var mistakes = UnknownOptions(parsed).Concat(parsed.Errors.Select(error => error.Message)).Distinct().ToList();
            if (mistakes.Count == 0 || parsed.Action is HelpAction or ExampleHelp)
                return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            foreach (var mistake in mistakes)
                Terminal.Error.WriteLine("koda-lint: " + Printable.Of(mistake));
            Terminal.Error.WriteLine("Try 'koda-lint --help'.");
            return ExitCode.Usage;
        }
        catch (UsageException e)
        {
            // What files and arguments bring into it must not speak to a terminal or to a CI, nor begin a line.
            Terminal.Error.WriteLine(NewLine[1..] + string.Join(NewLine, e.Message.Split(NewLine).Select(Printable.Of)));
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            Terminal.Error.WriteLine("koda-lint: this is a fault of koda-lint, not of your files: " + e.GetType().Name);
            Terminal.Error.WriteLine(Terminal.IsDebugged ? e.ToString() : "Run it again with KODA_LINT_DEBUG=1 to see where, and report it with what you ran.");
            return ExitCode.Internal;
        }
    }

    private static Command CommandsFor(string[] args)
    {
        var check = new CheckCommand();
        var named = new Command("check", "Judges deployments; what koda-lint does when no command is named.");
        check.AddTo(named);
        // A gate runs `check` for each change: it does not wait for commands that it cannot reach, nor for a help that it does not ask for.
        var isCheck = args is ["check", ..];
        var root = isCheck && !args.Any(MayAskForHelp) ? new Command("koda-lint", Summary) { named } : new RootCommand(Summary) { named };
        if (!isCheck)
        {
            foreach (var command in (Command[])
                [
                    new VerifyCommand().Command, new FixCommand().Command, new InitCommand().Command, new BaselineCommand().Command, new MergeCommand().Command,
                    new ModelCommand().Command, new EnvCommand().Command, new ExplainCommand().Command, new RulesCommand().Command,
                    new CompletionCommand().Command, new ManCommand().Command,
                ])
                root.Add(command);
        }

        // `koda-lint PATH` is `koda-lint check PATH`; behind a command's name the root's arguments would only confuse its help.
        if (args.Length == 0 || root.Subcommands.All(command => command.Name != args[0]))
            check.AddTo(root);
        ExampleHelp.AddTo(root);
        return root;
    }

    /// <summary>Whether there may be a <c>-?</c>, <c>-h</c> or <c>--help</c>, alone or among other letters.</summary>
    private static bool MayAskForHelp(string argument) => argument.StartsWith('-') && argument.AsSpan().ContainsAny('?', 'h');

    /// <summary>The parser hands an option that it does not know on as a path; a path that looks like one comes behind <c>--</c>.</summary>
    private static IEnumerable<string> UnknownOptions(ParseResult parsed)
    {
        var plain = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToHashSet();
        return parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens)
            .Where(token => token.Value.Length > 1 && token.Value[0] == '-' && plain.Contains(token))
            .Select(token => "There is no option '" + token.Value + "'.");
    }
}
