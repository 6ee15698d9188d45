using Koda.Lint.Compose.Model;
using Koda.Lint.Files;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>
/// Applies <c>extends</c> within one document (compose-go: loader/extends.go). A service of the same file is extended before
/// files are merged; one of another file, which is named as seen from the project's folder, brings paths relative to that file.
/// </summary>
internal sealed class ServiceExtender(
    ProjectLoader loader, string path, string directory, VariableSet variables, IReadOnlyList<string[]> resets, ComposeProblems problems)
{
    private const int MaxDepth = ProjectLoader.MaxReferenceDepth;

    public void Apply(ModelMap document)
    {
        if (document["services"] is not { } services)
            return;
        if (services is not ModelMap map)
        {
            problems.Invalid(services.Span, "services must be a mapping");
            document.Remove("services");
            return;
        }

        for (var i = 0; i < map.Count; i++)
        {
            var entry = map.Entries[i];
            if (Resolve(entry.Key, map, path, [], resets) is { } merged)
                entry.Value = merged;
        }
    }

    /// <summary>
    /// A service with all that it extends. What the files on the way tagged is deleted from what is extended; that goes by the name of the service that
    /// extends, so that one of the same name in another file loses what is tagged there.
    /// </summary>
    private ModelNode? Resolve(string name, ModelMap services, string file, IReadOnlyList<Step> chain, IReadOnlyList<string[]> deleted)
    {
        var node = services[name];
        if (node is not ModelMap service || service.FindEntry("extends") is not { } extends)
            return node;

        var target = extends.Value as ModelMap;
        var reference = target is null ? extends.Value as ModelScalar : target["service"] as ModelScalar;
        service.Remove("extends");
        if (reference is null)
        {
            problems.Invalid(extends.Value.Span, "services." + name + ".extends.service is required");
            return service;
        }

        var baseFile = file;
        var baseServices = services;
        if (target?["file"] is ModelScalar { IsNull: false } other)
        {
            if (ProjectLoader.IsRemote(other.Text))
            {
                loader.RefuseRemote("extends", other.Span);
                return service;
            }

            // A file that was read to be extended has its paths already as the project's folder sees them.
            baseFile = DeploymentPath.Resolve(directory, other.Text);
            if (loader.LoadForExtends(baseFile, directory, other, variables) is not var (model, tagged))
                return service;
            deleted = [.. deleted, .. tagged];
            if (model["services"] is not ModelMap found)
            {
                problems.Add(RuleTexts.ReferenceBroken.MissingService(DeploymentPath.NameOf(baseFile), reference.Text), other.Span, "extends:" + name);
                return service;
            }

            baseServices = found;
        }

        var next = new Step(reference.Text, baseFile);
        IReadOnlyList<Step> steps = [.. chain, new Step(name, file)];
        if (steps.Contains(next) || chain.Count >= MaxDepth)
        {
            loader.RefuseChain("extends", [.. steps.Append(next).Select(Show)], reference.Span, isCycle: chain.Count < MaxDepth);
            return service;
        }

        if (baseServices[reference.Text] is null)
        {
            problems.Add(RuleTexts.ReferenceBroken.MissingService(DeploymentPath.NameOf(baseFile), reference.Text), reference.Span, "extends:" + name);
            return service;
        }

        if (Resolve(reference.Text, baseServices, baseFile, steps, deleted) is not ModelMap extended)
        {
            // A service that says nothing is not extended, and what asked for it stays.
            service.Set("extends", extends.KeySource, extends.Value);
            return service;
        }

        if (baseServices.FindEntry(reference.Text) is { } resolved)
            resolved.Value = extended;
        var copy = (ModelMap)extended.Clone();
        ResetPaths.ApplyToService(copy, name, deleted);
        return new Merger(problems).MergeService(name, copy, service);
    }

    private string Show(Step step) => step.File == path ? step.Service : step.Service + " in " + DeploymentPath.NameOf(step.File);

    private sealed record Step(string Service, string File);
}
