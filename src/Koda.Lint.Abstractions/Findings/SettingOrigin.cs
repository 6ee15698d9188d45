namespace Koda.Lint;

/// <summary>Where a running process has a setting from. It stands for the place in a file, which a process does not know.</summary>
/// <param name="Setting">The setting: a variable's name, or an option's as code writes it.</param>
/// <param name="Provider">Who gave the value: <c>process environment</c>, <c>command line</c>, a configuration provider, an options object.</param>
/// <param name="Path">The file that the provider read, or null.</param>
public sealed record SettingOrigin(string Setting, string Provider, string? Path = null)
{
    /// <summary>The file, or who gave the value.</summary>
    public override string ToString() => Path ?? Provider;
}
