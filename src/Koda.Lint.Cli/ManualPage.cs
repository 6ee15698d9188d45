using System.CommandLine;
using System.Text;

namespace Koda.Lint.Cli;

/// <summary>The manual page, made from the commands themselves (man-pages(7), groff_man(7)).</summary>
internal static class ManualPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="root">The program's command with all others below it.</param>
    public static string Write(Command root)
    {
        var page = new StringBuilder();
        page.Append(".TH KODA\\-LINT 1 \"\" \"koda\\-lint ").Append(Escape(ToolVersion.Current)).Append("\" \"User Commands\"\n");
        page.Append(".SH NAME\nkoda\\-lint \\- judge deployments as Docker Compose would run them\n");
        page.Append(".SH SYNOPSIS\n.B koda\\-lint\n[\\fICOMMAND\\fR] [\\fIARGUMENT\\fR]...\n");
        page.Append(".SH DESCRIPTION\n").Append(Text(root.Description)).Append('\n');
        page.Append("Without a command,\n.B koda\\-lint\nis\n.BR \"koda\\-lint check\" .\n");
        page.Append(".SH COMMANDS\n");
        foreach (var command in root.Subcommands)
            Append(page, command, "koda-lint");
        page.Append(".SH EXIT STATUS\n");
        Item(page, "0", "Nothing weighs as much as --fail-on.");
        Item(page, "1", "Something does, or Docker Compose would refuse the model.");
        Item(page, "2", "Bad usage, a mistake in a configuration, or nothing to judge.");
        Item(page, "3", "A fault of koda-lint itself.");
        page.Append(".SH ENVIRONMENT\n");
        Item(page, "NO_COLOR", "When it is not empty, no colours.");
        Item(page, "KODA_LINT_DEBUG", "With the value 1, a fault of koda-lint shows where it happened.");
        page.Append(".SH FILES\n");
        Item(page, "koda-lint.yml", "Deployments, severities and policy of a repository.");
        Item(page, "koda-lint.baseline.json", "Findings that a repository had when it began to be judged.");
        page.Append(".SH EXAMPLES\n.nf\n");
        foreach (var line in ExampleHelp.Lines)
            page.Append(Text(line)).Append('\n');
        return page.Append(".fi\n").ToString();
    }

    private static void Append(StringBuilder page, Command command, string parent)
    {
        if (command.Hidden)
            return;
        var name = parent + " " + command.Name;
        page.Append(".SS \"").Append(Escape(name)).Append("\"\n").Append(Text(command.Description)).Append('\n');
        foreach (var argument in command.Arguments.Where(argument => !argument.Hidden))
            Item(page, argument.Name, argument.Description);
        foreach (var option in command.Options.Where(option => !option.Hidden))
            Item(page, string.Join(", ", option.Aliases.Prepend(option.Name)) + (option.HelpName is { } value ? " " + value : ""), option.Description);
        foreach (var subcommand in command.Subcommands)
            Append(page, subcommand, name);
    }

    private static void Item(StringBuilder page, string name, string? text) =>
        page.Append(".TP\n.B ").Append(Escape(name)).Append('\n').Append(Text(text)).Append('\n');

    /// <summary>A line of text: one that begins with a dot or an apostrophe would be taken for a request.</summary>
    private static string Text(string? text)
    {
        var escaped = Escape(text ?? "");
        return escaped.Length > 0 && escaped[0] is '.' or '\'' ? "\\&" + escaped : escaped;
    }

    private static string Escape(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
}
