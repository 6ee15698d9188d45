using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>The variables that interpolation sees: the shell's first, then those of the env files.</summary>
internal sealed class VariableSet
{
    private readonly Dictionary<string, VariableDefinition> _definitions;

    public VariableSet(IReadOnlyDictionary<string, string> shell)
    {
        _definitions = new Dictionary<string, VariableDefinition>(shell.Count, StringComparer.Ordinal);
        foreach (var variable in shell)
            _definitions[variable.Key] = new VariableDefinition(variable.Key, variable.Value, VariableOrigin.Shell, span: null);
    }

    private VariableSet(VariableSet parent) =>
        _definitions = new Dictionary<string, VariableDefinition>(parent._definitions, StringComparer.Ordinal);

    /// <summary>No variables at all.</summary>
    public static VariableSet Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>A copy for an included project, whose own <c>.env</c> must not leak.</summary>
    public VariableSet Fork() => new(this);

    public VariableDefinition? Find(string name) => _definitions.TryGetValue(name, out var definition) ? definition : null;

    /// <summary>Defines what is not defined yet.</summary>
    public void Add(VariableDefinition definition)
    {
        if (!_definitions.ContainsKey(definition.Name))
            _definitions[definition.Name] = definition;
    }

    public void Define(VariableDefinition definition) => _definitions[definition.Name] = definition;

    /// <summary>Reads env files, a later one over an earlier one, under what is defined already.</summary>
    /// <returns>What was read, in the same order.</returns>
    public IReadOnlyList<EnvFile> AddFiles(IReadOnlyList<SourceFile> files, ComposeProblems problems, VariableOrigin origin = VariableOrigin.EnvFile)
    {
        var readings = new List<EnvFile>(files.Count);
        var read = new Dictionary<string, VariableDefinition>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var env = DotenvReader.Read(file, DotenvDialect.Compose, name => Find(name) ?? (read.TryGetValue(name, out var earlier) ? earlier : null));
            readings.Add(env);
            foreach (var problem in env.Problems)
                problems.Invalid(problem.Span, problem.Reason);
            foreach (var entry in env.Entries)
                read[entry.Key] = origin == VariableOrigin.EnvFile ? entry.Definition : new VariableDefinition(entry.Key, entry.Value, origin, entry.ValueSpan);
        }

        foreach (var definition in read.Values)
            Add(definition);
        return readings;
    }
}
