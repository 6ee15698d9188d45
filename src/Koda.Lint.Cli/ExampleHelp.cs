using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Koda.Lint.Cli;

/// <summary>The usual help, then examples: people look for a line like theirs.</summary>
internal sealed class ExampleHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const string Examples = """
          koda-lint                                    judge the deployments of the current folder
          koda-lint ../koda --fail-on warning          those of another folder; warnings fail, too
          koda-lint -f docker-compose.yml -f docker-compose.prod.yml --env-file .env --require-env
                                                       exactly what the server runs, with the values it has
          koda-lint --recursive --format json          a whole repository, for programs
          koda-lint verify --base-url http://127.0.0.1:8090 --dashboard-url http://127.0.0.1:3000 --public-url https://koda.example.com --env-file .env
                                                       the running deployment, right after the deploy
          koda-lint init                               a koda-lint.yml that names what is found
          koda-lint baseline                           admit today's findings; only new ones fail
          koda-lint --changed-since origin/main        only what a pull request touches
          koda-lint --recursive --shard 3/8            one of eight parts; koda-lint merge joins the reports
          koda-lint --format github -o sarif=out.sarif -o html=report.html
                                                       three reports of one run
          koda-lint fix --dry-run                      what can be mended without a person, as a diff
          koda-lint model -f docker-compose.yml -f docker-compose.prod.yml config
                                                       what Docker Compose would run
          koda-lint model -f docker-compose.yml -f docker-compose.prod.yml origins
                                                       the same, with the place that set each value
          koda-lint env .env --dialect python-dotenv   the settings that a Python program reads from .env
        """;

    private const string ExitCodes =
        "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage or nothing to judge, 3 a fault of koda-lint.";

    /// <summary>The examples, a line each, with what they do beside or below them.</summary>
    public static IReadOnlyList<string> Lines { get; } = Examples.ReplaceLineEndings("\n").Split('\n');

    /// <summary>Puts the examples behind a command's help, and leaves it the names of its option that no path can have.</summary>
    public static void AddTo(Command command)
    {
        if (command.Options.OfType<HelpOption>().FirstOrDefault() is not { Action: HelpAction help } option)
            return;
        option.Aliases.Remove("/h");
        option.Aliases.Remove("/?");
        option.Action = new ExampleHelp(help);
    }

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is RootCommand)
            parseResult.InvocationConfiguration.Output.WriteLine("Examples:\n" + string.Join('\n', Lines) + "\n\n" + ExitCodes);
        return code;
    }
}
