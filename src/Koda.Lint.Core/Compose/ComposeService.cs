using Koda.Lint.Compose.Model;
using Koda.Lint.Text;

namespace Koda.Lint.Compose;

/// <summary>A service of the effective model, as rules read it.</summary>
public sealed class ComposeService
{
    private IReadOnlyList<PublishedPort>? _ports;

    internal ComposeService(ModelEntry entry, bool hasUnreadEnvFile)
    {
        Name = entry.Key;
        NameSource = entry.KeySource;
        Model = (ModelMap)entry.Value;
        HasUnreadEnvFile = hasUnreadEnvFile;
    }

    /// <summary>The service's name.</summary>
    public string Name { get; }

    /// <summary>The service's key in the last file that names it: where a missing setting is reported.</summary>
    public IScalarSource NameSource { get; }

    /// <summary>The service's part of the model.</summary>
    public ModelMap Model { get; }

    /// <summary>The image with its tag, or null for a service that is only built.</summary>
    public ModelScalar? Image => Model["image"] as ModelScalar;

    /// <summary>The network mode, or null.</summary>
    public ModelScalar? NetworkMode => Model["network_mode"] as ModelScalar;

    /// <summary>Whether the service shares the host's network, so that no <c>ports</c> binding guards it.</summary>
    public bool IsOnHostNetwork => NetworkMode?.Text == "host";

    /// <summary>The container's variables: <c>environment</c> over <c>env_file</c>. A null value is a name without a value.</summary>
    public IReadOnlyList<ModelEntry> Environment => (Model["environment"] as ModelMap)?.Entries ?? [];

    /// <summary>Whether an <c>env_file</c> was not read that should be there, so that a variable that is not set here may be set all the same.</summary>
    public bool HasUnreadEnvFile { get; }

    /// <summary>The published ports; of a host on the host's network none, as Docker ignores them there.</summary>
    public IReadOnlyList<PublishedPort> Ports => _ports ??= PublishedPort.Of(this);

    /// <summary>What is mounted, but for <c>tmpfs</c> of the short form.</summary>
    public IEnumerable<Mount> Mounts => Defaults.Items(Model["volumes"]).Select(mount => new Mount(
        (mount["type"] as ModelScalar)?.Text ?? "", (mount["source"] as ModelScalar)?.Text ?? "", (mount["target"] as ModelScalar)?.Text ?? "", mount.Span));

    /// <summary>The build's arguments. A null value is a name without a value.</summary>
    public IReadOnlyList<ModelEntry> BuildArguments => ((Model["build"] as ModelMap)?["args"] as ModelMap)?.Entries ?? [];

    /// <summary>The words of the command, or none.</summary>
    public IEnumerable<string> CommandWords => ProjectLoader.Scalars(Model["command"]).Concat(ProjectLoader.Scalars(Model["entrypoint"])).Select(word => word.Text);

    /// <summary>A variable of the container, or null when it is not set (or set without a value).</summary>
    /// <param name="name">The variable.</param>
    public ModelEntry? FindVariable(string name) =>
        (Model["environment"] as ModelMap)?.FindEntry(name) is { Value: ModelScalar { IsNull: false } } entry ? entry : null;

    /// <summary>The value of a build argument, or null.</summary>
    /// <param name="name">The argument.</param>
    public ModelScalar? BuildArgument(string name) => ((Model["build"] as ModelMap)?["args"] as ModelMap)?[name] as ModelScalar;

    /// <summary>The value of a variable of the container, or null.</summary>
    /// <param name="name">The variable.</param>
    public ModelScalar? VariableValue(string name) => FindVariable(name)?.Value as ModelScalar;
}

/// <summary>Something mounted into a container.</summary>
/// <param name="Type"><c>volume</c>, <c>bind</c>, <c>tmpfs</c> …</param>
/// <param name="Source">The volume's name or the host's path; empty for an anonymous volume.</param>
/// <param name="Target">The path in the container.</param>
/// <param name="Span">The characters of the mount.</param>
public sealed record Mount(string Type, string Source, string Target, SourceSpan Span);
