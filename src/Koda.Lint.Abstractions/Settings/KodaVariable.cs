namespace Koda.Lint.Settings;

/// <summary>How Koda reads a variable.</summary>
public enum KodaVariableKind
{
    /// <summary>As it stands.</summary>
    FreeText,

    /// <summary>On for <c>true</c>, whatever its casing; off for anything else.</summary>
    Switch,

    /// <summary>With Python's <c>int</c>, at boot.</summary>
    WholeNumber,

    /// <summary>With Python's <c>float</c>, at boot.</summary>
    Number,

    /// <summary>As one of <c>token</c>, <c>open</c> and <c>development</c>.</summary>
    Mode,

    /// <summary>As it stands, and nobody else may see it.</summary>
    Secret,
}

/// <summary>An environment variable that Koda or its deployment files know.</summary>
public sealed class KodaVariable
{
    internal KodaVariable(string name, KodaVariableKind kind, string? defaultValue, bool isSecurityRelevant)
    {
        Name = name;
        Kind = kind;
        Default = defaultValue;
        IsSecurityRelevant = isSecurityRelevant;
    }

    /// <summary>The name, case-sensitive.</summary>
    public string Name { get; }

    /// <summary>How Koda reads it.</summary>
    public KodaVariableKind Kind { get; }

    /// <summary>What holds when it is not set; null when that depends on other settings, or when there is nothing.</summary>
    public string? Default { get; }

    /// <summary>Whether a wrong value weakens the deployment, so that a misspelt name or a value that readers take differently matters.</summary>
    public bool IsSecurityRelevant { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
