using Koda.Lint.Text;

namespace Koda.Lint.Systemd;

/// <summary>
/// A unit with its drop-ins on top. Lists grow from file to file; an empty assignment empties a list
/// (systemd.unit, "Examples": overriding vendor settings).
/// </summary>
public sealed class SystemdUnit
{
    private readonly List<ReadProblem> _problems = [];

    /// <summary>Joins a unit with its drop-ins.</summary>
    /// <param name="files">The unit, then its drop-ins in the order of their names.</param>
    public SystemdUnit(IEnumerable<SystemdUnitFile> files)
    {
        Files = [.. files];
        _problems.AddRange(Files.SelectMany(f => f.Problems));
        Environment = ReadEnvironment();
        EnvironmentFiles = [.. Values("Service", "EnvironmentFile").Select(v => v.Value.StartsWith('-')
            ? new SystemdEnvironmentFile(v.Slice(1, v.Value.Length - 1), IsOptional: true)
            : new SystemdEnvironmentFile(v, IsOptional: false))];
    }

    /// <summary>The files.</summary>
    public IReadOnlyList<SystemdUnitFile> Files { get; }

    /// <summary>What systemd would skip with a warning.</summary>
    public IReadOnlyList<ReadProblem> Problems => _problems;

    /// <summary>The variables of <c>Environment=</c>; of two with one name the last counts.</summary>
    public IReadOnlyList<SystemdVariable> Environment { get; }

    /// <summary>The files of <c>EnvironmentFile=</c>, which are read after <c>Environment=</c> and so win over it.</summary>
    public IReadOnlyList<SystemdEnvironmentFile> EnvironmentFiles { get; }

    /// <summary>The last value of a key that takes one, or null.</summary>
    /// <param name="section">The section, without brackets.</param>
    /// <param name="key">The key.</param>
    public MappedText? Value(string section, string key) =>
        Values(section, key) is [.., var last] ? last : null;

    /// <summary>All values of a key that takes a list, after the last empty assignment.</summary>
    /// <param name="section">The section, without brackets.</param>
    /// <param name="key">The key.</param>
    public IReadOnlyList<MappedText> Values(string section, string key)
    {
        var values = new List<MappedText>();
        foreach (var assignment in Files.SelectMany(f => f.Assignments).Where(a => a.Section == section && a.Key == key))
        {
            if (assignment.Value.Value.Length == 0)
                values.Clear();
            else
                values.Add(assignment.Value);
        }

        return values;
    }

    /// <summary>The commands of a key such as <c>ExecStart</c>.</summary>
    /// <param name="key">The key, of the section <c>Service</c>.</param>
    public IReadOnlyList<SystemdCommand> Commands(string key) => [.. Values("Service", key).SelectMany(Split)];

    private List<SystemdVariable> ReadEnvironment()
    {
        var variables = new List<SystemdVariable>();
        foreach (var value in Values("Service", "Environment"))
        {
            var at = 0;
            while (SystemdWords.Next(value, ref at, out var isBroken) is var (word, start))
            {
                var equals = word.Value.IndexOf('=');
                if (isBroken || equals <= 0)
                {
                    Malformed(isBroken ? "the quote is not closed" : "a variable needs a name and a `=`", value.SpanOf(start, at - start));
                    continue;
                }

                variables.Add(new SystemdVariable(word.Value.Substring(0, equals), word.Slice(equals + 1, word.Value.Length - equals - 1), value.SpanOf(start, at - start)));
            }
        }

        return variables;
    }

    /// <summary>A lone <c>;</c> parts commands of one line; <c>\;</c> is an argument.</summary>
    private static List<SystemdCommand> Split(MappedText value)
    {
        var commands = new List<SystemdCommand>();
        var at = 0;
        while (at < value.Value.Length)
        {
            while (at < value.Value.Length && SystemdWords.IsBlank(value.Value[at]))
                at++;
            var prefixStart = at;
            while (at < value.Value.Length && value.Value[at] is '-' or '@' or ':' or '+' or '!' or '|')
                at++;
            var prefix = value.Value.Substring(prefixStart, at - prefixStart);
            var start = at;
            var arguments = new List<MappedText>();
            var end = at;
            while (SystemdWords.Next(value, ref at, out _) is var (word, wordStart))
            {
                var written = value.Value.Substring(wordStart, at - wordStart);
                if (written == ";")
                    break;
                arguments.Add(written == "\\;" ? MappedText.Of(";", value.SpanOf(wordStart, 2)) : word);
                end = at;
            }

            if (arguments.Count > 0)
                commands.Add(new SystemdCommand(prefix, arguments, value.SpanOf(start, end - start)));
        }

        return commands;
    }

    private void Malformed(string message, SourceSpan span) => _problems.Add(new ReadProblem(ReadProblemKind.Malformed, message, span));
}
