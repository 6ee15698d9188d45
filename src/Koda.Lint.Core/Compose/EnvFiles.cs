using Koda.Lint.Compose.Model;
using Koda.Lint.Dotenv;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>Lays each enabled service's <c>environment</c> over its <c>env_file</c>s, a later file over an earlier one.</summary>
internal static class EnvFiles
{
    private static readonly string[] ExampleSuffixes = [".example", ".sample", ".template", ".dist"];

    /// <param name="model">The finished model.</param>
    /// <param name="start">Where the deployment starts.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <param name="incomplete">Takes the services of which a file could not be read, so that not all of their variables are known.</param>
    /// <returns>The files that were read, each once, without those that only give examples.</returns>
    public static IReadOnlyList<EnvFile> Resolve(ModelMap model, ProjectStart start, IFileProvider files, ComposeProblems problems, HashSet<ModelMap> incomplete)
    {
        var read = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var service in Defaults.Services(model))
        {
            if (service["env_file"] is not ModelList list)
                continue;
            var merged = new ModelMap(list.Span);
            foreach (var file in list.Items.OfType<ModelMap>())
            {
                var reading = Read(file, start, files, problems, read);
                if (reading.IsUnread)
                    incomplete.Add(service);
                foreach (var entry in reading.File?.Entries ?? [])
                {
                    var value = ModelScalar.String(SourceOf(entry, reading.IsExample), entry.Value);
                    value.Previous = merged[entry.Key];
                    merged.Set(entry.Key, new SpanSource(entry.KeySpan), value);
                }
            }

            if (service["environment"] is ModelMap environment)
            {
                foreach (var entry in environment.Entries)
                {
                    entry.Value.Previous ??= merged[entry.Key];
                    merged.Set(entry.Key, entry.KeySource, entry.Value);
                }

                merged.Previous = environment;
            }

            if (merged.Count > 0)
                service.Set("environment", new DefaultSource(merged.Span), merged);
        }

        return [.. read.Values.Where(reading => !reading.IsExample).Select(reading => reading.File).OfType<EnvFile>()];
    }

    private static IVariableSource SourceOf(EnvEntry entry, bool isExample) => isExample
        ? new InheritedSource(entry.ValueSpan, new VariableDefinition(entry.Key, entry.Value, VariableOrigin.SuppliedAtDeploy, entry.ValueSpan))
        : new EnvEntrySource(entry);

    private static Reading Read(ModelMap file, ProjectStart start, IFileProvider files, ComposeProblems problems, Dictionary<string, Reading> read)
    {
        if (file["path"] is not ModelScalar path)
            return Reading.Unread;
        var isRaw = file["format"] is ModelScalar { Text: "raw" };
        var key = (isRaw ? "raw " : "") + path.Text;
        if (read.TryGetValue(key, out var known))
            return known;
        var answer = files.Read(path.Text);
        if (answer.Status == FileStatus.Missing && ReadExample(path, start, files, problems) is { } example)
            return read[key] = example;
        var isOptional = file["required"] is ModelScalar { Kind: ModelScalarKind.Boolean, IsTrue: false };
        if (answer.File is null)
        {
            if (answer.Status == FileStatus.Missing && isOptional)
                return read[key] = Reading.Absent;
            if (answer.Status != FileStatus.NotSupplied)
                problems.Add(FileProblem.Of(path.Text, answer, "env_file", path.Span, start.ProjectDirectory));
            return read[key] = Reading.Unread;
        }

        var env = DotenvReader.Read(answer.File, isRaw ? DotenvDialect.Naive : DotenvDialect.Compose, start.Variables.Find);
        foreach (var problem in env.Problems)
            problems.Invalid(problem.Span, problem.Reason);
        return read[key] = new Reading(env, IsExample: false);
    }

    /// <summary>
    /// The file that stands beside a missing one and names what it defines (<c>.env.example</c>): the names are known, the
    /// values are not. Null when there is none, or when the values must be there now.
    /// </summary>
    private static Reading? ReadExample(ModelScalar path, ProjectStart start, IFileProvider files, ComposeProblems problems)
    {
        if (start.RequireEnv)
            return null;
        foreach (var suffix in ExampleSuffixes)
        {
            if (files.Read(path.Text + suffix).File is not { } file)
                continue;
            var text = RuleTexts.ReferenceBroken.SuppliedAtDeploy(DeploymentPath.NameOf(path.Text), DeploymentPath.NameOf(file.Path));
            problems.Add(text, path.Span, "env_file:" + DeploymentPath.NameOf(path.Text));
            return new Reading(DotenvReader.Read(file, DotenvDialect.Compose, start.Variables.Find), IsExample: true);
        }

        return null;
    }

    /// <summary>What came of one file: its settings, nothing because it may be absent and is, or nothing although it should be there.</summary>
    private sealed record Reading(EnvFile? File, bool IsExample, bool IsUnread = false)
    {
        public static Reading Absent { get; } = new(null, IsExample: false);

        public static Reading Unread { get; } = new(null, IsExample: false, IsUnread: true);
    }

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
