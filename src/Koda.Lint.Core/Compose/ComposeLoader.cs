using System.Globalization;
using Koda.Lint.Compose.Model;
using Koda.Lint.Compose.Schema;
using Koda.Lint.Files;
using Koda.Lint.Interpolation;
using Koda.Lint.Text;
using Koda.Lint.Yaml;

namespace Koda.Lint.Compose;

/// <summary>
/// Computes the effective model of a deployment as Docker Compose does (compose-go: cli/options.go, loader/loader.go), with
/// the origin of every value and every reason for which Compose would refuse it. Asks an <see cref="IFileProvider"/> for
/// files; touches nothing else.
/// </summary>
public static class ComposeLoader
{
    /// <summary>Loads a deployment. Never throws for what its files hold.</summary>
    /// <param name="request">What to load.</param>
    /// <param name="files">The host's files.</param>
    public static ComposeProject Load(ComposeRequest request, IFileProvider files)
    {
        var problems = new ComposeProblems();
        var start = ProjectStart.Find(request, files, problems);
        var loader = new ProjectLoader(request, files, problems);
        var model = loader.LoadFiles(start.Files, start.ProjectDirectory, start.Variables, []);
        if (model.Count == 0 && problems.All.Count == 0 && request.HasComposeFiles && start.Files.All(path => files.Read(path).Status != FileStatus.NotSupplied))
            problems.Invalid(model.Span, "empty compose file: nothing in it is to be run");
        var name = start.NameFor(model);
        Normalizer.Apply(model, name, request.Interpolate ? start.Variables : VariableSet.Empty);
        if (!request.Interpolate)
            return new ComposeProject(name, start, model, null, [], [], problems);
        loader.RefuseDates(model);
        Decoder.Apply(model, problems);
        var profiles = Profiles.Apply(model, start.Profiles);
        Consistency.Check(model, profiles.Disabled, problems);
        profiles.Enable(request.Services);
        var incomplete = new HashSet<ModelMap>();
        var containerFiles = EnvFiles.Resolve(model, start, files, problems, incomplete);
        profiles.Select(request.Services, model, problems);
        return new ComposeProject(name, start, model, profiles, containerFiles, incomplete, problems);
    }
}

/// <summary>Loads compose files into one model; an include loads with a loader of the same request.</summary>
internal sealed class ProjectLoader(ComposeRequest request, IFileProvider files, ComposeProblems problems)
{
    /// <summary>How many files may include, or services extend, each other in a row.</summary>
    public const int MaxReferenceDepth = 64;

    private readonly Dictionary<string, YamlFile?> _yaml = new(StringComparer.Ordinal);
    private readonly Dictionary<ModelScalar, string> _dates = [];
    private bool _sawNonFinite;

    /// <summary>Merges files in order and applies the phases that end a model before names and profiles are known.</summary>
    public ModelMap LoadFiles(IReadOnlyList<string> paths, string projectDirectory, VariableSet variables, IReadOnlyList<string> included)
    {
        ModelMap? model = null;
        foreach (var path in paths)
        {
            if (Read(path, null) is not { } yaml)
                continue;
            foreach (var document in yaml.Documents)
            {
                var (part, resets) = Build(document, variables);
                if (part is null)
                    continue;
                model = Add(model ?? new ModelMap(new SourceSpan(yaml.File, 0, 0)), part, resets, path, projectDirectory, variables, [.. included, path], validate: true);
            }
        }

        model ??= new ModelMap(SourceSpan.OfFile(_yaml.Values.FirstOrDefault(yaml => yaml is not null)?.File ?? new SourceFile(projectDirectory, "")));
        Defaults.Apply(model);
        Validation.Check(model, problems);
        PathResolver.Apply(model, projectDirectory, request.HomeDirectory);
        if (request.Interpolate)
            EnvironmentNulls.Resolve(model, variables, isIncluded: included.Count > 0);
        return model;
    }

    private ModelMap Add(
        ModelMap model, ModelMap part, IReadOnlyList<string[]> resets, string path, string projectDirectory,
        VariableSet variables, IReadOnlyList<string> included, bool validate)
    {
        Uniqueness.SettleEmptyLists(model);
        new ServiceExtender(this, path, projectDirectory, variables, resets, problems).Apply(part);
        ResetPaths.Apply(model, resets);
        if (validate)
            ApplyIncludes(part, projectDirectory, variables, included);
        model = new Merger(problems).Merge(model, part);
        var uniqueness = new Uniqueness(problems);
        uniqueness.Enforce(model);
        if (validate)
        {
            if (_sawNonFinite)
                RefuseNonFinite(model, []);
            ComposeSchema.Check(model, problems, _dates);
            model.Remove("version");
        }

        new Canonicalizer(problems, request.Interpolate).Apply(model);
        uniqueness.Enforce(model);
        return model;
    }

