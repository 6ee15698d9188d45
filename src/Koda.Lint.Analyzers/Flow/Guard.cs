namespace Koda.Lint.Analyzers.Flow;

/// <summary>Under which environment a statement runs, or a value is chosen.</summary>
internal enum Guard
{
    /// <summary>Nothing is known to stand in the way.</summary>
    Always,

    /// <summary>Only where <c>IsDevelopment()</c> holds, or <c>IsProduction()</c> does not.</summary>
    Development,

    /// <summary>Only where <c>IsProduction()</c> holds, or <c>IsDevelopment()</c> does not.</summary>
    Production,

    /// <summary>It depends on the environment, the request's scheme or the configuration; which way cannot be known.</summary>
    Environment,
}

internal static class Guards
{
    /// <summary>What holds when both hold.</summary>
    public static Guard And(this Guard outer, Guard inner) =>
        outer == Guard.Development || inner == Guard.Development ? Guard.Development
        : outer == Guard.Environment || inner == Guard.Environment ? Guard.Environment
        : outer == Guard.Production || inner == Guard.Production ? Guard.Production
        : Guard.Always;

    /// <summary>What holds when at least one holds.</summary>
    public static Guard Or(this Guard left, Guard right) =>
        left == right ? left
        : left == Guard.Always || right == Guard.Always ? Guard.Always
        : Guard.Environment;
}
