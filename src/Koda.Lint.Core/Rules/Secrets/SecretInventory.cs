using Koda.Lint.Compose.Model;
using Koda.Lint.Compose;
using Koda.Lint.Deployments;
using Koda.Lint.Interpolation;
using Koda.Lint.Settings;
using Koda.Lint.Text;

namespace Koda.Lint.Rules;

/// <summary>Where a secret's value is written.</summary>
public enum SecretPlace
{
    /// <summary>In an env file, where it belongs.</summary>
    EnvFile,

    /// <summary>In a compose file.</summary>
    ComposeFile,

    /// <summary>In a compose file as a build argument, which stays in the image.</summary>
    BuildArgument,

    /// <summary>In the settings of a .NET program.</summary>
    AppSettings,

    /// <summary>In a systemd unit.</summary>
    Unit,

    /// <summary>In a Dockerfile, for <c>ENV</c> or <c>ARG</c>, where it stays in the image.</summary>
    Dockerfile,
}

/// <summary>A secret's value at the one place that defines it, however many containers it reaches.</summary>
/// <param name="Name">The variable's name there.</param>
/// <param name="Value">The value. It must not get into any message.</param>
/// <param name="Span">Its characters.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Service">The service that has it, for a compose file.</param>
public sealed record SecretDefinition(string Name, string Value, SourceSpan Span, SecretPlace Place, ComposeService? Service)
{
    /// <summary>Whether production rules hold for it.</summary>
    public bool IsProduction { get; init; } = true;

    /// <summary>The words of its name as those of a variable: <c>API_KEY</c> for <c>Mail:ApiKey</c>.</summary>
    public string VariableName { get; init; } = Name;
}

/// <summary>All definitions of secrets in a deployment, each once.</summary>
public sealed class SecretInventory
{
    private readonly Deployment _deployment;
    private IReadOnlyList<SecretDefinition>? _all;

    internal SecretInventory(Deployment deployment) => _deployment = deployment;

    /// <summary>The definitions with a value, env files first. What comes with the deployment is not among them.</summary>
    public IReadOnlyList<SecretDefinition> All => _all ??= Find();

    /// <summary>The definitions of the stack's own: in env files and Compose files.</summary>
    public IEnumerable<SecretDefinition> OfStack => All.Where(secret => secret.Place is SecretPlace.EnvFile or SecretPlace.ComposeFile or SecretPlace.BuildArgument);

    /// <summary>The services whose containers get a definition's value, in a variable of any name.</summary>
    /// <param name="secret">A definition.</param>
    public IEnumerable<ComposeService> UsersOf(SecretDefinition secret) => secret.Service is { } service
        ? [service]
        : _deployment.Project.Services.Where(user => user.Environment.Any(entry => entry.Value is ModelScalar value && IsMadeOf(value, secret.Span)));

    private List<SecretDefinition> Find()
    {
        var found = new List<SecretDefinition>();
        var seen = new HashSet<SourceSpan>();
        var envFiles = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in _deployment.Project.EnvFileContents)
        {
            envFiles.Add(file.File.Path);
            foreach (var entry in file.Entries)
            {
                var isLast = ReferenceEquals(file.Find(entry.Key), entry);
                if (isLast && !entry.IsInherited && entry.Uses.Count == 0 && SecretValue.IsSecret(entry.Key, entry.Value) && seen.Add(entry.ValueSpan))
                    found.Add(new SecretDefinition(entry.Key, entry.Value, entry.ValueSpan, SecretPlace.EnvFile, null));
            }
        }

        foreach (var service in _deployment.Project.Services)
        {
            AddLiterals(service, service.Environment, SecretPlace.ComposeFile, value => !envFiles.Contains(value.Span.File.Path) && seen.Add(value.Span), found);
            AddLiterals(service, service.BuildArguments, SecretPlace.BuildArgument, value => seen.Add(value.Span), found);
        }

        found.AddRange(CompanionSecrets.Of(_deployment));
        return [.. found.Select(secret => secret.Place == SecretPlace.AppSettings ? secret : secret with { IsProduction = _deployment.IsProduction })];
    }

    private static void AddLiterals(
        ComposeService service, IReadOnlyList<ModelEntry> entries, SecretPlace place, Func<ModelScalar, bool> isNew, List<SecretDefinition> found)
    {
        foreach (var entry in entries)
        {
            if (entry.Value is ModelScalar { IsNull: false } value && SecretValue.IsSecret(entry.Key, value.Text) && IsWrittenHere(value) && isNew(value))
                found.Add(new SecretDefinition(entry.Key, value.Text, value.Span, place, service));
        }
    }

    /// <summary>
    /// A variable's value is defined elsewhere; its default is written here. Of a URL only the password counts: who writes that out may still take
    /// the host from a variable.
    /// </summary>
    private static bool IsWrittenHere(ModelScalar value)
    {
        var uses = value.Source is IVariableSource source && SecretValue.PasswordIn(value.Text) is var (start, length)
            ? source.VariablesIn(start, length)
            : value.Variables;
        foreach (var use in uses)
        {
            if (use.Contributes && use.State != VariableState.Defaulted)
                return false;
        }

        return true;
    }

    private static bool IsMadeOf(ModelScalar value, SourceSpan definition)
    {
        if (value.Span == definition)
            return true;
        foreach (var use in value.Variables)
        {
            if (use.Contributes && use.Definition?.Span == definition)
                return true;
        }

        return false;
    }
}
