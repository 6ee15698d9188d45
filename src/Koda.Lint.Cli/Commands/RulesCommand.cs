using System.CommandLine;
using Koda.Lint.Reports;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint rules</c>: the rule catalogue.</summary>
internal sealed class RulesCommand
{
    private readonly Option<string> _format = new("--format") { Description = "text or json.", DefaultValueFactory = _ => "text", HelpName = "text|json" };

    public RulesCommand()
    {
        _format.AcceptOnlyFromAmong("text", "json");
        Command = new Command("rules", "Lists the rules.") { _format };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_format) == "json")
        {
            using var stream = Terminal.OpenOutput();
            RuleListWriter.WriteJson(RuleCatalogue.All, stream);
            return ExitCode.Clean;
        }

        using var output = Terminal.OpenTextOutput();
        RuleListWriter.WriteText(RuleCatalogue.All, output);
        return ExitCode.Clean;
    }
}