    /// <summary>
    /// A file's services in canonical form, for another file's service that extends one of them, and the paths that the file tagged. Its own paths
    /// become those that the project's folder sees, not absolute ones: so <c>one.env</c> of both services is one entry, and <c>./one.env</c> another.
    /// </summary>
    public (ModelMap Model, IReadOnlyList<string[]> Resets)? LoadForExtends(string path, string projectDirectory, ModelScalar from, VariableSet variables)
    {
        if (Read(path, ("extends", from.Span, DeploymentPath.FolderOf(from.Span.File.Path))) is not { } yaml)
            return null;
        var uniqueness = new Uniqueness(problems);
        var tagged = new List<string[]>();
        var model = new ModelMap(new SourceSpan(yaml.File, 0, 0));
        foreach (var document in yaml.Documents)
        {
            var (part, resets) = Build(document, variables);
            if (part is null)
                continue;
            tagged.AddRange(resets);
            ResetPaths.Apply(model, resets);
            model = new Merger(problems).Merge(model, part);
            uniqueness.Enforce(model);
            ComposeSchema.CheckExtended(model, problems);
            new Canonicalizer(problems, request.Interpolate).Apply(model);
            uniqueness.Enforce(model);
        }

        PathResolver.Apply(model, DeploymentPath.SeenFrom(projectDirectory, DeploymentPath.FolderOf(path)), request.HomeDirectory);
        return (model, tagged);
    }

    private (ModelMap? Part, IReadOnlyList<string[]> Resets) Build(YamlNode document, VariableSet variables)
    {
        var builder = new ModelBuilder(request.Interpolate ? variables.Find : null, request.Limits, problems);
        var part = builder.Build(document);
        _sawNonFinite |= builder.SawNonFinite;
        return (part, builder.Resets);
    }

    /// <summary>Compose checks a model as JSON, which knows neither infinity nor what is no number.</summary>
    private void RefuseNonFinite(ModelNode node, string[] path)
    {
        switch (node)
        {
            case ModelMap map:
                foreach (var entry in map.Entries)
                    RefuseNonFinite(entry.Value, [.. path, entry.Key]);
                break;
            case ModelList list:
                foreach (var item in list.Items)
                    RefuseNonFinite(item, [.. path, "[]"]);
                break;
            case ModelScalar { IsFinite: false } scalar:
                problems.Invalid(scalar.Span, string.Join(".", path) + " is infinite or no number, which Compose does not accept");
                break;
        }
    }

    /// <summary>A date in a string's place passes the schema, and is refused where no later file has replaced it.</summary>
    public void RefuseDates(ModelNode node)
    {
        switch (node)
        {
            case var _ when _dates.Count == 0:
                break;
            case ModelMap map:
                foreach (var entry in map.Entries)
                    RefuseDates(entry.Value);
                break;
            case ModelList list:
                list.Items.ForEach(RefuseDates);
                break;
            case ModelScalar scalar when _dates.TryGetValue(scalar, out var path):
                RefuseDate(scalar, path);
                break;
        }
    }

    private void RefuseDate(ModelScalar date, string path) => problems.Invalid(date.Span, path + " must be a string, and this is a date: put it in quotes");

    /// <summary>Reads a file once per load; what keeps it from being read is told where it was asked for.</summary>
    private YamlFile? Read(string path, (string Key, SourceSpan Span, string Folder)? from)
    {
        if (_yaml.TryGetValue(path, out var known))
            return known;
        var answer = files.Read(path);
        if (answer.File is null)
        {
            if (answer.Status != FileStatus.NotSupplied)
                problems.Add(from is { } by ? FileProblem.Of(path, answer, by.Key, by.Span, by.Folder) : FileProblem.Of(path, answer));
            return _yaml[path] = null;
        }

        var yaml = YamlReader.Read(answer.File, request.Limits);
        foreach (var problem in yaml.Problems)
        {
            var text = problem.IsLimit
                ? RuleTexts.LimitReached.Depth(request.Limits.MaxDepth.ToString(CultureInfo.InvariantCulture))
                : RuleTexts.DeploymentInvalid.Syntax(problem.Reason);
            problems.Add(text, problem.Span, "yaml");
        }

        return _yaml[path] = yaml;
    }

    private void ApplyIncludes(ModelMap part, string projectDirectory, VariableSet variables, IReadOnlyList<string> included)
    {
        if (part["include"] is ModelList includes)
        {
            foreach (var include in includes.Items)
                Include(part, include, projectDirectory, variables, included);
        }
        else if (part["include"] is ModelMap or ModelScalar { IsNull: false })
        {
            return;
        }

        part.Remove("include");
    }

