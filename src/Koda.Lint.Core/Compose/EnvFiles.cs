using Koda.Lint.Compose.Model;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// Lays each enabled service's <c>environment</c> over its <c>env_file</c>s, and its <c>labels</c> over its <c>label_file</c>s, a later
/// file over an earlier one. A file's look-ups see what the files before it gave, those of an env file then the project's variables.
/// </summary>
internal sealed class EnvFiles
{
    private static readonly string[] ExampleSuffixes = [".example", ".sample", ".template", ".dist"];

    private readonly ProjectStart _start;
    private readonly IFileProvider _files;
    private readonly ComposeProblems _problems;
    private readonly HashSet<ModelMap> _incomplete;
    private readonly Dictionary<string, Reading?> _read = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    private EnvFiles(ProjectStart start, IFileProvider files, ComposeProblems problems, HashSet<ModelMap> incomplete)
    {
        _incomplete = incomplete;
        _start = start;
        _files = files;
        _problems = problems;
    }

    /// <param name="model">The finished model.</param>
    /// <param name="start">Where the deployment starts.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="incomplete">Takes the services of which a file could not be read, so that not all of their variables are known.</param>
    /// <returns>The files that gave variables, each once, without those that only give examples.</returns>
    public static IReadOnlyList<EnvFile> Resolve(ModelMap model, ProjectStart start, IFileProvider files, ComposeProblems problems, HashSet<ModelMap> incomplete)
    {
        var resolver = new EnvFiles(start, files, problems, incomplete);
        foreach (var service in Defaults.Services(model))
        {
            resolver.Underlay(service, "env_file", "environment");
            resolver.Underlay(service, "label_file", "labels");
        }

        return [.. resolver._read.Where(pair => pair.Key.StartsWith("env_file", StringComparison.Ordinal)).Select(pair => pair.Value).OfType<Reading>()
            .Where(reading => !reading.IsExample).Select(reading => reading.File)];
    }

    private void Underlay(ModelMap service, string filesKey, string valuesKey)
    {
        if (service[filesKey] is not ModelList list)
            return;
        var merged = new ModelMap(list.Span);
        foreach (var item in list.Items)
        {
            if (Read(filesKey, item, merged) is not { } reading)
            {
                if (PathOf(item) is { } unread && _unread.Contains(unread.Text))
                    _incomplete.Add(service);
                continue;
            }

            foreach (var entry in reading.File.Entries)
            {
                var value = ModelScalar.String(SourceOf(entry, reading.IsExample), entry.Value);
                value.Previous = merged[entry.Key];
                merged.Set(entry.Key, new SpanSource(entry.KeySpan), value);
            }
        }

        if (service[valuesKey] is ModelMap values)
        {
            foreach (var entry in values.Entries)
            {
                entry.Value.Previous ??= merged[entry.Key];
                merged.Set(entry.Key, entry.KeySource, entry.Value);
            }

            merged.Previous = values;
        }

        if (merged.Count > 0)
            service.Set(valuesKey, new DefaultSource(merged.Span), merged);
    }

    private static IVariableSource SourceOf(EnvEntry entry, bool isExample) => isExample
        ? new InheritedSource(entry.ValueSpan, new VariableDefinition(entry.Key, entry.Value, VariableOrigin.SuppliedAtDeploy, entry.ValueSpan))
        : new EnvEntrySource(entry);

    private static ModelScalar? PathOf(ModelNode item) =>
        (item is ModelMap file ? file["path"] : item) as ModelScalar is { IsNull: false } path ? path : null;

    private Reading? Read(string filesKey, ModelNode item, ModelMap earlier)
    {
        var file = item as ModelMap;
        if (PathOf(item) is not { } path)
            return null;
        var reading = Read(filesKey, file, path, earlier);
        if (reading is { IsExample: false } && file?["format"] is ModelScalar { IsNull: false, Text: not ("" or "raw") } format)
            _problems.Invalid(format.Span, "unsupported env_file format " + ShownValue.Of(format) + ": leave it out, or write raw for values without quotes and variables");
        return reading;
    }

