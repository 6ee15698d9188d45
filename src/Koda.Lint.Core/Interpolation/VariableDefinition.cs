using Koda.Lint.Text;

namespace Koda.Lint.Interpolation;

/// <summary>Where a variable's value came from.</summary>
public enum VariableOrigin
{
    /// <summary>A line of an env file.</summary>
    EnvFile,

    /// <summary>The environment of the process that runs Compose.</summary>
    Shell,

    /// <summary><c>COMPOSE_PROJECT_NAME</c>, which Compose sets itself.</summary>
    ProjectName,

    /// <summary>Only the name is known, from <c>.env.example</c> and its like; whoever deploys supplies the value.</summary>
    SuppliedAtDeploy,
}

/// <summary>A variable's value, and who gave it.</summary>
public sealed class VariableDefinition
{
    /// <summary>Records a definition.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value; for <see cref="VariableOrigin.SuppliedAtDeploy"/> a stand-in.</param>
    /// <param name="origin">Where the value came from.</param>
    /// <param name="span">The value's characters in the env file, or null when no file has them.</param>
    public VariableDefinition(string name, string value, VariableOrigin origin, SourceSpan? span)
    {
        Name = name;
        Value = value;
        Origin = origin;
        Span = span;
    }

    /// <summary>The variable's name.</summary>
    public string Name { get; }

    /// <summary>Its value, which may be a secret; for <see cref="VariableOrigin.SuppliedAtDeploy"/> a stand-in.</summary>
    public string Value { get; }

    /// <summary>Where the value came from.</summary>
    public VariableOrigin Origin { get; }

    /// <summary>The value's characters in the env file, or null when no file has them.</summary>
    public SourceSpan? Span { get; }
}

/// <summary>Finds a variable.</summary>
/// <param name="name">Its name, case-sensitive.</param>
/// <returns>The definition that wins, or null when the variable is unset.</returns>
public delegate VariableDefinition? VariableLookup(string name);
