using Koda.Lint.Files;

namespace Koda.Lint.Systemd;

/// <summary>A call of <c>docker compose</c> in a unit's command, whether it stands there by itself, behind <c>env</c>, or in a shell's script.</summary>
/// <param name="Files">What <c>-f</c> names, in order.</param>
/// <param name="Subcommand">The command: <c>up</c>, <c>down</c>; empty when there is none.</param>
/// <param name="Variables">The variables that are set for this call alone.</param>
internal sealed record ComposeCommand(IReadOnlyList<string> Files, string Subcommand, IReadOnlyDictionary<string, string> Variables)
{
    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh"];

    /// <summary>Options of docker and of its compose that take a value behind a blank.</summary>
    private static readonly string[] OptionsWithValue =
    [
        "-f", "--file", "-p", "--project-name", "--profile", "--env-file", "--project-directory", "--ansi", "--parallel", "--progress", "-c", "--context", "-H", "--host",
        "--config", "-l", "--log-level", "--tlscacert", "--tlscert", "--tlskey",
    ];

    /// <summary>Whether containers run after it.</summary>
    public bool StartsContainers => Subcommand is "up" or "start" or "restart" or "create" or "run";

    /// <summary>Finds the call that starts containers in a unit's command, else the first one; null when there is none.</summary>
    /// <param name="command">The command.</param>
    public static ComposeCommand? Of(SystemdCommand command)
    {
        var words = command.Arguments.Select(argument => argument.Value).ToList();
        var calls = ScriptOf(words) is { } script ? SplitScript(script).Select(OfWords) : [OfWords(words)];
        var found = calls.OfType<ComposeCommand>().ToList();
        return found.Find(call => call.StartsContainers) ?? found.FirstOrDefault();
    }

    private static string? ScriptOf(List<string> words)
    {
        var shell = words.FindIndex(word => Array.IndexOf(Shells, DeploymentPath.NameOf(word)) >= 0);
        var option = shell < 0 ? -1 : words.FindIndex(shell + 1, word => word.StartsWith("-", StringComparison.Ordinal) && !word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('c') > 0);
        return option >= 0 && option + 1 < words.Count ? words[option + 1] : null;
    }

    /// <summary>The simple commands of a script, each in its words. Quotes keep blanks and operators together.</summary>
    private static List<List<string>> SplitScript(string script)
    {
        var commands = new List<List<string>> { new() };
        var word = new System.Text.StringBuilder();
        var quote = '\0';
        void EndWord()
        {
            if (word.Length > 0)
                commands[commands.Count - 1].Add(word.ToString());
            word.Clear();
        }

        foreach (var c in script)
        {
            if (quote != '\0' || c is '"' or '\'')
            {
                if (quote == '\0')
                    quote = c;
                else if (c == quote)
                    quote = '\0';
                else
                    word.Append(c);
            }
            else if (c is ';' or '&' or '|' or '\n' or '(' or ')')
            {
                EndWord();
                commands.Add([]);
            }
            else if (char.IsWhiteSpace(c))
            {
                EndWord();
            }
            else
            {
                word.Append(c);
            }
        }

        EndWord();
        return commands;
    }

    private static ComposeCommand? OfWords(List<string> words)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        for (; at < words.Count && DeploymentPath.NameOf(words[at]) is not ("docker" or "docker-compose" or "podman" or "podman-compose"); at++)
        {
            if (words[at].IndexOf('=') is > 0 and var equals && words[at][0] != '-')
                variables[words[at].Substring(0, equals)] = words[at].Substring(equals + 1);
        }

        if (at == words.Count)
            return null;
        var isCompose = DeploymentPath.NameOf(words[at]).EndsWith("-compose", StringComparison.Ordinal);
        var files = new List<string>();
        for (at++; at < words.Count; at++)
        {
            var word = words[at];
            if (word.Length == 0 || word[0] != '-')
            {
                if (isCompose)
                    return new ComposeCommand(files, word, variables);
                if (word != "compose")
                    return null;
                isCompose = true;
                continue;
            }

            var equals = word.IndexOf('=');
            if (word.StartsWith("--file=", StringComparison.Ordinal) || word.StartsWith("-f=", StringComparison.Ordinal))
                files.Add(word.Substring(equals + 1));
            else if (word.StartsWith("-f", StringComparison.Ordinal) && word.Length > 2)
                files.Add(word.Substring(2));
            else if (Array.IndexOf(OptionsWithValue, word) >= 0 && ++at < words.Count && word is "-f" or "--file")
                files.Add(words[at]);
        }

        return isCompose ? new ComposeCommand(files, "", variables) : null;
    }
}
