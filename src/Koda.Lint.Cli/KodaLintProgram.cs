using System.CommandLine;
using System.CommandLine.Help;
using System.Diagnostics.CodeAnalysis;
using Koda.Lint.Cli.Commands;

namespace Koda.Lint.Cli;

/// <summary>The command line as a whole: parses, runs one command, and turns whatever happens into an exit code.</summary>
internal static class KodaLintProgram
{
    private const string Summary = "Judges a deployment as Docker Compose would run it, before it is merged, deployed or booted.";

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments without the program's name.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The last resort of the process: a crash is told without a stack trace and has its own exit code.")]
    public static int Run(string[] args)
    {
        try
        {
            // A path may begin with '@': no response files.
            var parsed = Commands().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count == 0 || parsed.Action is HelpAction or ExampleHelp)
                return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            foreach (var error in parsed.Errors)
                Terminal.Error.WriteLine("koda-lint: " + error.Message);
            Terminal.Error.WriteLine("Try 'koda-lint --help'.");
            return ExitCode.Usage;
        }
        catch (UsageException e)
        {
            Terminal.Error.WriteLine("koda-lint: " + e.Message);
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            Terminal.Error.WriteLine("koda-lint: this is a fault of koda-lint, not of your files: " + e.GetType().Name);
            Terminal.Error.WriteLine(Terminal.IsDebugged ? e.ToString() : "Run it again with KODA_LINT_DEBUG=1 to see where, and report it with what you ran.");
            return ExitCode.Internal;
        }
    }

    private static RootCommand Commands()
    {
        // `koda-lint PATH` is `koda-lint check PATH`.
        var root = new RootCommand(Summary);
        var check = new CheckCommand();
        check.AddTo(root);
        var named = new Command("check", "Judges deployments; what koda-lint does when no command is named.");
        check.AddTo(named);
        root.Add(named);
        root.Add(new ModelCommand().Command);
        root.Add(new EnvCommand().Command);
        ExampleHelp.AddTo(root);
        return root;
    }
}