    private Reading? Read(string filesKey, ModelMap? file, ModelScalar path, ModelMap earlier)
    {
        var isRaw = file?["format"] is ModelScalar { Text: "raw" };
        var key = filesKey + (isRaw ? " raw " : " ") + path.Text;
        if (_read.TryGetValue(key, out var known) && known?.SawEarlier != true)
            return known;
        var isOptional = file?["required"] is ModelScalar { Kind: ModelScalarKind.Boolean, IsTrue: false };
        var reading = Read(filesKey, path, isOptional, isRaw, earlier);
        // Another service may require what this one can do without.
        if (reading is not null || !isOptional)
            _read[key] = reading;
        return reading;
    }

    private Reading? Read(string filesKey, ModelScalar path, bool isOptional, bool isRaw, ModelMap earlier)
    {
        var answer = _files.Read(path.Text);
        if (answer.Status is FileStatus.Missing or FileStatus.NotSupplied && ReadExample(filesKey, path, isMissing: answer.Status == FileStatus.Missing) is { } example)
            return example;
        if (answer.File is null)
        {
            if (answer.Status == FileStatus.Missing && isOptional)
                return null;
            _unread.Add(path.Text);
            if (answer.Status != FileStatus.NotSupplied)
                _problems.Add(FileProblem.Of(path.Text, answer, filesKey, path.Span, _start.ProjectDirectory));
            return null;
        }

        var asked = false;
        var env = DotenvReader.Read(answer.File, isRaw ? DotenvDialect.Naive : DotenvDialect.Compose, name =>
        {
            asked = true;
            return earlier.FindEntry(name) is { Value: ModelScalar value } ? new VariableDefinition(name, value.Text, VariableOrigin.EnvFile, value.Span)
                : filesKey == "env_file" ? _start.Variables.Find(name)
                : null;
        });
        foreach (var problem in env.Problems)
            _problems.Invalid(problem.Span, problem.Reason);
        return new Reading(env, IsExample: false, SawEarlier: asked);
    }

    /// <summary>
    /// The file that stands beside a missing one and names what it defines (<c>.env.example</c>): the names are known, the
    /// values are not. Null when there is none, or when the values must be there now. So it is for a host that was handed the example alone.
    /// </summary>
    private Reading? ReadExample(string filesKey, ModelScalar path, bool isMissing)
    {
        if (_start.RequireEnv || filesKey != "env_file")
            return null;
        foreach (var suffix in ExampleSuffixes)
        {
            if (_files.Read(path.Text + suffix).File is not { } file)
                continue;
            var text = RuleTexts.ReferenceBroken.SuppliedAtDeploy(DeploymentPath.NameOf(path.Text), DeploymentPath.NameOf(file.Path));
            if (isMissing)
                _problems.Add(text, path.Span, "env_file:" + DeploymentPath.NameOf(path.Text));
            return new Reading(DotenvReader.Read(file, DotenvDialect.Compose, _start.Variables.Find), IsExample: true, SawEarlier: false);
        }

        return null;
    }

    /// <param name="File">What the file says.</param>
    /// <param name="IsExample">Whether it only names what a deployment supplies.</param>
    /// <param name="SawEarlier">Whether what it says may depend on the files before it, so that another service reads it anew.</param>
    private sealed record Reading(EnvFile File, bool IsExample, bool SawEarlier);

    private sealed class EnvEntrySource(EnvEntry entry) : IVariableSource
    {
        public SourceSpan Span => entry.ValueSpan;

        public IReadOnlyList<VariableUse> Variables => entry.Uses;

        public SourceSpan SpanOf(int start, int length) => entry.ValueSpan;

        public IReadOnlyList<VariableUse> VariablesIn(int start, int length) => entry.Uses;
    }

    private sealed class SpanSource(SourceSpan span) : IScalarSource
    {
        public SourceSpan Span => span;

        public SourceSpan SpanOf(int start, int length) => new(span.File, Math.Min(span.Start + start, span.End), Math.Min(span.Start + start + length, span.End));
    }
}
