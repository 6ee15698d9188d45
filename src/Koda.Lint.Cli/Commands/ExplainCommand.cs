using System.CommandLine;
using System.CommandLine.Completions;
using Koda.Lint.Reports;
using Koda.Lint.Text;

namespace Koda.Lint.Cli.Commands;

/// <summary><c>koda-lint explain</c>: why a rule exists, how to mend its fault, and what it leaves alone.</summary>
internal sealed class ExplainCommand
{
    private readonly Argument<string> _rule = new("RULE") { Description = "A rule's id or name, such as KODA2002.", HelpName = "RULE" };
    private readonly Option<bool> _noColour = new("--no-color") { Description = "No colours, as with NO_COLOR=1." };

    public ExplainCommand()
    {
        _rule.CompletionSources.Add(_ => RuleCatalogue.All.Select(rule => new CompletionItem(rule.Id)));
        Command = new Command("explain", "Explains a rule: why, how to fix it, what stays silent, examples.") { _rule, _noColour };
        Command.SetAction(Run);
    }

    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetValue(_rule)!;
        if (RuleCatalogue.Find(name) is not { } rule)
        {
            var near = Spelling.Nearest(name.ToUpperInvariant(), RuleCatalogue.All.Select(known => known.Id))
                ?? Spelling.Nearest(name, RuleCatalogue.All.Select(known => known.Name));
            throw new UsageException("there is no rule '" + name + "'" + (near is null ? "; 'koda-lint rules' lists them" : ": did you mean " + near + "?"));
        }

        using var output = Terminal.OpenTextOutput();
        new RuleExplanationWriter(output, Terminal.ReportOptions(Terminal.Folder, parsed.GetValue(_noColour)).UseColour).Write(rule);
        return ExitCode.Clean;
    }
}