    private void Include(ModelMap part, ModelNode include, string projectDirectory, VariableSet variables, IReadOnlyList<string> included)
    {
        // A date in the place of a file's name passes for one, and names none.
        if (include is ModelScalar { Kind: ModelScalarKind.Time })
            return;
        var details = include as ModelMap;
        var paths = Scalars(details is null ? include : details["path"]);
        if (paths.Count == 0)
            return;
        var resolved = paths.ConvertAll(p => DeploymentPath.Resolve(projectDirectory, p.Text));
        if (paths.Exists(p => IsRemote(p.Text)))
        {
            RefuseRemote("include", paths[0].Span);
            return;
        }

        if (included.Contains(resolved[0]) || included.Count > MaxReferenceDepth)
        {
            RefuseChain("include", [.. included, resolved[0]], paths[0].Span, included.Contains(resolved[0]));
            return;
        }

        var directory = details?["project_directory"] as ModelScalar;
        if (directory?.Kind == ModelScalarKind.Time)
            RefuseDate(directory, "include.project_directory");
        var ownDirectory = directory is { Text.Length: > 0 } ? DeploymentPath.Resolve(projectDirectory, directory.Text) : DeploymentPath.FolderOf(resolved[0]);
        var ownVariables = variables.Fork();
        ownVariables.AddFiles(IncludedEnvFiles(details, projectDirectory, ownDirectory), problems);
        for (var i = 0; i < resolved.Count; i++)
            Read(resolved[i], ("include", paths[i].Span, projectDirectory));
        var imported = LoadFiles(resolved, ownDirectory, ownVariables, included);
        Uniqueness.SettleEmptyLists(imported);
        Import(part, imported, paths[0]);
    }

    private List<SourceFile> IncludedEnvFiles(ModelMap? details, string projectDirectory, string ownDirectory)
    {
        var found = new List<SourceFile>();
        var named = Scalars(details?["env_file"]);
        foreach (var name in named)
        {
            if (name.Text == "/dev/null")
                continue;
            var path = DeploymentPath.Resolve(projectDirectory, name.Text);
            var answer = files.Read(path);
            if (answer.File is { } file)
                found.Add(file);
            else if (answer.Status != FileStatus.NotSupplied)
                problems.Add(FileProblem.Of(path, answer, "env_file", name.Span, projectDirectory));
        }

        if (named.Count > 0)
            return found;
        var own = files.Read(ownDirectory + "/.env");
        if (own.File is { } beside)
            found.Add(beside);
        else if (own.Status == FileStatus.Unreadable)
            problems.Add(FileProblem.Of(ownDirectory + "/.env", own));
        return found;
    }

    /// <summary>What an include brings must not say something else than the including document about the same name.</summary>
    private void Import(ModelMap part, ModelMap imported, ModelScalar include)
    {
        foreach (var section in (string[])["services", "volumes", "networks", "secrets", "configs"])
        {
            if (imported[section] is not ModelMap from)
                continue;
            if (part[section] is not ModelMap to)
                part.Set(section, include.Source, to = new ModelMap(include.Span));
            foreach (var entry in from.Entries)
            {
                if (to.FindEntry(entry.Key) is not { } there)
                    to.Set(entry.Key, entry.KeySource, entry.Value);
                else if (!ModelComparer.AreEqual(there.Value, entry.Value))
                    problems.Invalid(there.KeySource.Span, section + "." + entry.Key + " conflicts with imported resource");
            }
        }
    }

    public static List<ModelScalar> Scalars(ModelNode? node) => node switch
    {
        ModelScalar { IsNull: false } scalar => [scalar],
        ModelList list => [.. list.Items.OfType<ModelScalar>().Where(s => !s.IsNull)],
        _ => [],
    };

    public static bool IsRemote(string path) =>
        path.IndexOf("://", StringComparison.Ordinal) >= 0 || path.StartsWith("git@", StringComparison.Ordinal) || path.StartsWith("oci:", StringComparison.Ordinal);

    public void RefuseRemote(string key, SourceSpan span) => problems.Add(RuleTexts.ReferenceBroken.Remote(key), span, key);

    public void RefuseChain(string key, IReadOnlyList<string> chain, SourceSpan span, bool isCycle)
    {
        var text = string.Join(" -> ", chain.Select(DeploymentPath.NameOf));
        problems.Add(
            isCycle ? RuleTexts.ReferenceBroken.Cycle(key, text) : RuleTexts.LimitReached.References(key, MaxReferenceDepth.ToString(CultureInfo.InvariantCulture), text),
            span,
            key);
    }
}
